/*
 * metric.c - text exposition format 0.0.4; labels are escaped by escape_label().
 */
#include "write/metric.h"

#include "base/view.h"
#include "rules/book.h"
#include "write/escape.h"

static const char *const kinds[] = {[GAUGE] = "gauge", [COUNTER] = "counter"};

void metric_begin(FILE *file, enum metric_kind kind, const char *name, const char *help)
{
    fprintf(file, "# HELP smtplogscan_%s %s\n# TYPE smtplogscan_%s %s\n", name, help,
            name, kinds[kind]);
}

static void write_labels(FILE *file, const struct metric_label *labels, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fprintf(file, "%c%s=\"", i == 0 ? '{' : ',', labels[i].name);
        escape_label(file, view_of(labels[i].value));
        fputc('"', file);
    }
    fputs(count > 0 ? "} " : " ", file);
}

void metric_value(FILE *file, const char *name, const struct metric_label *labels,
                  size_t count, uint64_t value)
{
    fprintf(file, "smtplogscan_%s", name);
    write_labels(file, labels, count);
    fprintf(file, "%llu\n", (unsigned long long)value);
}

/* By an earlier rule of the provider or of all of them? */
static bool is_listed(const struct book *book, size_t plugin, size_t rule)
{
    for (size_t i = 0; i < rule; i++)
        if (book->rules[i].cause == book->rules[rule].cause &&
            (i < RULE_FIRST || book->rules[i].plugin == plugin ||
             book->rules[i].plugin == book->generic))
            return true;
    return false;
}

void metric_causes(FILE *file, const struct report *report, metric_cause *write)
{
    const struct book *book = report->summary->tally->book;

    for (size_t p = 0; p < book->plugin_count; p++)
        for (size_t r = 0; r < book->rule_count; r++) {
            const struct rule *rule = &book->rules[r];
            bool reached =
                r < RULE_FIRST || rule->plugin == p || rule->plugin == book->generic;
            if (reached && !is_listed(book, p, r))
                write(file, report, book->plugins[p].info.name, rule->cause);
        }
}
