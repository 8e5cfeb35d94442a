/*
 * record.c - JSON and CSV by the names of their fields, and entries of the journal.
 */
#include <string.h>

#include "base/view.h"
#include "fuzz.h"
#include "parse/csv.h"
#include "parse/journal.h"
#include "parse/json.h"

static void read_json(sls_view text)
{
    static const char *const names[] = {"event", "MESSAGE", "/a/b/0", "/", "//", "~1"};
    struct json_reader reader;
    sls_view value, inner;
    char room[256];

    json_reader_open(&reader);
    if (json_reader_read(&reader, text))
        for (size_t i = 0; i < SLS_COUNT(names); i++) {
            if (json_reader_field(&reader, text, names[i], &value)) {
                fuzz_touch(value);
                if (json_reader_field(&reader, value, names[i], &inner))
                    fuzz_touch(inner);
            }
            size_t got = json_reader_bytes(&reader, names[i], room, sizeof(room));
            fuzz_must(got <= sizeof(room));
        }
    json_reader_close(&reader);
}

static void read_csv(sls_view text)
{
    struct csv csv;
    sls_view cell;

    csv_open(&csv);
    csv_header(&csv, view_cut(view_take(&text, '\n'), LINE_BYTES));
    while (text.len > 0) {
        csv_read(&csv, view_cut(view_take(&text, '\n'), LINE_BYTES));
        if (csv_cell(&csv, "event", &cell))
            fuzz_touch(cell);
    }
    csv_close(&csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    sls_view text = fuzz_view(bytes, count < LINE_BYTES ? count : LINE_BYTES);
    struct journal journal;
    struct head head = {0};

    read_json(text);
    read_csv(text);
    journal_open(&journal);
    if (journal_read(&journal, text, &head) != JOURNAL_NONE) {
        fuzz_touch(head.host);
        fuzz_touch(head.program);
        fuzz_touch(head.body);
    }
    journal_close(&journal);
    return 0;
}
