/*
 * stage.h - which stage of the SMTP dialogue (RFC 5321 section 3) a mail server's own
 * words name.  Never asked about what the other side said.
 */
#ifndef PARSE_STAGE_H
#define PARSE_STAGE_H

#include <smtplogscan/plugin.h>

/* A stage of enum sls_stage that is named anywhere in the words, else
   SLS_STAGE_UNKNOWN. */
uint32_t stage_of(sls_view words);

/* The same of words that most likely begin with it, as Postfix's "(in reply to ...)". */
uint32_t stage_at(sls_view words);

#endif
