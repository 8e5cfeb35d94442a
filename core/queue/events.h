/*
 * events.h - what a provider's export tells of mail after the 250, joined to the log's
 * 250.
 *
 * An export's message is known by the provider's own id ("queued as ID") and by its
 * Message-ID, its recipients by their address, case ignored.  Exports are read before the
 * logs.  A recipient that the log's MTA hands over takes the export's word for it; one
 * that no log hands over is a recipient of its own.
 */
#ifndef QUEUE_EVENTS_H
#define QUEUE_EVENTS_H

#include "queue/join.h"

/* A LINE_EVENT.  *recipient: whose mark it changes, or NULL. */
enum line_count events_line(struct join *join, const struct record *record,
                            struct recipient **recipient);

/* A recipient of message m was accepted: by this attempt, which says under which id. */
void events_claim(struct join *join, uint32_t m, struct recipient *recipient,
                  const struct record *record);

#endif
