/*
 * escape.c - decodes UTF-8 strictly and shows what is not harmless as its number.
 */
#include "write/escape.h"

#include <string.h>

#include "base/view.h"

struct sequence {
    unsigned char mask, lead; /* (byte & mask) == lead */
    size_t bytes;
    uint32_t smallest; /* below it the form is overlong */
};

static const struct sequence sequences[] = {
    {0xe0, 0xc0, 2, 0x80}, {0xf0, 0xe0, 3, 0x800}, {0xf8, 0xf0, 4, 0x10000}};

static bool decode(sls_view text, const struct sequence *sequence, uint32_t *code)
{
    if (text.len < sequence->bytes)
        return false;
    *code = (unsigned char)text.ptr[0] & (unsigned char)~sequence->mask;
    for (size_t i = 1; i < sequence->bytes; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if ((byte & 0xc0) != 0x80)
            return false;
        *code = *code << 6 | (byte & 0x3f);
    }
    return *code >= sequence->smallest && *code <= 0x10ffff &&
           (*code < 0xd800 || *code > 0xdfff);
}

bool escape_next(sls_view *rest, uint32_t *code)
{
    unsigned char first = (unsigned char)*rest->ptr;
    size_t bytes = 1;
    bool valid = first < 0x80;

    *code = first;
    for (size_t i = 0; i < SLS_COUNT(sequences) && !valid; i++)
        if ((first & sequences[i].mask) == sequences[i].lead &&
            decode(*rest, &sequences[i], code)) {
            valid = true;
            bytes = sequences[i].bytes;
        }
    if (!valid)
        *code = first;
    *rest = view_skip(*rest, bytes);
    return valid;
}

bool escape_is_hostile(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x00, 0x1f},       {0x7f, 0x9f},       {0xad, 0xad},       {0x034f, 0x034f},
        {0x0600, 0x0605},   {0x061c, 0x061c},   {0x06dd, 0x06dd},   {0x070f, 0x070f},
        {0x0890, 0x0891},   {0x08e2, 0x08e2},   {0x115f, 0x1160},   {0x17b4, 0x17b5},
        {0x180b, 0x180f},   {0x200b, 0x200f},   {0x2028, 0x202e},   {0x2060, 0x206f},
        {0x3164, 0x3164},   {0xfdd0, 0xfdef},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
        {0xffa0, 0xffa0},   {0xfff9, 0xfffb},   {0x110bd, 0x110bd}, {0x110cd, 0x110cd},
        {0x13430, 0x1343f}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}};

    for (size_t i = 0; i < SLS_COUNT(ranges); i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return (code & 0xfffe) == 0xfffe;
}

size_t escape_for_terminal(sls_view *rest, bool ascii, char out[ESCAPE_BYTES])
{
    const char *start = rest->ptr;
    uint32_t code;
    bool valid = escape_next(rest, &code);
    size_t bytes = (size_t)(rest->ptr - start);

    if (valid && !escape_is_hostile(code) && (code < 0x80 || !ascii)) {
        memcpy(out, start, bytes);
        return bytes;
    }
    int length = !valid || code < 0x80
                     ? snprintf(out, ESCAPE_BYTES, "\\x%02x", code & 0xff)
                     : snprintf(out, ESCAPE_BYTES, "\\u{%x}", code);
    return length > 0 ? (size_t)length : 0;
}

void escape_terminal(FILE *file, sls_view text)
{
    char out[ESCAPE_BYTES];

    while (text.len > 0) {
        size_t bytes = escape_for_terminal(&text, false, out);
        fwrite(out, 1, bytes, file);
    }
}

void escape_markup(FILE *file, sls_view text)
{
    static const struct {
        char character;
        const char *reference;
    } references[] = {
        {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    char out[ESCAPE_BYTES];

    while (text.len > 0) {
        const char *reference = NULL;
        size_t bytes = escape_for_terminal(&text, false, out);
        for (size_t i = 0; i < SLS_COUNT(references); i++)
            if (out[0] == references[i].character)
                reference = references[i].reference;
        if (reference != NULL)
            fputs(reference, file);
        else
            fwrite(out, 1, bytes, file);
    }
}

/* "$" begins the name of a variable there.  Bytes may be written as numbers. */
void escape_config(FILE *file, sls_view text)
{
    while (text.len > 0) {
        const char *start = text.ptr;
        uint32_t code;
        bool plain = escape_next(&text, &code) && !escape_is_hostile(code);
        if (plain && (code == '"' || code == '\\' || code == '$'))
            fputc('\\', file);
        for (const char *byte = start; byte < text.ptr; byte++)
            fprintf(file, plain ? "%c" : "\\x%02x", (unsigned char)*byte);
    }
}

static void json_character(FILE *file, uint32_t code, sls_view bytes)
{
    if (code == '"' || code == '\\')
        fprintf(file, "\\%c", (char)code);
    else if (code <= 0xffff && escape_is_hostile(code))
        fprintf(file, "\\u%04x", code);
    else if (code > 0xffff && escape_is_hostile(code))
        fprintf(file, "\\u%04x\\u%04x", 0xd800 + ((code - 0x10000) >> 10),
                0xdc00 + ((code - 0x10000) & 0x3ff));
    else
        fwrite(bytes.ptr, 1, bytes.len, file);
}

void escape_json(FILE *file, sls_view text)
{
    while (text.len > 0) {
        const char *start = text.ptr;
        uint32_t code;
        if (escape_next(&text, &code))
            json_character(file, code, view_between(start, text.ptr));
        else
            fputs("\xef\xbf\xbd", file);
    }
}

/* What begins a formula, in the wide forms that spreadsheets take for it, too. */
static bool begins_formula(uint32_t code)
{
    static const uint32_t codes[] = {'=',    '+',    '-',    '@',    '\t',  '\r',
                                     0xff1d, 0xff0b, 0xff0d, 0xff20, 0x2212};

    for (size_t i = 0; i < SLS_COUNT(codes); i++)
        if (code == codes[i])
            return true;
    return false;
}

static bool is_formula(sls_view text)
{
    sls_view rest = text;
    uint32_t code = ' ';

    while (rest.len > 0 && code == ' ')
        escape_next(&rest, &code);
    return begins_formula(code);
}

/* A line end never gets into a cell, so quotes are for commas, quotes and blanks. */
static bool needs_quotes(sls_view text)
{
    return view_find_byte(text, ',') != NULL || view_find_byte(text, '"') != NULL ||
           view_starts(text, VIEW(" ")) || view_ends(text, VIEW(" "));
}

void escape_csv(FILE *file, sls_view text)
{
    bool quoted = needs_quotes(text);

    if (quoted)
        fputc('"', file);
    if (is_formula(text))
        fputc('\'', file);
    while (text.len > 0) {
        char out[ESCAPE_BYTES];
        size_t bytes = escape_for_terminal(&text, false, out);
        fwrite(out, 1, bytes, file);
        if (*out == '"')
            fputc('"', file);
    }
    if (quoted)
        fputc('"', file);
}

void escape_label(FILE *file, sls_view text)
{
    while (text.len > 0) {
        char out[ESCAPE_BYTES];
        size_t bytes = escape_for_terminal(&text, false, out);
        if (*out == '"' || *out == '\\')
            fputc('\\', file);
        fwrite(out, 1, bytes, file);
    }
}
