/*
 * word.h - what kind of thing a word of a reply is, told by its bytes.
 */
#ifndef RULES_WORD_H
#define RULES_WORD_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

enum word_kind {
    WORD_PLAIN,
    WORD_ADDRESS,
    WORD_IP,
    WORD_HOST,
    WORD_NUMBER, /* four digits or more */
    WORD_ID,     /* letters and digits mixed: session and queue ids */
    WORD_HEX,
    WORD_DATE
};

enum word_kind word_kind_of(sls_view word);

/* "<ip>" for WORD_IP, and so on. */
sls_view word_mask(enum word_kind kind);

/* What stands before the interesting part and is not masked with it: "IPv6:", "#", the
   "found:" of "found:bob@example.com", or nothing. */
sls_view word_prefix(sls_view word);

/* A URL's query that names a page and not a message. */
bool word_query_is_stable(sls_view query);

#endif
