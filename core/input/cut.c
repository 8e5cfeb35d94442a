/*
 * cut.c - goes through JSON, CSV and the journal's export byte by byte, as far as is
 * needed to see where a record ends.
 *
 * Nothing is validated: what a record holds is for parse/ to say.  Formats: RFC 8259
 * (JSON), RFC 7464 (RS before each text), the event stream of journalctl -o json-sse
 * ("data: " before each object), RFC 4180 (CSV), and systemd's "Journal Export Format"
 * (systemd.io/JOURNAL_EXPORT_FORMATS).
 */
#include "input/cut.h"

#include "base/view.h"

enum { RS = 0x1e, LENGTH_BYTES = 8 };

/* One past the line's end. */
static const char *line_end(sls_view rest)
{
    const char *newline = view_find_byte(rest, '\n');
    return newline != NULL ? newline + 1 : NULL;
}

static size_t count_of(sls_view rest, sls_view bytes)
{
    size_t n = 0;

    while (n < rest.len && memchr(bytes.ptr, rest.ptr[n], bytes.len) != NULL)
        n++;
    return n;
}

static size_t between_objects(sls_view rest)
{
    static const sls_view bytes = {" \t\r\n[],\x1e\0", 9}, data = {"data: ", 6};
    size_t n = count_of(rest, bytes);

    while (view_starts(view_skip(rest, n), data)) {
        n += data.len;
        n += count_of(view_skip(rest, n), bytes);
    }
    return n;
}

size_t cut_between(enum cut cut, sls_view rest)
{
    if (cut == CUT_OBJECTS)
        return between_objects(rest);
    return count_of(rest, (sls_view){"\r\n\0", 3});
}

const char *cut_record(enum cut cut, sls_view rest)
{
    if (cut == CUT_OBJECTS)
        return cut_objects(rest);
    return cut == CUT_ROWS ? cut_rows(rest) : cut_entries(rest);
}

static bool may_open(const struct cut_object *object, char bracket)
{
    if (object->depth == 0 || bracket == '[' || object->before == ':')
        return true;
    return (object->arrays & 1) != 0 && (object->before == '[' || object->before == ',');
}

/* True: the record ends here, sound or not. */
static bool close_nest(struct cut_object *object, char bracket)
{
    bool fits = ((object->arrays & 1) != 0) == (bracket == ']');

    object->arrays >>= 1;
    object->depth--;
    return object->depth == 0 || !fits;
}

/* Up to the string's last quote, or to the byte that ends a damaged record. */
static const char *string_end(struct cut_object *object, const char *p, const char *end)
{
    for (; p < end && *p != '\n'; p++) {
        if (object->escaped)
            object->escaped = false;
        else if (*p == '"' || *p == RS)
            return p;
        else
            object->escaped = *p == '\\';
    }
    return p;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* A byte outside of strings; true: the record ends behind it. */
static bool take_byte(struct cut_object *object, char c)
{
    if ((c == '}' || c == ']') && close_nest(object, c))
        return true;
    if (c == '{' || c == '[') {
        object->depth++;
        object->arrays = object->arrays << 1 | (c == '[');
    }
    object->in_string = c == '"';
    if (!is_blank(c))
        object->before = c;
    return false;
}

const char *cut_object_on(struct cut_object *object, sls_view more)
{
    const char *end = view_end(more);

    for (const char *p = more.ptr; p < end; p++) {
        if (object->in_string) {
            p = string_end(object, p, end);
            if (p == end)
                return NULL;
            if (*p != '"')
                return p;
            object->in_string = false;
            continue;
        }
        if (*p == RS || (*p == '{' && !may_open(object, *p)))
            return p;
        if (take_byte(object, *p))
            return p + 1;
    }
    return NULL;
}

/* Behind null, a number or a string; where none begins, `rest` itself. */
static const char *scalar_end(sls_view rest)
{
    struct cut_object object = {0};
    const char *p = rest.ptr, *end = view_end(rest);

    if (*p == '"') {
        p = string_end(&object, p + 1, end);
        return p < end && *p == '"' ? p + 1 : p;
    }
    while (p < end && (is_alphanumeric(*p) || *p == '-' || *p == '+' || *p == '.'))
        p++;
    return p;
}

/* What is no object is an element of an array, or a line of text. */
static const char *cut_other(sls_view rest)
{
    const char *p = scalar_end(rest), *end = view_end(rest);

    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    return p > rest.ptr && p < end && (*p == ',' || *p == ']') ? p : line_end(rest);
}

const char *cut_objects(sls_view rest)
{
    struct cut_object object = {0};

    if (rest.len == 0)
        return NULL;
    return *rest.ptr == '{' ? cut_object_on(&object, rest) : cut_other(rest);
}

/* Behind a cell's first quote: one past its last one, or NULL; doubled ones are text. */
static const char *quoted_end(const char *p, const char *end)
{
    while ((p = view_find_byte(view_between(p, end), '"')) != NULL) {
        if (p + 1 == end)
            return NULL;
        if (p[1] != '"')
            return p + 1;
        p += 2;
    }
    return NULL;
}

/* A quote counts only where a cell begins: one in the middle of a cell is text, or it
   would turn inside out what follows. */
const char *cut_rows(sls_view rest)
{
    const char *p = rest.ptr, *end = view_end(rest);
    bool begins = true;

    while (p < end) {
        if (*p == '"' && begins) {
            p = quoted_end(p + 1, end);
            if (p == NULL)
                return NULL;
            begins = false;
            continue;
        }
        if (*p == '\n')
            return p + 1;
        begins = *p == ',' || *p == ';' || *p == '\t' || (begins && *p == ' ');
        p++;
    }
    return NULL;
}

static bool is_field_name(sls_view name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!is_alphanumeric(name.ptr[i]) && name.ptr[i] != '_')
            return false;
    return true;
}

/* The bytes of a binary field: little-endian length, value, LF; 0 when more are needed.
 */
static size_t binary_bytes(sls_view rest)
{
    uint64_t length = 0;

    if (rest.len < LENGTH_BYTES)
        return 0;
    for (size_t i = LENGTH_BYTES; i > 0; i--)
        length = length << 8 | (unsigned char)rest.ptr[i - 1];
    if (length >= rest.len - LENGTH_BYTES)
        return 0;
    return LENGTH_BYTES + (size_t)length + 1;
}

const char *cut_entries(sls_view rest)
{
    sls_view left = rest;
    const char *newline;

    while ((newline = view_find_byte(left, '\n')) != NULL) {
        sls_view field = view_between(left.ptr, newline);
        size_t binary = 0;
        if (field.len == 0)
            return newline + 1;
        if (view_find_byte(field, '=') == NULL) {
            if (!is_field_name(field))
                return left.ptr == rest.ptr ? newline + 1 : left.ptr;
            binary = binary_bytes(view_skip(left, field.len + 1));
            if (binary == 0)
                return NULL;
        }
        left = view_skip(left, field.len + 1 + binary);
    }
    return NULL;
}
