/*
 * escape_test.c - UTF-8 is read strictly (RFC 3629), every class of character that may
 * change what a terminal shows is written as its number, and a JSON string is valid JSON
 * whatever bytes the log held.
 */
#include "write/escape.h"

#include <stdlib.h>

#include <criterion/criterion.h>

#include "base/view.h"

/* `length` bytes are taken; an invalid form is one byte. */
static const struct {
    const char *name;
    sls_view bytes;
    bool valid;
    uint32_t code;
    size_t length;
} forms[] = {
    {"ASCII", {"a", 1}, true, 'a', 1},
    {"NUL", {"\0", 1}, true, 0, 1},
    {"DEL", {"\x7f", 1}, true, 0x7f, 1},
    {"two bytes, the least", {"\xc2\x80", 2}, true, 0x80, 2},
    {"two bytes, the most", {"\xdf\xbf", 2}, true, 0x7ff, 2},
    {"three bytes, the least", {"\xe0\xa0\x80", 3}, true, 0x800, 3},
    {"Hangul", {"\xed\x95\x9c", 3}, true, 0xd55c, 3},
    {"three bytes, the most", {"\xef\xbf\xbf", 3}, true, 0xffff, 3},
    {"four bytes, the least", {"\xf0\x90\x80\x80", 4}, true, 0x10000, 4},
    {"four bytes, the most", {"\xf4\x8f\xbf\xbf", 4}, true, 0x10ffff, 4},
    {"before the surrogates", {"\xed\x9f\xbf", 3}, true, 0xd7ff, 3},
    {"behind the surrogates", {"\xee\x80\x80", 3}, true, 0xe000, 3},
    {"only the first is taken", {"\xc3\xa9x", 3}, true, 0xe9, 2},
    {"lone continuation", {"\x80", 1}, false, 0x80, 1},
    {"lone continuation, highest", {"\xbf", 1}, false, 0xbf, 1},
    {"overlong slash, two bytes", {"\xc0\xaf", 2}, false, 0xc0, 1},
    {"overlong NUL", {"\xc0\x80", 2}, false, 0xc0, 1},
    {"overlong DEL", {"\xc1\xbf", 2}, false, 0xc1, 1},
    {"overlong, three bytes", {"\xe0\x9f\xbf", 3}, false, 0xe0, 1},
    {"overlong, four bytes", {"\xf0\x8f\xbf\xbf", 4}, false, 0xf0, 1},
    {"first surrogate", {"\xed\xa0\x80", 3}, false, 0xed, 1},
    {"last surrogate", {"\xed\xbf\xbf", 3}, false, 0xed, 1},
    {"beyond Unicode", {"\xf4\x90\x80\x80", 4}, false, 0xf4, 1},
    {"far beyond Unicode", {"\xf7\xbf\xbf\xbf", 4}, false, 0xf7, 1},
    {"five bytes", {"\xf8\x88\x80\x80\x80", 5}, false, 0xf8, 1},
    {"no lead at all", {"\xfe", 1}, false, 0xfe, 1},
    {"no lead at all, highest", {"\xff", 1}, false, 0xff, 1},
    {"cut after one of two", {"\xc3", 1}, false, 0xc3, 1},
    {"cut after two of three", {"\xed\x95", 2}, false, 0xed, 1},
    {"cut after three of four", {"\xf0\x9f\x98", 3}, false, 0xf0, 1},
    {"ASCII instead of continuation", {"\xc3x", 2}, false, 0xc3, 1},
    {"lead instead of continuation", {"\xe2\x82\xe2", 3}, false, 0xe2, 1},
};

Test(escape, strict_utf8)
{
    for (size_t i = 0; i < SLS_COUNT(forms); i++) {
        char *copy = malloc(forms[i].bytes.len);
        uint32_t code = 0;
        memcpy(copy, forms[i].bytes.ptr, forms[i].bytes.len);
        sls_view rest = {copy, forms[i].bytes.len};
        bool valid = escape_next(&rest, &code);
        cr_expect_eq(valid, forms[i].valid, "%s", forms[i].name);
        cr_expect_eq(code, forms[i].code, "%s: U+%04X", forms[i].name, code);
        cr_expect_eq((size_t)(rest.ptr - copy), forms[i].length, "%s", forms[i].name);
        cr_expect_eq(view_end(rest), copy + forms[i].bytes.len, "%s", forms[i].name);
        free(copy);
    }
}

static const struct {
    const char *name;
    uint32_t first, last;
} hostile[] = {
    {"C0", 0x00, 0x1f},
    {"DEL and C1", 0x7f, 0x9f},
    {"soft hyphen", 0xad, 0xad},
    {"Arabic letter mark", 0x061c, 0x061c},
    {"Mongolian vowel separator", 0x180e, 0x180e},
    {"zero width and marks of direction", 0x200b, 0x200f},
    {"line separator", 0x2028, 0x2028},
    {"paragraph separator", 0x2029, 0x2029},
    {"embedding and override", 0x202a, 0x202e},
    {"word joiner, invisible operators, isolates", 0x2060, 0x206f},
    {"variation selectors", 0xfe00, 0xfe0f},
    {"byte order mark", 0xfeff, 0xfeff},
    {"interlinear annotation", 0xfff9, 0xfffb},
    {"tags", 0xe0001, 0xe007f},
    {"variation selectors, supplement", 0xe0100, 0xe01ef},
    {"Arabic number signs", 0x0600, 0x0605},
    {"Egyptian joiners", 0x13430, 0x1343f},
    {"musical beams", 0x1d173, 0x1d17a},
    {"noncharacters in a row", 0xfdd0, 0xfdef},
    {"noncharacters of the first plane", 0xfffe, 0xffff},
    {"noncharacters of the last plane", 0x10fffe, 0x10ffff},
};

Test(escape, every_hostile_class)
{
    for (size_t i = 0; i < SLS_COUNT(hostile); i++)
        for (uint32_t code = hostile[i].first; code <= hostile[i].last; code++)
            cr_expect(escape_is_hostile(code), "%s: U+%04X", hostile[i].name, code);
}

Test(escape, what_can_be_read_is_not_hostile)
{
    static const uint32_t rows[] = {' ',    '~',    0xa0,    0xa1,    0xac,    0xae,
                                    0x3b1,  0x410,  0x61b,   0x61d,   0x200a,  0x2010,
                                    0x2027, 0x202f, 0x205f,  0x2070,  0x20ac,  0xac00,
                                    0xd55c, 0x4e2d, 0xfdff,  0xfe10,  0xfefe,  0xff01,
                                    0xfff8, 0xfffd, 0x1f600, 0xdfffd, 0xe1000, 0x10fffd};

    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        cr_expect_not(escape_is_hostile(rows[i]), "U+%04X", rows[i]);
}

static const struct {
    const char *name;
    sls_view text;
    const char *want, *ascii, *json;
} texts[] = {
    {"nothing", {"", 0}, "", "", ""},
    {"plain", {"550 gone", 8}, "550 gone", "550 gone", "550 gone"},
    {"quotes", {"\"\\/'", 4}, "\"\\/'", "\"\\/'", "\\\"\\\\/'"},
    {"Korean", {"한", 3}, "한", "\\u{d55c}", "한"},
    {"colour", {"\x1b[31m", 5}, "\\x1b[31m", "\\x1b[31m", "\\u001b[31m"},
    {"line ends", {"a\r\nb", 4}, "a\\x0d\\x0ab", "a\\x0d\\x0ab", "a\\u000d\\u000ab"},
    {"tab", {"\t", 1}, "\\x09", "\\x09", "\\u0009"},
    {"NUL", {"a\0b", 3}, "a\\x00b", "a\\x00b", "a\\u0000b"},
    {"DEL", {"\x7f", 1}, "\\x7f", "\\x7f", "\\u007f"},
    {"C1 as UTF-8", {"\xc2\x9b", 2}, "\\u{9b}", "\\u{9b}", "\\u009b"},
    {"C1 as a byte", {"\x9b", 1}, "\\x9b", "\\x9b", "\xef\xbf\xbd"},
    {"override", {"\xe2\x80\xae", 3}, "\\u{202e}", "\\u{202e}", "\\u202e"},
    {"line separator", {"\xe2\x80\xa8", 3}, "\\u{2028}", "\\u{2028}", "\\u2028"},
    {"byte order mark", {"\xef\xbb\xbf", 3}, "\\u{feff}", "\\u{feff}", "\\ufeff"},
    {"tag", {"\xf3\xa0\x81\xa1", 4}, "\\u{e0061}", "\\u{e0061}", "\\udb40\\udc61"},
    {"face", {"\xf0\x9f\x98\x80", 4}, "😀", "\\u{1f600}", "😀"},
    {"surrogate",
     {"\xed\xa0\x80", 3},
     "\\xed\\xa0\\x80",
     "\\xed\\xa0\\x80",
     "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
    {"overlong", {"\xc0\xaf", 2}, "\\xc0\\xaf", "\\xc0\\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},
    {"cut", {"a\xed\x95", 3}, "a\\xed\\x95", "a\\xed\\x95", "a\xef\xbf\xbd\xef\xbf\xbd"},
};

static void expect_written(void (*write)(FILE *, sls_view), sls_view text,
                           const char *want, const char *name)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&bytes, &length);

    write(file, text);
    fclose(file);
    cr_expect(view_equal((sls_view){bytes, length}, view_of(want)), "%s: \"%s\"", name,
              bytes);
    free(bytes);
}

static void write_ascii(FILE *file, sls_view text)
{
    while (text.len > 0) {
        char out[ESCAPE_BYTES];
        size_t bytes = escape_for_terminal(&text, true, out);
        cr_expect(bytes > 0 && bytes <= ESCAPE_BYTES);
        fwrite(out, 1, bytes, file);
    }
}

Test(escape, texts)
{
    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        expect_written(escape_terminal, texts[i].text, texts[i].want, texts[i].name);
        expect_written(write_ascii, texts[i].text, texts[i].ascii, texts[i].name);
        expect_written(escape_json, texts[i].text, texts[i].json, texts[i].name);
    }
}

/* What a configuration file would read as something else. */
Test(escape, config)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"mx1", "mx1"},
        {"a b", "a b"},
        {"a\"b\\c", "a\\\"b\\\\c"},
        {"${HOME}", "\\${HOME}"},
        {"a\nb\x1b", "a\\x0ab\\x1b"},
        {"\xc2\x9b", "\\xc2\\x9b"},
        {"\xff", "\\xff"},
        {"\xea\xb0\x80", "\xea\xb0\x80"},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        expect_written(escape_config, view_of(rows[i].text), rows[i].want, rows[i].want);
}

/* All pairs of bytes: no control byte, no quote and no invalid UTF-8 comes out. */
Test(escape, nothing_harmful_comes_out)
{
    for (unsigned pair = 0; pair < 65536; pair++) {
        char in[] = {(char)(pair >> 8), (char)pair}, out[ESCAPE_BYTES];
        sls_view rest = {in, sizeof(in)};
        while (rest.len > 0) {
            uint32_t code;
            size_t bytes = escape_for_terminal(&rest, false, out);
            sls_view written = {out, bytes};
            cr_assert(bytes > 0 && bytes <= ESCAPE_BYTES, "%04x", pair);
            while (written.len > 0) {
                cr_assert(escape_next(&written, &code), "%04x: invalid", pair);
                cr_assert_not(escape_is_hostile(code), "%04x: U+%04X", pair, code);
            }
        }
    }
}
