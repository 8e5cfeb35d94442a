/*
 * cut.c - text cut into objects, rows and entries: no byte is lost or given twice.
 */
#include "input/cut.h"
#include "base/view.h"
#include "fuzz.h"

static void cut_all(enum cut cut, sls_view rest)
{
    while (rest.len > 0) {
        size_t between = cut_between(cut, rest);
        fuzz_must(between <= rest.len);
        rest = view_skip(rest, between);
        if (rest.len == 0)
            return;
        const char *end = cut_record(cut, rest);
        if (end == NULL) /* more is needed, and there is none */
            return;
        fuzz_must(end > rest.ptr && end <= view_end(rest));
        rest = view_between(end, view_end(rest));
    }
}

/* An object in two pieces ends where it ends in one. */
static void cut_in_pieces(sls_view text, size_t piece)
{
    struct cut_object object = {0};
    const char *whole = cut_objects(text), *end = NULL;

    for (size_t at = 0; at < text.len && end == NULL; at += piece)
        end = cut_object_on(&object, view_cut(view_skip(text, at), piece));
    if (whole != NULL && *text.ptr == '{')
        fuzz_must(end == whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    sls_view text = fuzz_view(bytes, count);

    cut_all(CUT_OBJECTS, text);
    cut_all(CUT_ROWS, text);
    cut_all(CUT_ENTRIES, text);
    if (count > 1)
        cut_in_pieces(view_skip(text, 1), (size_t)bytes[0] + 1);
    return 0;
}
