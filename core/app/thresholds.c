/*
 * thresholds.c - [PROVIDER, PROVIDER/CAUSE or CAUSE=]AMOUNT, read strictly.
 */
#include "app/thresholds.h"

#include <stdio.h>
#include <string.h>

#include "app/names.h"
#include "base/arena.h"
#include "base/say.h"
#include "base/similar.h"
#include "base/view.h"
#include "rules/causes.h"

enum { MOST_RECIPIENTS = 1000 * 1000 * 1000, MOST_NAMES = 64 };

/* "0.5" is 500 thousandths. */
static bool read_percent(sls_view digits, uint64_t *amount)
{
    uint64_t whole, part = 0;
    sls_view rest = digits;

    sls_view before = view_take(&rest, '.');
    bool has_point = before.len < digits.len;
    if (!view_number(before, 100, &whole))
        return false;
    if (has_point && (rest.len > 3 || !view_number(rest, 999, &part)))
        return false;
    for (size_t i = rest.len; has_point && i < 3; i++)
        part *= 10;
    *amount = whole * LIMIT_UNITS + part;
    return *amount <= (uint64_t)100 * LIMIT_UNITS;
}

static bool read_amount(struct limit *limit, sls_view words)
{
    limit->words = words;
    limit->is_share = view_ends(words, VIEW("%"));
    if (limit->is_share)
        return read_percent(view_cut(words, words.len - 1), &limit->amount);
    return view_number(words, MOST_RECIPIENTS, &limit->amount);
}

static bool refuse_subject(const struct book *book, sls_view subject, struct why *why)
{
    const char *names[MOST_NAMES];
    char wanted[128], hint[SIMILAR_HINT_BYTES];
    size_t count = 0;

    for (; count < book->plugin_count && count < MOST_NAMES; count++)
        names[count] = book->plugins[count].info.name;
    snprintf(wanted, sizeof(wanted), "%.*s", (int)subject.len, subject.ptr);
    const char *similar = similar_word(wanted, names, count);
    similar_hint(hint, similar != NULL ? similar : cause_similar(wanted));
    fail(why, "no provider and no cause \"%s\"%s", wanted, hint);
    return fail_remedy(why, "smtplogscan --list-causes");
}

static bool read_subject(struct limit *limit, const struct book *book, sls_view subject,
                         struct why *why)
{
    sls_view slug = subject;

    if (view_find_byte(subject, '/') != NULL) {
        limit->provider = view_take(&slug, '/');
        limit->cause = slug;
        return names_check_cause(book, subject, why);
    }
    if (names_is_provider(book, subject))
        limit->provider = subject;
    else if (names_is_cause(book, subject))
        limit->cause = subject;
    else
        return refuse_subject(book, subject, why);
    return true;
}

/* The sentence of a word, with the option it stands behind. */
static bool refuse_in(const char *option, struct why *why)
{
    const struct why inner = *why;

    fail(why, "--%s: %s", option, inner.sentence);
    fail_told(why, "--%s: %s", option, inner.told);
    return fail_remedy(why, "%s", inner.remedy);
}

static bool read_one(struct limit *limit, const char *option, const char *argument,
                     const struct book *book, struct why *why)
{
    const char *equals = strrchr(argument, '=');
    const char *amount = equals != NULL ? equals + 1 : argument;

    *limit = (struct limit){0};
    if (!read_amount(limit, view_of(amount))) {
        fail(
            why,
            "--%s: \"%s\" is neither a percentage up to 100%% nor a number of recipients",
            option, amount);
        return fail_remedy(why, "--%s 5%% --%s sendgrid=1%% --%s gmail/rate-limited=10",
                           option, option, option);
    }
    if (equals == NULL || read_subject(limit, book, view_between(argument, equals), why))
        return true;
    return refuse_in(option, why);
}

bool thresholds_read(struct thresholds *thresholds, const char *option,
                     const struct words *arguments, const struct book *book,
                     struct why *why)
{
    *thresholds = (struct thresholds){
        .list = memory_get(arguments->count + 1, sizeof(*thresholds->list))};
    while (thresholds->count < arguments->count) {
        size_t i = thresholds->count++;
        if (!read_one(&thresholds->list[i], option, arguments->list[i], book, why))
            return false;
    }
    return true;
}

void thresholds_close(struct thresholds *thresholds)
{
    memory_free(thresholds->list);
}
