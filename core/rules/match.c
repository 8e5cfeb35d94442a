/*
 * match.c - codes by comparison, patterns by PCRE2 under a match limit.
 *
 * Replies are chosen by strangers, so a pattern that backtracks too much is stopped and
 * counts as not matching; the report names its rule.  JIT compilation waits for the first
 * use: a log meets few of the patterns.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/match.h"

#include <pcre2.h>

#include "base/arena.h"
#include "base/view.h"

/* Measured: (a+)+$ on 40 letters ends within 1 ms under this limit. */
enum { MATCH_STEPS = 100000, HEAP_KIBIBYTES = 1024 };

struct pattern {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

struct pattern *pattern_open(const char *text, size_t *offset, struct why *why)
{
    int error;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                                     PCRE2_CASELESS | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP |
                                         PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_CAPTURE,
                                     &error, offset, NULL);
    if (code == NULL && error == PCRE2_ERROR_HEAP_FAILED)
        memory_exhausted();
    if (code == NULL) {
        char reason[256] = "";
        pcre2_get_error_message(error, (PCRE2_UCHAR *)reason, sizeof(reason));
        fail(why, "%s at offset %zu", reason, *offset);
        return NULL;
    }
    struct pattern *pattern = memory_get(1, sizeof(*pattern));
    pattern->code = code;
    return pattern;
}

void pattern_close(struct pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_match_data_free(pattern->data);
    pcre2_match_context_free(pattern->context);
    pcre2_code_free(pattern->code);
    memory_free(pattern);
}

static void prepare(struct pattern *pattern)
{
    if (pattern->data != NULL)
        return;
    pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
    pattern->data = pcre2_match_data_create(1, NULL);
    pattern->context = pcre2_match_context_create(NULL);
    if (pattern->data == NULL || pattern->context == NULL)
        memory_exhausted();
    pcre2_set_match_limit(pattern->context, MATCH_STEPS);
    pcre2_set_heap_limit(pattern->context, HEAP_KIBIBYTES);
}

enum match_result pattern_match(struct pattern *pattern, sls_view text, size_t *from,
                                size_t *to)
{
    prepare(pattern);
    int result = pcre2_match(pattern->code, (PCRE2_SPTR)text.ptr, text.len, 0, 0,
                             pattern->data, pattern->context);
    if (result == PCRE2_ERROR_NOMATCH)
        return MATCH_NO;
    if (result == PCRE2_ERROR_NOMEMORY)
        memory_exhausted();
    if (result < 0)
        return MATCH_LIMIT;
    const PCRE2_SIZE *span = pcre2_get_ovector_pointer(pattern->data);
    *from = span[0];
    *to = span[1];
    return MATCH_YES;
}

/* A text that ends within a match is "partial": so every beginning of it is tried. */
size_t pattern_reach(struct pattern *pattern, sls_view text)
{
    size_t longest = 0, reach = 0;

    prepare(pattern);
    const PCRE2_SIZE *span = pcre2_get_ovector_pointer(pattern->data);
    for (size_t length = 1; length <= text.len; length++) {
        int result = pcre2_match(pattern->code, (PCRE2_SPTR)text.ptr, length, 0,
                                 PCRE2_PARTIAL_HARD, pattern->data, pattern->context);
        if (result == PCRE2_ERROR_PARTIAL && span[1] - span[0] > longest) {
            longest = span[1] - span[0];
            reach = span[1];
        }
    }
    return reach;
}

bool match_enhanced(const char *text, uint16_t enhanced[3], int *fields)
{
    sls_view rest = view_of(text);

    for (*fields = 0; *fields < 3; (*fields)++) {
        bool more = view_find_byte(rest, '.') != NULL;
        uint64_t value;
        if (!view_number(view_take(&rest, '.'), 999, &value))
            return false;
        enhanced[*fields] = (uint16_t)value;
        if (!more) {
            (*fields)++;
            return true;
        }
    }
    return false;
}

/* 550 that code, 55 any 55x, 5 any 5xx. */
static bool reply_matches(uint16_t wanted, uint16_t reply)
{
    if (wanted == 0 || wanted == SLS_BY_CODE)
        return wanted == 0;
    return wanted == reply || wanted == reply / 10 || wanted == reply / 100;
}

/* What the server wrote; without it what the MTA logged, unless that is made up (x.0.0).
 */
static const uint16_t *codes_of(const sls_attempt *attempt)
{
    if (attempt->enhanced[0] != 0 || (attempt->dsn[1] == 0 && attempt->dsn[2] == 0))
        return attempt->enhanced;
    return attempt->dsn;
}

enum match_result rule_match(const struct rule *rule, const sls_attempt *attempt)
{
    const uint16_t *codes = codes_of(attempt);
    size_t from, to;

    if (!reply_matches(rule->data.reply, attempt->reply))
        return MATCH_NO;
    for (int i = 0; i < rule->enhanced_fields; i++)
        if (rule->enhanced[i] != codes[i])
            return MATCH_NO;
    if (rule->pattern == NULL)
        return MATCH_YES;
    return pattern_match(rule->pattern, attempt->text, &from, &to);
}
