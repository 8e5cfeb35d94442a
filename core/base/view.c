/*
 * view.c - compares, searches and cuts views; nothing is copied.
 */
#include "base/view.h"

const bool alphanumeric[256] = {
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1,
    ['7'] = 1, ['8'] = 1, ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1,
    ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1,
    ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1,
    ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1,
    ['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1,
    ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1,
    ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1,
    ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

sls_view view_of(const char *text)
{
    return text == NULL ? (sls_view){"", 0} : (sls_view){text, strlen(text)};
}

bool view_ends(sls_view view, sls_view suffix)
{
    return view.len >= suffix.len &&
           (suffix.len == 0 ||
            memcmp(view_end(view) - suffix.len, suffix.ptr, suffix.len) == 0);
}

int view_order(sls_view a, sls_view b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter == 0 ? 0 : memcmp(a.ptr, b.ptr, shorter);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static bool same_nocase(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (to_lower(a[i]) != to_lower(b[i]))
            return false;
    return true;
}

bool view_equal_nocase(sls_view a, sls_view b)
{
    return a.len == b.len && same_nocase(a.ptr, b.ptr, a.len);
}

bool view_starts_nocase(sls_view view, sls_view prefix)
{
    return view.len >= prefix.len && same_nocase(view.ptr, prefix.ptr, prefix.len);
}

bool view_ends_nocase(sls_view view, sls_view suffix)
{
    return view.len >= suffix.len &&
           same_nocase(view_end(view) - suffix.len, suffix.ptr, suffix.len);
}

const char *view_find(sls_view view, sls_view needle)
{
    return view.len == 0 ? NULL : memmem(view.ptr, view.len, needle.ptr, needle.len);
}

sls_view view_trim(sls_view view)
{
    while (view.len > 0 && (*view.ptr == ' ' || *view.ptr == '\t'))
        view = view_skip(view, 1);
    while (view.len > 0 && (view_end(view)[-1] == ' ' || view_end(view)[-1] == '\t'))
        view.len--;
    return view;
}

bool view_number(sls_view view, uint64_t limit, uint64_t *number)
{
    uint64_t value = 0;

    if (view.len == 0 || view.len > 19)
        return false;
    for (size_t i = 0; i < view.len; i++) {
        if (!is_digit(view.ptr[i]))
            return false;
        value = value * 10 + (uint64_t)(view.ptr[i] - '0');
    }
    *number = value;
    return value <= limit;
}
