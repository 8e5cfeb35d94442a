/*
 * mime.c - the two encodings of a mail, each in one pass.
 */
#include "write/mime.h"

#include <stdbool.h>
#include <string.h>

#include "base/view.h"
#include "write/escape.h"

enum { ENCODED_BYTES = 4, WORD_ROOM = 3 * ESCAPE_BYTES + 1 };

/* A line that begins with "." or "From " is taken for something else by some programs
   that hand mail on. */
static bool is_misread(sls_view rest, size_t column)
{
    return column == 0 && (*rest.ptr == '.' || view_starts(rest, VIEW("From ")));
}

static bool is_plain(sls_view rest, size_t column)
{
    char c = *rest.ptr;
    bool at_end = rest.len == 1 || rest.ptr[1] == '\n';

    if (c == ' ' || c == '\t')
        return !at_end;
    return c > ' ' && c <= '~' && c != '=' && !is_misread(rest, column);
}

void mime_body(FILE *file, sls_view text)
{
    size_t column = 0;

    for (sls_view rest = text; rest.len > 0; rest = view_skip(rest, 1)) {
        char out[ENCODED_BYTES] = {*rest.ptr};
        if (*rest.ptr == '\n') {
            fputc('\n', file);
            column = 0;
            continue;
        }
        if (!is_plain(rest, column))
            snprintf(out, sizeof(out), "=%02X", (unsigned char)*rest.ptr);
        size_t bytes = strlen(out);
        bool ends_line = rest.len == 1 || rest.ptr[1] == '\n';
        if (column + bytes > (ends_line ? MIME_LINE : MIME_LINE - 1)) {
            fputs("=\n", file);
            column = 0;
        }
        fputs(out, file);
        column += bytes;
    }
}

/* Blanks to fold at, and nothing that a reader could take for an encoded word. */
static bool is_foldable(sls_view text)
{
    size_t run = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        run = c == ' ' ? 0 : run + 1;
        if (c < ' ' || c > '~' || run > MIME_LINE / 2 ||
            view_starts(view_skip(text, i), VIEW("=?")))
            return false;
    }
    return true;
}

static void fold_plain(FILE *file, sls_view text, size_t column)
{
    sls_view rest = text;

    while (rest.len > 0) {
        sls_view word = view_take(&rest, ' ');
        if (column + 1 + word.len > MIME_LINE) {
            fputc('\n', file);
            column = 0;
        }
        fputc(' ', file);
        fwrite(word.ptr, 1, word.len, file);
        column += 1 + word.len;
    }
    fputc('\n', file);
}

/* One character as the encoding "Q" writes it; RFC 2047 section 5 (3) has the letters
   that stand for themselves anywhere. */
static size_t encode_word(char out[WORD_ROOM], const char *bytes, size_t count)
{
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        char c = bytes[i];
        if (is_letter(c) || is_digit(c))
            used += (size_t)snprintf(out + used, WORD_ROOM - used, "%c", c);
        else if (c == ' ')
            used += (size_t)snprintf(out + used, WORD_ROOM - used, "_");
        else
            used +=
                (size_t)snprintf(out + used, WORD_ROOM - used, "=%02X", (unsigned char)c);
    }
    return used;
}

/* No encoded word ends within a character. */
static void fold_encoded(FILE *file, sls_view text, size_t column)
{
    static const char begin[] = " =?UTF-8?Q?", end[] = "?=";
    bool open = false;

    while (text.len > 0) {
        char shown[ESCAPE_BYTES], word[WORD_ROOM];
        size_t bytes = escape_for_terminal(&text, false, shown);
        size_t encoded = encode_word(word, shown, bytes);
        if (open && column + encoded + strlen(end) > MIME_LINE) {
            fprintf(file, "%s\n", end);
            open = false;
            column = 0;
        }
        if (!open) {
            fputs(begin, file);
            column += strlen(begin);
        }
        open = true;
        fputs(word, file);
        column += encoded;
    }
    fputs(open ? end : "", file);
    fputc('\n', file);
}

void mime_header(FILE *file, const char *name, sls_view text)
{
    size_t column = (size_t)fprintf(file, "%s:", name);

    if (is_foldable(text))
        fold_plain(file, text, column);
    else
        fold_encoded(file, text, column);
}
