/*
 * word.c - a census of a word's bytes, and the rules over it.
 */
#include "rules/word.h"

#include "base/view.h"

/* Counts over one word; a change is where letters meet digits, or lower case upper. */
struct census {
    size_t digits, letters, hex_letters, dots, colons, dashes, ats, others, changes;
};

enum sort {
    OTHER,
    DIGIT,
    HEX_LOWER,
    LOWER,
    HEX_UPPER,
    UPPER,
    DOT,
    COLON,
    DASH,
    AT,
    SORTS
};

static const unsigned char sort_of[256] = {
    ['0' ... '9'] = DIGIT,
    ['a' ... 'f'] = HEX_LOWER,
    ['g' ... 'z'] = LOWER,
    ['A' ... 'F'] = HEX_UPPER,
    ['G' ... 'Z'] = UPPER,
    ['.'] = DOT,
    [':'] = COLON,
    ['-'] = DASH,
    ['@'] = AT,
};

static bool is_hex_letter(char c)
{
    return sort_of[(unsigned char)c] == HEX_LOWER ||
           sort_of[(unsigned char)c] == HEX_UPPER;
}

/* Which letters and digits make a change behind which: bits of the sorts before. */
enum {
    DIGITS = 1 << DIGIT,
    LOWERS = 1 << HEX_LOWER | 1 << LOWER,
    UPPERS = 1 << HEX_UPPER | 1 << UPPER
};

static const unsigned changes_behind[SORTS] = {
    [DIGIT] = LOWERS | UPPERS,     [HEX_LOWER] = DIGITS,      [LOWER] = DIGITS,
    [HEX_UPPER] = DIGITS | LOWERS, [UPPER] = DIGITS | LOWERS,
};

static struct census census_of(sls_view word)
{
    size_t counts[SORTS] = {0}, changes = 0;
    unsigned before = 0;

    for (size_t i = 0; i < word.len; i++) {
        unsigned sort = sort_of[(unsigned char)word.ptr[i]];
        counts[sort]++;
        changes += (changes_behind[sort] & before) != 0;
        if (sort >= DIGIT && sort <= UPPER)
            before = 1u << sort;
    }
    size_t hex_letters = counts[HEX_LOWER] + counts[HEX_UPPER];
    return (struct census){.digits = counts[DIGIT],
                           .letters = hex_letters + counts[LOWER] + counts[UPPER],
                           .hex_letters = hex_letters,
                           .dots = counts[DOT],
                           .colons = counts[COLON],
                           .dashes = counts[DASH],
                           .ats = counts[AT],
                           .others = counts[OTHER],
                           .changes = changes};
}

/* Four numbers up to 255 with dots between, a port or a prefix length behind. */
static bool is_ipv4(sls_view word)
{
    sls_view rest = word;

    for (int part = 0; part < 4; part++) {
        size_t digits = 0;
        unsigned value = 0;
        while (rest.len > 0 && is_digit(*rest.ptr) && digits < 4) {
            value = value * 10 + (unsigned)(*rest.ptr - '0');
            rest = view_skip(rest, 1);
            digits++;
        }
        if (digits == 0 || digits > 3 || value > 255)
            return false;
        if (part < 3 && view_take(&rest, '.').len != 0)
            return false;
    }
    return rest.len == 0 || *rest.ptr == ':' || *rest.ptr == '/';
}

/* Groups of up to four hexadecimal digits; "::" once, or eight groups (RFC 4291 section
   2.2).  A prefix length may follow. */
static bool is_ipv6(sls_view word)
{
    sls_view rest = word;
    sls_view address = view_take(&rest, '/');
    size_t groups = 0, digits = 0;
    bool gap = view_find(address, VIEW("::")) != NULL;

    for (size_t i = 0; i < address.len; i++) {
        char c = address.ptr[i];
        bool digit = is_digit(c) || is_hex_letter(c);
        if (!digit && c != ':' && (c != '.' || !gap)) /* ::ffff:192.0.2.1 */
            return false;
        groups += digit && digits == 0;
        digits = digit ? digits + 1 : 0;
        if (digits > 4)
            return false;
    }
    return gap ? groups >= 1 && groups <= 9 : groups == 8;
}

/* Block lists and reputation services: their name is the reason. */
static const sls_view kept_hosts[] = {
    {"spamhaus.org", 12},    {"spamhaus.net", 12},
    {"spamcop.net", 11},     {"barracudacentral.org", 20},
    {"sorbs.net", 9},        {"uceprotect.net", 14},
    {"surbl.org", 9},        {"uribl.com", 9},
    {"abuseat.org", 11},     {"psbl.org", 8},
    {"surriel.com", 11},     {"mailspike.net", 13},
    {"mailspike.org", 13},   {"senderscore.com", 15},
    {"senderscore.org", 15}, {"dnswl.org", 9},
    {"njabl.org", 9},        {"dsbl.org", 8},
    {"spamrats.com", 12},    {"backscatterer.org", 17},
    {"invaluement.com", 15}, {"truncate.gbudb.net", 18},
    {"rbl.jp", 6},           {"kisarbl.or.kr", 13},
    {"manitu.net", 10},      {"nixspam.net", 11},
    {"lashback.com", 12},    {"trendmicro.com", 14},
    {"proofpoint.com", 14},  {"cloudmark.com", 13},
    {"0spam.org", 9},        {"hostkarma.junkemailfilter.com", 29},
    {"fabel.dk", 8},         {"spamlist.or.kr", 14},
    {"ordb.org", 8},         {"spameatingmonkey.net", 20},
    {"interserver.net", 15},
};

static bool is_kept_host(sls_view word)
{
    char last = to_lower(view_end(word)[-1]);

    for (size_t i = 0; i < SLS_COUNT(kept_hosts); i++) {
        size_t kept = kept_hosts[i].len;
        if (kept_hosts[i].ptr[kept - 1] == last &&
            view_ends_nocase(word, kept_hosts[i]) &&
            (word.len == kept || word.ptr[word.len - kept - 1] == '.'))
            return true;
    }
    return false;
}

/* Labels of letters, digits and dashes, the last in lower case letters alone, so that
   "rejected.Please" at the seam of two sentences is none. */
static bool is_host(const struct census *n, sls_view word)
{
    size_t label = 0, colon = word.len;

    if (n->dots == 0 || n->letters < 3 || n->ats > 0 || n->colons > 1)
        return false;
    if (n->colons == 1)
        colon = (size_t)(view_find_byte(word, ':') - word.ptr);
    for (size_t i = colon; i > 0 && word.ptr[i - 1] != '.'; i--, label++)
        if (word.ptr[i - 1] < 'a' || word.ptr[i - 1] > 'z')
            return false;
    for (size_t i = 0; i < colon; i++) {
        char c = word.ptr[i];
        if (!is_letter(c) && !is_digit(c) && c != '.' && c != '-' && c != '_')
            return false;
        if (c == '.' && (i == 0 || word.ptr[i - 1] == '.'))
            return false;
    }
    return label >= 2 && label <= 24 && !is_kept_host(view_cut(word, colon));
}

/* 2026-11-22T08:09:40.123Z, 2026-11-22T08:09:40+09:00, 2026-11-22, 08:09:40, 22/11/2026
 */
static bool is_date(const struct census *n, sls_view word)
{
    bool time = n->colons >= 2 && n->colons <= 3 && n->digits >= 5 && n->letters <= 2;
    bool day = n->digits == 8 && n->letters == 0 && n->colons == 0 && n->dots == 0 &&
               (n->dashes == 2 ||
                (n->dashes == 0 && n->others == 2 && view_find_byte(word, '/') != NULL));

    return word.len >= 7 && is_digit(*word.ptr) && n->others <= 2 && (time || day);
}

static bool is_enhanced_code(const struct census *n, sls_view word)
{
    return n->dots == 2 && n->digits + n->dots == word.len && n->digits <= 7;
}

static enum word_kind kind_of_number(const struct census *n, sls_view word)
{
    bool separated = n->digits + n->dots + n->dashes + n->colons + n->others == word.len;

    if (n->digits < 4 || !separated || is_enhanced_code(n, word) ||
        n->others + n->dashes + n->colons > 0)
        return WORD_PLAIN;
    return WORD_NUMBER;
}

static enum word_kind kind_of_mixture(const struct census *n, sls_view word)
{
    bool hex = n->digits + n->hex_letters + n->dashes == word.len && n->digits >= 2 &&
               n->hex_letters >= 1;
    bool long_and_mixed = word.len >= 24 && n->changes >= 2;

    if (word.len < 8 || n->digits == 0 || n->letters == 0)
        return WORD_PLAIN;
    if (hex)
        return WORD_HEX;
    return n->changes >= 3 || long_and_mixed ? WORD_ID : WORD_PLAIN;
}

enum word_kind word_kind_of(sls_view word)
{
    if (word.len < 3)
        return WORD_PLAIN;
    struct census n = census_of(word);
    if (n.ats > 0 && word.ptr[0] != '@' && n.letters + n.digits >= 3)
        return WORD_ADDRESS;
    if (n.dots >= 3 && is_ipv4(word))
        return WORD_IP;
    if (n.colons >= 2 && is_ipv6(word))
        return WORD_IP;
    if (is_date(&n, word))
        return WORD_DATE;
    if (is_host(&n, word))
        return WORD_HOST;
    if (n.letters == 0)
        return kind_of_number(&n, word);
    if (n.dots > 0 && is_kept_host(word))
        return WORD_PLAIN;
    return kind_of_mixture(&n, word);
}

sls_view word_mask(enum word_kind kind)
{
    static const sls_view masks[] = {
        [WORD_PLAIN] = {"", 0},       [WORD_ADDRESS] = {"<addr>", 6},
        [WORD_IP] = {"<ip>", 4},      [WORD_HOST] = {"<host>", 6},
        [WORD_NUMBER] = {"<num>", 5}, [WORD_ID] = {"<id>", 4},
        [WORD_HEX] = {"<hex>", 5},    [WORD_DATE] = {"<date>", 6},
    };
    return masks[kind];
}

/* "found:" of "found:bob@example.com": letters, not all of them hexadecimal, a colon and
   something behind it. */
static size_t label_bytes(sls_view word)
{
    size_t n = 0;
    bool hex = true;

    for (; n < word.len && is_letter(word.ptr[n]); n++)
        hex &= is_hex_letter(word.ptr[n]);
    return !hex && n + 1 < word.len && word.ptr[n] == ':' ? n + 1 : 0;
}

sls_view word_prefix(sls_view word)
{
    static const sls_view prefixes[] = {{"IPv6:", 5}, {"#", 1}, {"*", 1}, {"-", 1}};

    for (size_t i = 0; i < SLS_COUNT(prefixes) && word.len > 0; i++)
        if (to_lower(*word.ptr) == to_lower(*prefixes[i].ptr) &&
            view_starts_nocase(word, prefixes[i]))
            return view_cut(word, prefixes[i].len);
    return view_cut(word, label_bytes(word));
}

bool word_query_is_stable(sls_view query)
{
    struct census n = census_of(query);
    size_t run = 0;

    if (query.len > 48 || n.dots > 2 || n.ats > 0 || n.colons > 0 || n.changes > 5 ||
        view_find_byte(query, '%') != NULL)
        return false;
    for (size_t i = 0; i < query.len; i++) {
        run = is_digit(query.ptr[i]) ? run + 1 : 0;
        if (run > 7)
            return false;
    }
    return true;
}
