/*
 * view.h - pointer and length: bytes that belong to someone else.
 *
 * A view of a log line dies when the next line is asked for.  What must live longer is
 * interned (base/intern.h) or copied into an arena (base/arena.h).
 */
#ifndef BASE_VIEW_H
#define BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <smtplogscan/plugin.h>

/* A view of a string literal, for comparisons that the compiler can size. */
#define VIEW(literal) ((sls_view){"" literal, sizeof(literal) - 1})

static inline sls_view view_between(const char *from, const char *to)
{
    return (sls_view){from, (size_t)(to - from)};
}

/* The byte at an offset, or the end.  An absent view is {NULL, 0}, and C17 6.5.6 has no
   NULL + 0; compilers make one addition of this. */
static inline const char *view_at(sls_view view, size_t offset)
{
    return offset == 0 ? view.ptr : view.ptr + offset;
}

static inline const char *view_end(sls_view view)
{
    return view_at(view, view.len);
}

static inline bool view_equal(sls_view a, sls_view b)
{
    return a.len == b.len && (a.len == 0 || (*a.ptr == *b.ptr && /* most end here */
                                             memcmp(a.ptr, b.ptr, a.len) == 0));
}

static inline bool view_starts(sls_view view, sls_view prefix)
{
    return view.len >= prefix.len &&
           (prefix.len == 0 || (*view.ptr == *prefix.ptr && /* most end here */
                                memcmp(view.ptr, prefix.ptr, prefix.len) == 0));
}

/* Without the first `count` bytes; all of them when there are fewer. */
static inline sls_view view_skip(sls_view view, size_t count)
{
    size_t skipped = count < view.len ? count : view.len;
    return (sls_view){view_at(view, skipped), view.len - skipped};
}

static inline sls_view view_cut(sls_view view, size_t length)
{
    return (sls_view){view.ptr, length < view.len ? length : view.len};
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Where `byte` first occurs, or NULL. */
static inline const char *view_find_byte(sls_view view, char byte)
{
    return view.len == 0 ? NULL : memchr(view.ptr, byte, view.len);
}

/* Takes what stands before `byte` off the front of *rest, and the byte; all of it when
   the byte is missing. */
static inline sls_view view_take(sls_view *rest, char byte)
{
    const char *found = view_find_byte(*rest, byte);
    if (found == NULL) {
        sls_view all = *rest;
        *rest = view_skip(*rest, rest->len);
        return all;
    }
    sls_view head = view_between(rest->ptr, found);
    *rest = view_between(found + 1, view_end(*rest));
    return head;
}

/* Letters and digits of ASCII. */
extern const bool alphanumeric[256];

static inline bool is_alphanumeric(char c)
{
    return alphanumeric[(unsigned char)c];
}

/* Eight bytes at once: the top bit of each tells whether it lies between two others. */
static inline bool are_eight_alphanumeric(const char *p)
{
    static const uint64_t ones = 0x0101010101010101, top = 0x8080808080808080;
    uint64_t bytes;

    memcpy(&bytes, p, sizeof(bytes));
    uint64_t lower = bytes | 0x20 * ones;
    uint64_t digits = (bytes + (0x80 - '0') * ones) ^ (bytes + (0x7F - '9') * ones);
    uint64_t letters = (lower + (0x80 - 'a') * ones) ^ (lower + (0x7F - 'z') * ones);
    return (bytes & top) == 0 && ((digits | letters) & top) == top;
}

/* Without a branch for each byte: what is as long as others takes as long. */
static inline bool are_alphanumeric(sls_view text)
{
    bool all = true;

    if (text.len < 8) {
        for (size_t i = 0; i < text.len; i++)
            all &= is_alphanumeric(text.ptr[i]);
        return all;
    }
    const char *last = view_end(text) - 8;
    for (const char *p = text.ptr; p < last && all; p += 8)
        all = are_eight_alphanumeric(p);
    return all && are_eight_alphanumeric(last);
}

static inline char to_lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c | 0x20);
    return c;
}

sls_view view_of(const char *text); /* NULL gives an empty view */
bool view_ends(sls_view view, sls_view suffix);
/* Less than, equal to or greater than 0, by bytes. */
int view_order(sls_view a, sls_view b);
bool view_equal_nocase(sls_view a, sls_view b);
bool view_starts_nocase(sls_view view, sls_view prefix);
bool view_ends_nocase(sls_view view, sls_view suffix);

/* Where `needle` first occurs, or NULL. */
const char *view_find(sls_view view, sls_view needle);

/* Without blanks at both ends. */
sls_view view_trim(sls_view view);

/* The decimal number the view consists of; false when it is none or exceeds `limit`. */
bool view_number(sls_view view, uint64_t limit, uint64_t *number);

#endif
