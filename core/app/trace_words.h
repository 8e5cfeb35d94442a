/*
 * trace_words.h - one step of a message's way as a sentence.
 */
#ifndef APP_TRACE_WORDS_H
#define APP_TRACE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/trace_store.h"
#include "rules/book.h"
#include "rules/wording.h"

enum { STEP_BYTES = 1024 };

/* "deferred by smtp.sendgrid.net (SendGrid): Account's credits or daily limit used up";
   empty when there is nothing to tell. */
void step_words(char words[STEP_BYTES], const struct book *book, enum language language,
                const struct step *step);

/* The title of the cause of a refusal, in the reader's language where its rule has one;
   NULL when no rule knows it. */
const char *step_cause(const struct book *book, enum language language,
                       const struct step *step);

/* Who took or refused the message: "SendGrid", else the relay, else "the next host". */
void step_host(char words[STEP_BYTES], const struct book *book, const struct step *step);

#endif
