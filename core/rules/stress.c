/*
 * stress.c - texts of the kind that makes a backtracking matcher slow: long repetitions
 * that nearly match, and fail at their very end.
 */
#include "rules/stress.h"

#include <string.h>

#include "base/say.h"
#include "base/view.h"

static bool is_slow(struct stress_room *room, const struct rule *rule, sls_view piece)
{
    size_t from, to;

    if (piece.len == 0)
        return false;
    for (size_t i = 0; i < sizeof(room->bytes) - 1; i++)
        room->bytes[i] = piece.ptr[i % piece.len];
    room->bytes[sizeof(room->bytes) - 1] = '\1';
    sls_view text = {room->bytes, sizeof(room->bytes)};
    return pattern_match(rule->pattern, text, &from, &to) == MATCH_LIMIT;
}

/* The letters, digits and blanks of the pattern; what is special is left out. */
static sls_view own_characters(const char *pattern, char room[256])
{
    size_t count = 0;

    for (; *pattern != '\0' && count < 256; pattern++)
        if (is_alphanumeric(*pattern) || *pattern == ' ')
            room[count++] = *pattern;
    return (sls_view){room, count};
}

bool stress_slows(struct stress_room *room, const struct rule *rule, sls_view near,
                  const char **what)
{
    char characters[256];
    sls_view own = own_characters(rule->data.pattern, characters);
    const struct {
        sls_view piece;
        const char *what;
    } rows[] = {
        {VIEW("a"), SAID("one letter")},
        {own, SAID("the pattern's own characters")},
        {near, SAID("what it matches")},
        {view_cut(near, near.len > 0 ? near.len - 1 : 0), SAID("what it nearly matches")},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        *what = rows[i].what;
        if (is_slow(room, rule, rows[i].piece))
            return true;
    }
    return false;
}
