/*
 * escape.c - what is written for a terminal holds no hostile byte; what is written as
 * JSON is read again by another library.
 */
#include <stdio.h>

#include "base/view.h"
#include "fuzz.h"
#include "parse/json.h"
#include "write/escape.h"
#include "write/json.h"

enum { MOST = 8192 }; /* escaped, it is no longer than a record may be */

struct written {
    char *bytes;
    size_t count;
};

static struct written write_terminal(sls_view text)
{
    struct written out = {0};
    FILE *file = open_memstream(&out.bytes, &out.count);

    escape_terminal(file, text);
    fclose(file);
    return out;
}

static void check_terminal(sls_view text)
{
    struct written out = write_terminal(text);
    sls_view rest = {out.bytes, out.count};
    uint32_t code;

    while (rest.len > 0) {
        fuzz_must(escape_next(&rest, &code));
        fuzz_must(!escape_is_hostile(code));
    }
    free(out.bytes);
}

static struct written write_json(sls_view text)
{
    struct written out = {0};
    FILE *file = open_memstream(&out.bytes, &out.count);
    struct json json = {.file = file, .compact = true};

    json_open(&json, NULL, '{');
    json_text(&json, "text", text);
    json_close(&json, '}');
    fclose(file);
    return out;
}

static bool is_utf8(sls_view rest)
{
    uint32_t code;

    while (rest.len > 0)
        if (!escape_next(&rest, &code))
            return false;
    return true;
}

static void check_json(sls_view text)
{
    struct written out = write_json(text);
    struct json_reader reader;
    sls_view object = {out.bytes, out.count}, value = {"", 0};

    json_reader_open(&reader);
    fuzz_must(json_reader_read(&reader, object));
    json_reader_field(&reader, object, "text", &value);
    if (is_utf8(text))
        fuzz_must(view_equal(value, text));
    json_reader_close(&reader);
    free(out.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    sls_view text = fuzz_view(bytes, count < MOST ? count : MOST);

    check_terminal(text);
    check_json(text);
    return 0;
}
