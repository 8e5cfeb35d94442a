/*
 * judge.c - the order of rules, and a memory of verdicts.
 *
 * The memory has a fixed number of places; a new verdict takes the place of an old one
 * with the same hash, so that replies of endless variety cost time but no space.
 */
#include "rules/judge.h"

#include "base/hash.h"
#include "base/view.h"
#include "rules/provider.h"

enum { PLACES = 1 << 14, RELAYS_KNOWN = 1 << 16 };

struct judge_memory {
    struct {
        uint64_t key; /* 0: free */
        uint16_t rule;
    } places[PLACES];
};

void judge_open(struct judge *judge, const struct book *book, uint64_t seed)
{
    *judge = (struct judge){.book = book, .seed = seed};
    judge->room = memory_get(1, sizeof(*judge->room));
    judge->memory = memory_get(1, sizeof(*judge->memory));
    table_open(&judge->providers, 0);
}

void judge_close(struct judge *judge)
{
    memory_free(judge->room);
    memory_free(judge->memory);
    table_close(&judge->providers);
}

static uint64_t kind_of(uint64_t template, uint16_t provider, uint16_t rule)
{
    return hash_mix(template, (uint64_t)provider << 16 | rule);
}

uint64_t judge_kind(uint64_t seed, uint16_t provider, uint16_t rule, sls_view template)
{
    return kind_of(hash_view(template, seed), provider, rule);
}

uint16_t judge_provider(struct judge *judge, sls_view relay)
{
    uint64_t key = hash_view(relay, judge->seed);
    uint32_t *known = table_find(&judge->providers, key);

    if (known != NULL)
        return (uint16_t)*known;
    if (judge->providers.count >= RELAYS_KNOWN)
        table_clear(&judge->providers);
    bool added;
    uint32_t *place = table_put(&judge->providers, key, &added);
    *place = (uint32_t)provider_of(judge->book, relay);
    return (uint16_t)*place;
}

/* The first rule of a plugin that matches; RULE_UNCLASSIFIED when none does. */
static uint16_t first_match(struct judge *judge, size_t plugin,
                            const sls_attempt *attempt, bool patterns_only)
{
    const struct book *book = judge->book;

    for (size_t i = book->first_rule[plugin]; i < book->first_rule[plugin + 1]; i++) {
        if (patterns_only && book->rules[i].pattern == NULL)
            continue;
        switch (rule_match(&book->rules[i], attempt)) {
        case MATCH_YES:
            return (uint16_t)i;
        case MATCH_LIMIT:
            judge->limit_hits++;
            judge->limit_rule = (uint16_t)i;
            break;
        case MATCH_NO:
            break;
        }
    }
    return RULE_UNCLASSIFIED;
}

/* What classify() returns must be an element of the plugin's own table. */
static uint16_t ask_plugin(const struct judge *judge, size_t plugin,
                           const sls_attempt *attempt)
{
    const struct book *book = judge->book;
    const sls_plugin *info = &book->plugins[plugin].info;

    if (info->classify == NULL || book->plugins[plugin].off)
        return RULE_UNCLASSIFIED;
    watch_begin(book->watch, WATCH_CLASSIFY, book->plugins[plugin].place);
    const sls_rule *answer = info->classify(attempt);
    watch_end(book->watch);
    size_t number = plugin_rule_number(&book->plugins[plugin], answer);
    for (size_t i = book->first_rule[plugin]; i < book->first_rule[plugin + 1]; i++)
        if (book->rules[i].origin == NULL && book->rules[i].number == number)
            return (uint16_t)i;
    return RULE_UNCLASSIFIED;
}

static uint16_t judge_anew(struct judge *judge, size_t provider,
                           const sls_attempt *attempt)
{
    uint16_t rule = first_match(judge, provider, attempt, false);

    if (rule == RULE_UNCLASSIFIED)
        rule = ask_plugin(judge, provider, attempt);
    if (rule == RULE_UNCLASSIFIED && provider != judge->book->generic)
        rule = first_match(judge, judge->book->generic, attempt, false);
    if (rule == RULE_UNCLASSIFIED && provider != judge->book->generic)
        rule = ask_plugin(judge, judge->book->generic, attempt);
    return rule;
}

/* What a verdict may depend on, and nothing else. */
static sls_attempt reduced(const sls_attempt *attempt, sls_view template)
{
    sls_attempt kept = {.outcome = attempt->outcome,
                        .stage = attempt->stage,
                        .reply = attempt->reply,
                        .text = template};
    memcpy(kept.enhanced, attempt->enhanced, sizeof(kept.enhanced));
    memcpy(kept.dsn, attempt->dsn, sizeof(kept.dsn));
    return kept;
}

static uint64_t key_of(const sls_attempt *attempt, uint16_t provider, uint64_t template)
{
    uint64_t dsn = (uint64_t)attempt->dsn[0] << 20 | (uint64_t)attempt->dsn[1] << 10 |
                   attempt->dsn[2];
    uint64_t where = (uint64_t)provider << 48 | (uint64_t)attempt->stage << 40 |
                     (uint64_t)attempt->outcome << 32 | dsn;
    uint64_t key = hash_mix(template, where);
    return key != 0 ? key : 1;
}

struct verdict judge_attempt(struct judge *judge, uint16_t provider,
                             const sls_attempt *attempt)
{
    sls_view template = template_of(judge->room, attempt->text);
    uint64_t hash = hash_view(template, judge->seed);
    uint64_t key = key_of(attempt, provider, hash);
    uint16_t rule;

    if (judge->memory->places[key % PLACES].key == key) {
        rule = judge->memory->places[key % PLACES].rule;
    } else {
        sls_attempt kept = reduced(attempt, template);
        rule = judge_anew(judge, provider, &kept);
        judge->memory->places[key % PLACES].key = key;
        judge->memory->places[key % PLACES].rule = rule;
    }
    return (struct verdict){provider, rule, kind_of(hash, provider, rule), template};
}

struct verdict judge_text(struct judge *judge, const sls_attempt *attempt)
{
    const struct book *book = judge->book;
    sls_view template = template_of(judge->room, attempt->text);
    sls_attempt kept = reduced(attempt, template);
    uint16_t rule = RULE_UNCLASSIFIED;

    for (size_t i = 0; i < book->plugin_count && rule == RULE_UNCLASSIFIED; i++)
        if (i != book->generic)
            rule = first_match(judge, i, &kept, true);
    if (rule == RULE_UNCLASSIFIED)
        rule = judge_anew(judge, book->generic, &kept);
    uint64_t reply = hash_mix(hash_view(template, judge->seed), rule);
    return (struct verdict){book->rules[rule].plugin, rule, reply, template};
}
