/*
 * exim_fields.c - takes a line's fields apart as Exim put them together (deliver.c,
 * receive.c): blanks between the fields, quotes around what others chose.
 */
#include "parse/exim_fields.h"

#include "base/view.h"

static sls_view skip_blanks(sls_view rest)
{
    while (rest.len > 0 && *rest.ptr == ' ')
        rest = view_skip(rest, 1);
    return rest;
}

static bool ends_word(sls_view rest, size_t n)
{
    return n >= rest.len || rest.ptr[n] == ' ' || rest.ptr[n] == ':';
}

/* Where a quoted string in front ends, behind its second quote; 0: there is none. */
static size_t quoted_length(sls_view rest)
{
    if (!view_starts(rest, VIEW("\"")))
        return 0;
    for (size_t n = 1; n < rest.len; n++) {
        if (rest.ptr[n] == '\\')
            n++;
        else if (rest.ptr[n] == '"')
            return n + 1;
    }
    return 0;
}

/* Up to a blank; a colon before that blank is not the word's. */
static sls_view take_plain(sls_view *rest)
{
    const char *blank = view_find_byte(*rest, ' ');
    sls_view word = view_between(rest->ptr, blank == NULL ? view_end(*rest) : blank);

    if (word.len > 0 && view_end(word)[-1] == ':')
        word.len--;
    *rest = view_skip(*rest, word.len);
    return word;
}

/* A local part in quotes may hold a blank (RFC 5321 section 4.1.2). */
static sls_view take_word(sls_view *rest)
{
    const char *start = rest->ptr;

    *rest = view_skip(*rest, quoted_length(*rest));
    sls_view tail = take_plain(rest);
    return view_between(start, view_end(tail));
}

/* A certificate's subject is quoted, but a quote inside it is not escaped: the quote that
   a blank or a colon follows ends it. */
static sls_view take_quoted(sls_view *rest)
{
    size_t n = 1;

    for (; n < rest->len; n++) {
        if (rest->ptr[n] == '\\')
            n++;
        else if (rest->ptr[n] == '"' && ends_word(*rest, n + 1))
            break;
    }
    sls_view value = view_skip(view_cut(*rest, n), 1);
    *rest = view_skip(*rest, n + 1);
    return value;
}

/* RFC 5321 section 4.5.3.1.3 allows 256; the limit keeps a line of many < linear. */
enum { LONGEST_ADDRESS = 1024 };

bool exim_take_bracketed(sls_view *rest, sls_view *address)
{
    sls_view near = view_cut(*rest, LONGEST_ADDRESS + 2);

    if (!view_starts(near, VIEW("<")))
        return false;
    for (size_t n = 1 + quoted_length(view_skip(near, 1)); n < near.len; n++)
        if (near.ptr[n] == '>' && ends_word(*rest, n + 1)) {
            *address = view_skip(view_cut(near, n), 1);
            *rest = view_skip(*rest, n + 1);
            return true;
        }
    return false;
}

static sls_view take_parentheses(sls_view *rest)
{
    const char *close = view_find_byte(*rest, ')');
    const char *end = close == NULL ? view_end(*rest) : close;
    sls_view inside = view_skip(view_between(rest->ptr, end), 1);

    *rest = view_skip(view_between(end, view_end(*rest)), 1);
    return inside;
}

/* "[192.0.2.1]:587", "[192.0.2.1]*" (a connection used again), "[192.0.2.1: message" (the
   bracket is missing in Exim 4.9x's deferrals). */
static void take_host_address(sls_view *rest, struct exim_field *field)
{
    size_t n = 1;
    uint64_t port = 0;

    while (n < rest->len && rest->ptr[n] != ']' && rest->ptr[n] != ' ')
        n++;
    bool closed = n < rest->len && rest->ptr[n] == ']';
    field->address = view_skip(view_cut(*rest, n), 1);
    if (!closed && view_ends(field->address, VIEW(":"))) {
        field->address.len--;
        n--;
    }
    *rest = view_skip(*rest, closed ? n + 1 : n);
    while (view_starts(*rest, VIEW("*")))
        *rest = view_skip(*rest, 1);
    for (n = 1; n < rest->len && is_digit(rest->ptr[n]); n++)
        ;
    if (n == 1 || *rest->ptr != ':')
        return;
    if (view_number(view_skip(view_cut(*rest, n), 1), UINT16_MAX, &port))
        field->port = (uint16_t)port;
    *rest = view_skip(*rest, n);
}

/* "name (helo) [address]:port", in which each part may be missing. */
static void take_host(sls_view *rest, struct exim_field *field)
{
    sls_view helo = {"", 0}, behind;

    if (rest->len > 0 && *rest->ptr != '(' && *rest->ptr != '[')
        field->value = take_plain(rest);
    behind = skip_blanks(*rest);
    if (view_starts(behind, VIEW("("))) {
        helo = take_parentheses(&behind);
        *rest = behind;
        behind = skip_blanks(behind);
    }
    if (view_starts(behind, VIEW("["))) {
        take_host_address(&behind, field);
        *rest = behind;
    }
    if (field->value.len == 0)
        field->value = helo.len > 0 ? helo : field->address;
    if (view_ends(field->value, VIEW(".")))
        field->value.len--;
}

enum { LONGEST_KEY = 16 };

/* "KEY=" in front: the key's length, or 0. */
static size_t key_length(sls_view rest)
{
    size_t n = 0;

    while (n < rest.len && n < LONGEST_KEY && is_alphanumeric(rest.ptr[n]))
        n++;
    return n < rest.len && rest.ptr[n] == '=' ? n : 0;
}

static void take_value(sls_view *rest, struct exim_field *field)
{
    if (view_equal(field->key, VIEW("H")))
        take_host(rest, field);
    else if (view_starts(*rest, VIEW("\"")))
        field->value = take_quoted(rest);
    else if (!exim_take_bracketed(rest, &field->value))
        field->value = take_plain(rest);
}

bool exim_take_field(sls_view *rest, struct exim_field *field)
{
    *field = (struct exim_field){.port = 0};
    *rest = skip_blanks(*rest);
    if (rest->len == 0)
        return false;
    if (*rest->ptr == ':' && (rest->len == 1 || rest->ptr[1] == ' ')) {
        *rest = view_trim(view_skip(*rest, 1));
        return false;
    }
    size_t key = key_length(*rest);
    if (key > 0) {
        field->key = view_cut(*rest, key);
        *rest = view_skip(*rest, key + 1);
        take_value(rest, field);
    } else if (*rest->ptr == '(') {
        field->value = take_parentheses(rest);
    } else if (!exim_take_bracketed(rest, &field->value)) {
        field->value = take_plain(rest);
    }
    return true;
}

bool exim_is_no_mailbox(sls_view rest)
{
    return rest.len > 0 && view_find_byte(VIEW("|/:>"), *rest.ptr) != NULL;
}

bool exim_take_address(sls_view *rest, sls_view *address)
{
    sls_view word, behind;

    *rest = skip_blanks(*rest);
    if (exim_take_bracketed(rest, address))
        return true;
    if (exim_is_no_mailbox(*rest)) { /* it may hold blanks */
        const char *bracket = view_find(*rest, VIEW(" <"));
        behind = *rest;
        if (bracket != NULL)
            behind = view_between(bracket + 1, view_end(*rest));
        if (bracket != NULL && exim_take_bracketed(&behind, address)) {
            *rest = behind;
            return true;
        }
    }
    word = take_word(rest);
    behind = skip_blanks(*rest);
    *address = word;
    if (view_find_byte(word, '@') == NULL && exim_take_bracketed(&behind, address))
        *rest = behind;
    return address->len > 0;
}
