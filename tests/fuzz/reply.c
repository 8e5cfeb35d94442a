/*
 * reply.c - what the other side said: folded, its codes taken out, masked.
 */
#include "parse/reply.h"
#include "base/view.h"
#include "fuzz.h"
#include "rules/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static struct reply_room room; /* its bytes are written before they are read */
    static struct template_room template;
    sls_attempt attempt = {0};
    sls_view text = fuzz_view(bytes, count < LINE_BYTES ? count : LINE_BYTES);

    reply_read(&room, text, &attempt);
    fuzz_touch(attempt.text);
    fuzz_must(attempt.reply == 0 || (attempt.reply >= 200 && attempt.reply <= 599));
    fuzz_touch(reply_named_host(text));
    fuzz_touch(reply_given_id(text));
    sls_view masked = template_of(&template, attempt.text);
    fuzz_must(masked.len <= TEMPLATE_BYTES);
    fuzz_touch(masked);
    return 0;
}
