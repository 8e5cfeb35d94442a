/*
 * exim_error.h - the sentence in which Exim tells what another server answered.
 *
 * "SMTP error from remote mail server after RCPT TO:<a@b>: [host H [address]: ]REPLY",
 * "host H [address] SMTP error from remote mail server after end of data: REPLY" (in the
 * bounces that users get), and its sentences about connections that broke off
 * (transports/smtp.c of Exim 3 to 4.98).
 */
#ifndef PARSE_EXIM_ERROR_H
#define PARSE_EXIM_ERROR_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

struct exim_error {
    uint32_t stage; /* enum sls_stage                                      */
    sls_view host;  /* empty when the sentence names none                  */
    sls_view reply; /* what the server said; empty when only Exim speaks   */
};

/* False: the text does not begin with such a sentence. */
bool exim_error_read(sls_view text, struct exim_error *error);

#endif
