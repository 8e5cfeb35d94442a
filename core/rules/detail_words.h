/*
 * detail_words.h - finds one thing in the words of a reply; nothing is an empty view.
 */
#ifndef RULES_DETAIL_WORDS_H
#define RULES_DETAIL_WORDS_H

#include <smtplogscan/plugin.h>

#include "rules/word.h"

/* The first word of a kind; not in a URL. */
sls_view detail_word(sls_view text, enum word_kind kind);

/* The list that refuses: its zone ("zen.spamhaus.org"), or its name ("Spamhaus"). */
sls_view detail_blocklist(sls_view text);

/* "Daily user sending limit" of "Daily user sending limit exceeded." */
sls_view detail_limit(sls_view text);

/* "5 minutes" of "try again in 5 minutes". */
sls_view detail_wait(sls_view text);

#endif
