/*
 * content.c - JSON begins with a brace, perhaps behind a bracket; the journal's export
 * form with a field of its own; CSV with a header that a plugin knows; the rest is lines.
 * Of a log nothing but its own form tells what it is, since strangers write into it.
 */
#include "app/content.h"

#include <string.h>

#include "base/arena.h"
#include "base/view.h"

/* A probe() that failed is not asked again; one that did not still tells what is lost
   without its parse(). */
static struct exporter exporter_of(const struct plugin *plugin, struct watch *watch)
{
    const struct watch_fault *fault = watch_fault_of(watch, plugin->path);
    bool blind = fault != NULL && fault->act == WATCH_PROBE;

    return (struct exporter){.id = plugin->info.name,
                             .probe = blind ? NULL : plugin->info.probe,
                             .parse = plugin->info.parse,
                             .off = plugin->off,
                             .watch = watch,
                             .place = plugin->place};
}

void exporters_open(struct exporters *exporters, const struct book *book)
{
    exporters->count = book->plugin_count;
    exporters->list = memory_get(book->plugin_count + 1, sizeof(*exporters->list));
    exporters->watch = book->watch;
    for (size_t i = 0; i < book->plugin_count; i++)
        exporters->list[i] = exporter_of(&book->plugins[i], book->watch);
}

void exporters_close(struct exporters *exporters)
{
    memory_free(exporters->list);
    *exporters = (struct exporters){0};
}

const struct exporter *exporters_named(const struct exporters *exporters,
                                       const char *name)
{
    for (size_t i = 0; i < exporters->count; i++)
        if (exporters->list[i].parse != NULL && strcmp(exporters->list[i].id, name) == 0)
            return &exporters->list[i];
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static sls_view skip_blanks(sls_view text)
{
    while (text.len > 0 && is_blank(*text.ptr))
        text = view_skip(text, 1);
    return text;
}

/* "{...", "[{...", "[]" alone, and what stands before it in json-seq and json-sse
   (journalctl). */
static bool is_json(sls_view head)
{
    sls_view rest = skip_blanks(head);

    if (view_starts(rest, VIEW("\x1e")))
        rest = view_skip(rest, 1);
    if (view_starts(rest, VIEW("data: ")))
        rest = view_skip(rest, 6);
    if (!view_starts(rest, VIEW("[")))
        return view_starts(rest, VIEW("{"));
    rest = skip_blanks(view_skip(rest, 1));
    return view_starts(rest, VIEW("{")) ||
           (view_starts(rest, VIEW("]")) && skip_blanks(view_skip(rest, 1)).len == 0);
}

static bool is_journal_export(sls_view head)
{
    return view_starts(head, VIEW("__CURSOR=")) ||
           view_starts(head, VIEW("__REALTIME_TIMESTAMP="));
}

static struct record record_of(struct parser *parser, sls_view line)
{
    struct record record;

    parser_read(parser, line, &record);
    return record;
}

/* The header of CSV, which is the first line; empty when that is a line of a log, or the
   rest of one that was cut and the next is.  What stands further on is the words of
   strangers, who must not turn a log into an export. */
static sls_view csv_header_of(sls_view head, struct parser *parser)
{
    sls_view rest = skip_blanks(head);
    sls_view header = view_take(&rest, '\n'), second = view_take(&rest, '\n');

    stamp_open(&parser->stamps, (struct zone){.fixed = true}, 0, 0);
    struct record first = record_of(parser, header), next = record_of(parser, second);
    if (first.format != NULL || first.kind != LINE_MALFORMED || next.format != NULL)
        return (sls_view){"", 0};
    return header;
}

/* Of those that are off, whose it would be. */
static const struct exporter *lost_exporter(const struct exporters *exporters,
                                            sls_view head)
{
    for (size_t i = 0; i < exporters->count; i++)
        if (exporters->list[i].off && export_knows(&exporters->list[i], head))
            return &exporters->list[i];
    return NULL;
}

struct content content_of(sls_view head, const struct exporters *exporters,
                          const struct exporter *forced, struct parser *parser)
{
    struct content content = {.cut = CUT_LINES, .exporter = forced};

    if (is_json(head))
        content.cut = CUT_OBJECTS;
    else if (is_journal_export(head))
        content.cut = CUT_ENTRIES;
    else
        head = csv_header_of(head, parser);
    if (content.exporter == NULL && content.cut != CUT_ENTRIES) {
        content.exporter = export_find(exporters->list, exporters->count, head);
        if (content.exporter == NULL)
            content.exporter = lost_exporter(exporters, head);
    }
    if (content.exporter != NULL && content.cut == CUT_LINES)
        content.cut = CUT_ROWS;
    return content;
}
