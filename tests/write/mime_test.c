/*
 * mime_test.c - what a mail carries: short ASCII lines, whatever the text is.
 */
#include "write/mime.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/view.h"

#define TEN "0123456789"

/* To be freed by the caller. */
static char *encoded(sls_view text)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&bytes, &length);

    mime_body(file, text);
    fclose(file);
    return bytes;
}

static const struct {
    const char *name, *text, *want;
} bodies[] = {
    {"nothing", "", ""},
    {"lines", "a\nb\n\nc\n", "a\nb\n\nc\n"},
    {"equals sign", "a=b\n", "a=3Db\n"},
    {"blanks at an end", "a \nb\t\n c \t", "a=20\nb=09\n c =09"},
    {"controls", "a\rb\x1b\x7f", "a=0Db=1B=7F"},
    {"UTF-8", "é", "=C3=A9"},
    {"a dot alone ends a mail", ".\n..\na.", "=2E\n=2E.\na."},
    {"From begins a mailbox's next mail", "From x\nFrom: x\n", "=46rom x\nFrom: x\n"},
    {"76 characters", TEN TEN TEN TEN TEN TEN TEN "012345\nx",
     TEN TEN TEN TEN TEN TEN TEN "012345\nx"},
    {"77 characters", TEN TEN TEN TEN TEN TEN TEN "0123456\n",
     TEN TEN TEN TEN TEN TEN TEN "01234=\n56\n"},
    {"76 at the end of the text", TEN TEN TEN TEN TEN TEN TEN "012345",
     TEN TEN TEN TEN TEN TEN TEN "012345"},
    {"nothing is cut within a code", TEN TEN TEN TEN TEN TEN TEN "012=45\n",
     TEN TEN TEN TEN TEN TEN TEN "012=\n=3D45\n"},
};

Test(mime, body)
{
    for (size_t i = 0; i < SLS_COUNT(bodies); i++) {
        char *got = encoded(view_of(bodies[i].text));
        cr_expect_str_eq(got, bodies[i].want, "%s: %s", bodies[i].name, got);
        free(got);
    }
}

Test(mime, no_line_is_longer)
{
    char text[1024];

    for (size_t length = 0; length < sizeof(text); length++) {
        for (size_t i = 0; i < length; i++)
            text[i] = (char)(i * 7 + length);
        char *got = encoded((sls_view){text, length});
        sls_view rest = view_of(got);
        while (rest.len > 0) {
            sls_view line = view_take(&rest, '\n');
            cr_assert_leq(line.len, MIME_LINE, "%.*s", (int)line.len, line.ptr);
        }
        free(got);
    }
}

static const struct {
    const char *name, *text, *want;
} headers[] = {
    {"plain", "all is well", "S: all is well\n"},
    {"nothing", "", "S:\n"},
    {"folded at a blank", TEN " " TEN " " TEN " " TEN " " TEN " " TEN " " TEN,
     "S: " TEN " " TEN " " TEN " " TEN " " TEN " " TEN "\n " TEN "\n"},
    {"Korean", "메일 a", "S: =?UTF-8?Q?=EB=A9=94=EC=9D=BC_a?=\n"},
    {"looks encoded", "=?x", "S: =?UTF-8?Q?=3D=3Fx?=\n"},
    {"ends the line", "a\r\nBcc: b", "S: =?UTF-8?Q?a=5Cx0d=5Cx0aBcc=3A_b?=\n"},
    {"not UTF-8", "\xff", "S: =?UTF-8?Q?=5Cxff?=\n"},
    {"no blank to fold at", TEN TEN TEN TEN, "S: =?UTF-8?Q?" TEN TEN TEN TEN "?=\n"},
};

static char *header_of(const char *text)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&bytes, &length);

    mime_header(file, "S", view_of(text));
    fclose(file);
    return bytes;
}

Test(mime, header)
{
    for (size_t i = 0; i < SLS_COUNT(headers); i++) {
        char *got = header_of(headers[i].text);
        cr_expect_str_eq(got, headers[i].want, "%s: %s", headers[i].name, got);
        free(got);
    }
}

Test(mime, long_header_is_folded_between_characters)
{
    char text[600] = "";

    for (size_t i = 0; i < 60; i++)
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "메일%s",
                 i % 3 == 0 ? " " : "");
    char *got = header_of(text);
    sls_view rest = view_of(got);
    view_take(&rest, ':');
    while (rest.len > 0) {
        sls_view line = view_take(&rest, '\n');
        cr_expect_leq(line.len, MIME_LINE);
        cr_expect(view_starts(line, VIEW(" =?UTF-8?Q?")), "%.*s", (int)line.len,
                  line.ptr);
        cr_expect(view_starts(view_skip(line, line.len - 2), VIEW("?=")));
        size_t codes = 0;
        for (size_t c = 0; c + 2 < line.len; c++)
            codes += line.ptr[c] == '=' && line.ptr[c + 1] != '?';
        cr_expect_eq(codes % 3, 0, "a character is cut: %.*s", (int)line.len, line.ptr);
    }
    free(got);
}
