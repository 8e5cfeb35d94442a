/*
 * export.c - records of one provider's export, read by its plugin, PLUGIN, and the host.
 */
#include "parse/export.h"
#include "base/view.h"
#include "fuzz.h"
#include "input/cut.h"
#include "input/lines.h"

extern const sls_plugin PLUGIN;

static void read_all(struct export_reader *reader, enum cut cut, sls_view rest)
{
    while (rest.len > 0) {
        rest = view_skip(rest, cut_between(cut, rest));
        const char *end = rest.len > 0 ? cut_record(cut, rest) : NULL;
        sls_view text = view_between(rest.ptr, end != NULL ? end : view_end(rest));
        struct record record;
        size_t recipients = 1;
        if (export_read(reader, view_cut(text, LINE_BYTES), &record))
            do {
                fuzz_touch_attempt(&record.attempt);
                fuzz_must(recipients++ <= EXPORT_RECIPIENTS);
            } while (export_more(reader, &record));
        rest = view_skip(rest, text.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct zone zone = {.fixed = true};
    struct exporter exporter = {
        .id = PLUGIN.name, .probe = PLUGIN.probe, .parse = PLUGIN.parse};
    struct export_reader reader;
    sls_view text = fuzz_view(bytes, count);

    export_open(&reader, zone);
    export_knows(&exporter, view_cut(text, LINES_HEAD_BYTES));
    export_begin(&reader, &exporter, false);
    read_all(&reader, CUT_OBJECTS, text);
    export_begin(&reader, &exporter, true);
    read_all(&reader, CUT_ROWS, text);
    export_close(&reader);
    return 0;
}
