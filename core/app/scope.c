/*
 * scope.c - the options against the partials, and these against each other.
 */
#include "app/scope.h"

#include "app/outputs.h"
#include "app/partial.h"
#include "base/view.h"

static const struct partial *first_partial(const struct passes *passes)
{
    for (size_t i = 0; i < passes->inputs.count; i++)
        if (passes->inputs.list[i].partial != NULL)
            return passes->inputs.list[i].partial;
    return NULL;
}

static bool is_alone(const struct passes *passes)
{
    for (size_t i = 0; i < passes->inputs.count; i++)
        if (passes->inputs.list[i].partial == NULL &&
            passes->inputs.list[i].refused.sentence[0] == '\0')
            return false;
    return selection_is_all(&passes->selection);
}

/* Partials alone: the report is of the time and the hosts that they are of. */
static void take_over(struct passes *passes, const struct scope *scope)
{
    sls_view hosts = scope->hosts;

    passes->selection.since = scope->since;
    passes->selection.until = scope->until;
    while (hosts.len > 0)
        words_add(&passes->part_hosts,
                  arena_keep(&passes->arena, view_take(&hosts, ',')).ptr);
    if (passes->part_hosts.count > 0)
        passes->selection.hosts = &passes->part_hosts;
}

static bool has_hosts(const struct words *hosts, sls_view list)
{
    for (size_t i = 0; i < hosts->count; i++)
        if (!view_equal(view_of(hosts->list[i]), view_take(&list, ',')))
            return false;
    return list.len == 0;
}

static bool needs_shares(enum grouping grouping)
{
    return grouping == BY_SENDER || grouping == BY_DOMAIN || grouping == BY_HOST;
}

/* A zone that is not named is that of the machine: it must be the same one here. */
static bool is_same_zone(const struct passes *passes, const struct partial *partial)
{
    const struct scope *scope = &partial->scope;

    if (partial->first == 0 || scope->zone_fixed)
        return true;
    return !passes->zone.fixed &&
           zone_offset(passes->zone, partial->first) == scope->offset_first &&
           zone_offset(passes->zone, partial->last) == scope->offset_last;
}

static bool check_partial(const struct passes *passes, const struct partial *partial,
                          struct why *why)
{
    const struct scope *scope = &partial->scope;

    if (scope->since != passes->selection.since ||
        scope->until != passes->selection.until) {
        fail(why,
             "%s: was made with another --since or --until than what it is to be "
             "added to",
             partial->path);
        return fail_remedy(why, "make all partials with the same window");
    }
    if (!has_hosts(passes->selection.hosts, scope->hosts)) {
        fail(why, "%s: was made with another --host than what it is to be added to",
             partial->path);
        return fail_remedy(why, "make all partials with the same --host, or without");
    }
    if (needs_shares(passes->options->grouping) &&
        scope->grouping != passes->options->grouping) {
        fail(why, "%s: was made without this --group-by, and cannot be grouped any more",
             partial->path);
        return fail_remedy(why, "make the partials with the same --group-by");
    }
    if (!is_same_zone(passes, partial)) {
        fail(why, "%s: its hours are counted in another time zone", partial->path);
        return fail_remedy(why, "make all partials with the same --tz");
    }
    return true;
}

static bool check_question(const struct passes *passes, const struct partial *partial,
                           struct why *why)
{
    const struct options *options = passes->options;
    const char *wish = options->verb == VERB_TRACE             ? "--trace"
                       : options->verb == VERB_EVIDENCE        ? "--evidence"
                       : options_filter(options) != NULL       ? options_filter(options)
                       : outputs_want(options, &report_ndjson) ? "-f ndjson"
                                                               : NULL;
    if (wish == NULL)
        return true;
    fail(why, "%s: is a partial: it holds sums and no lines, which %s needs",
         partial->path, wish);
    return fail_remedy(why, "name the logs that it was made of");
}

/* What is made is to be added to others, which are whole. */
static bool check_made(const struct options *options, struct why *why)
{
    if (!outputs_want(options, &report_partial) ||
        (!options->redact && options_filter(options) == NULL))
        return true;
    if (options->redact)
        fail(why,
             "a partial holds what the log says: --redact belongs to the report that "
             "is made of it");
    else
        fail(why, "a partial is of all mail: %s belongs to a report",
             options_filter(options));
    return fail_remedy(why, "make the partial without it");
}

bool scope_check(struct passes *passes, struct why *why)
{
    const struct partial *first = first_partial(passes);
    bool made = outputs_want(passes->options, &report_partial);

    passes->in_parts = first != NULL || made;
    if (!check_made(passes->options, why))
        return false;
    if (first == NULL)
        return true;
    if (!check_question(passes, first, why))
        return false;
    if (is_alone(passes))
        take_over(passes, &first->scope);
    for (size_t i = 0; i < passes->inputs.count; i++) {
        const struct partial *partial = passes->inputs.list[i].partial;
        if (partial != NULL && !check_partial(passes, partial, why))
            return false;
    }
    return true;
}
