/*
 * journal.h - a log line that comes wrapped: an entry of systemd's journal, as
 * journalctl -o json (-pretty, -seq, -sse) or -o export writes it, or a line of a
 * container's output in Docker's json-file log.
 */
#ifndef PARSE_JOURNAL_H
#define PARSE_JOURNAL_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

#include "parse/json.h"
#include "parse/syslog.h"

struct journal {
    struct json_reader json;
    char *room; /* for a message that is not in one line, or no text */
};

enum journal_kind {
    JOURNAL_NONE,  /* nothing of the kind                                            */
    JOURNAL_ENTRY, /* *head is filled, its body is the message                       */
    JOURNAL_LINE   /* head->body is a log line of its own, head->time when it came   */
};

void journal_open(struct journal *journal);
void journal_close(struct journal *journal);

/* Whether a text is worth asking journal_read(). */
static inline bool journal_begins(sls_view text)
{
    return text.len > 0 && (*text.ptr == '{' || *text.ptr == '_');
}

/* Views in *head live as long as the text and until the next call. */
enum journal_kind journal_read(struct journal *journal, sls_view text, struct head *head);

#endif
