/*
 * detail_words.c - goes over a reply word by word, as the template does.
 */
#include "rules/detail_words.h"

#include "base/view.h"

static bool is_between(char c)
{
    return (unsigned char)c <= ' ' || strchr("<>()[]{}\"',;=|`", c) != NULL;
}

static bool is_trailing(char c)
{
    return c != '\0' && strchr(".:!?*", c) != NULL;
}

/* The next word, without the signs around it; empty at the end. */
static sls_view take_word(sls_view *rest)
{
    size_t n = 0;

    while (rest->len > 0 && is_between(*rest->ptr))
        *rest = view_skip(*rest, 1);
    while (n < rest->len && !is_between(rest->ptr[n]))
        n++;
    sls_view word = view_cut(*rest, n);
    *rest = view_skip(*rest, n);
    while (word.len > 0 && is_trailing(word.ptr[word.len - 1]))
        word.len--;
    return word;
}

static bool is_url(sls_view word)
{
    return view_find(word, VIEW("://")) != NULL;
}

sls_view detail_word(sls_view text, enum word_kind kind)
{
    while (text.len > 0) {
        sls_view word = take_word(&text);
        if (is_url(word))
            continue;
        word = view_skip(word, word_prefix(word).len);
        if (word_kind_of(word) == kind)
            return word;
    }
    return (sls_view){"", 0};
}

/* Zones that are asked by DNS, by what they end with; and what replies call them. */
static const char *const zones[] = {
    "spamhaus.org",   "spamcop.net",     "barracudacentral.org", "sorbs.net",
    "uceprotect.net", "mailspike.net",   "mailspike.org",        "abuseat.org",
    "surbl.org",      "uribl.com",       "manitu.net",           "surriel.com",
    "spamrats.com",   "invaluement.com", "junkemailfilter.com",  "backscatterer.org",
    "dnsbl.info",     "s5h.net",         "kundenserver.de",      "korea.services.net",
    "spamhaus.net",   "kisarbl.or.kr",
};
static const char *const names[] = {
    "Spamhaus",   "SpamCop",  "Barracuda",   "SORBS",       "UCEPROTECT",
    "Mailspike",  "SURBL",    "URIBL",       "Cloudmark",   "AbuseIPDB",
    "Proofpoint", "KISA-RBL", "Invaluement", "Trend Micro",
};

static bool is_zone(sls_view word)
{
    for (size_t i = 0; i < SLS_COUNT(zones); i++)
        if (view_ends_nocase(word, view_of(zones[i])))
            return true;
    return false;
}

/* A zone that is not in the table stands behind "using". */
static bool is_named_zone(sls_view word, sls_view before)
{
    return is_zone(word) ||
           (word_kind_of(word) == WORD_HOST && view_equal_nocase(before, VIEW("using")));
}

static sls_view known_name(sls_view text)
{
    for (size_t i = 0; i < SLS_COUNT(names); i++) {
        const char *found = view_find(text, view_of(names[i]));
        if (found != NULL)
            return view_cut(view_between(found, view_end(text)), strlen(names[i]));
    }
    return (sls_view){"", 0};
}

sls_view detail_blocklist(sls_view text)
{
    sls_view rest = text, before = {"", 0};

    while (rest.len > 0) {
        sls_view word = take_word(&rest);
        if (!is_url(word) && is_named_zone(word, before))
            return word;
        before = word;
    }
    return known_name(text);
}

static bool names_a_limit(sls_view phrase)
{
    static const char *const words[] = {"limit", "quota", "credit", "rate"};

    for (size_t w = 0; w < SLS_COUNT(words); w++)
        for (size_t i = 0; i < phrase.len; i++)
            if (view_starts_nocase(view_skip(phrase, i), view_of(words[w])))
                return true;
    return false;
}

static bool ends_phrase(char c)
{
    return strchr(".:;,()[]<>\"", c) != NULL;
}

enum { LONGEST_PHRASE = 64 };

static sls_view kept(sls_view phrase)
{
    phrase = view_trim(phrase);
    if (phrase.len > LONGEST_PHRASE || !names_a_limit(phrase))
        return (sls_view){"", 0};
    return phrase;
}

/* Back to where the sentence begins, or to a code: "550 5.4.5 Daily limit". */
static sls_view phrase_before(const char *start, const char *end)
{
    const char *from = end;

    while (from > start && !ends_phrase(from[-1]) && !is_digit(from[-1]))
        from--;
    return kept(view_between(from, end));
}

static sls_view phrase_after(sls_view rest)
{
    static const sls_view articles[] = {{"the ", 4}, {"your ", 5}, {"its ", 4}};
    size_t n = 0;

    rest = view_trim(rest);
    for (size_t i = 0; i < SLS_COUNT(articles); i++)
        if (view_starts_nocase(rest, articles[i]))
            rest = view_skip(rest, articles[i].len);
    while (n < rest.len && !ends_phrase(rest.ptr[n]))
        n++;
    return kept(view_cut(rest, n));
}

sls_view detail_limit(sls_view text)
{
    static const sls_view mark = {"exceeded", 8};
    const char *found = view_find(text, mark);

    if (found == NULL)
        return (sls_view){"", 0};
    sls_view phrase = phrase_before(text.ptr, found);
    if (phrase.len > 0)
        return phrase;
    return phrase_after(view_between(found + mark.len, view_end(text)));
}

static bool is_unit(sls_view word)
{
    static const char *const units[] = {"sec", "second", "min", "minute", "hour", "day"};

    if (word.len > 1 && view_ends(word, VIEW("s")))
        word.len--;
    for (size_t i = 0; i < SLS_COUNT(units); i++)
        if (view_equal_nocase(word, view_of(units[i])))
            return true;
    return false;
}

/* "in 5 minutes", "for 300 seconds", but not "100 an hour", "within 1 hour". */
static bool begins_wait(sls_view word)
{
    static const char *const words[] = {"in", "after", "for", "wait", "least", "another"};

    for (size_t i = 0; i < SLS_COUNT(words); i++)
        if (view_equal_nocase(word, view_of(words[i])))
            return true;
    return false;
}

sls_view detail_wait(sls_view text)
{
    sls_view before = {"", 0}, number = {"", 0};
    uint64_t value;

    while (text.len > 0) {
        sls_view word = take_word(&text);
        if (is_unit(word) && begins_wait(before) && view_number(number, 1000000, &value))
            return view_between(number.ptr, view_end(word));
        before = number;
        number = word;
    }
    return (sls_view){"", 0};
}
