/*
 * content.c - JSON begins with a brace, perhaps behind a bracket; the journal's export
 * form with a field of its own; CSV with a header that a plugin knows; the rest is lines.
 */
#include "app/content.h"

#include <string.h>

#include "base/arena.h"
#include "base/view.h"

void exporters_open(struct exporters *exporters, const struct book *book)
{
    exporters->count = book->plugin_count;
    exporters->list = memory_get(book->plugin_count + 1, sizeof(*exporters->list));
    for (size_t i = 0; i < book->plugin_count; i++)
        exporters->list[i] = (struct exporter){.id = book->plugins[i].info.name,
                                               .probe = book->plugins[i].info.probe,
                                               .parse = book->plugins[i].info.parse};
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

/* "{...", "[{...", and what stands before it in json-seq and json-sse (journalctl). */
static bool is_json(sls_view head)
{
    sls_view rest = skip_blanks(head);

    if (view_starts(rest, VIEW("\x1e")))
        rest = view_skip(rest, 1);
    if (view_starts(rest, VIEW("data: ")))
        rest = view_skip(rest, 6);
    if (view_starts(rest, VIEW("[")))
        rest = skip_blanks(view_skip(rest, 1));
    return view_starts(rest, VIEW("{"));
}

static bool is_journal_export(sls_view head)
{
    return view_starts(head, VIEW("__CURSOR=")) ||
           view_starts(head, VIEW("__REALTIME_TIMESTAMP="));
}

struct content content_of(sls_view head, const struct exporters *exporters,
                          const struct exporter *forced)
{
    struct content content = {.cut = CUT_LINES, .exporter = forced};

    if (content.exporter == NULL)
        content.exporter = export_find(exporters->list, exporters->count, head);
    if (is_json(head))
        content.cut = CUT_OBJECTS;
    else if (is_journal_export(head))
        content.cut = CUT_ENTRIES;
    else if (content.exporter != NULL)
        content.cut = CUT_ROWS;
    return content;
}
