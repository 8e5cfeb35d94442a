/*
 * text_senders.h - the senders that do not fit what they are sent with.
 */
#ifndef WRITE_TEXT_SENDERS_H
#define WRITE_TEXT_SENDERS_H

#include "write/page.h"
#include "write/report.h"

/* Addresses that are not the login's, then free mail addresses that the provider cannot
   send for; nothing when there are none. */
void text_senders(struct page *page, const struct summary *summary);

#endif
