/*
 * head.c - heads of log lines: stamp, host, program.
 */
#include "base/view.h"
#include "fuzz.h"
#include "parse/syslog.h"

static void touch_head(const struct head *head)
{
    fuzz_touch(head->host);
    fuzz_touch(head->program);
    fuzz_touch(head->pid);
    fuzz_touch(head->body);
    fuzz_touch(head->rest);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct zone zone = {.fixed = true};
    struct stamp_reader stamps;
    sls_view text = fuzz_view(bytes, count);

    stamp_open(&stamps, zone, 1795305600, 0);
    while (text.len > 0) {
        struct head head = {0};
        sls_view line = view_take(&text, '\n');
        if (syslog_read(&stamps, line, &head))
            touch_head(&head);
        if (syslog_read_tag(line, &head))
            touch_head(&head);
    }
    stamp_first_year(&stamps, stamps.last);
    return 0;
}
