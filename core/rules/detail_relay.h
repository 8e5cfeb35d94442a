/*
 * detail_relay.h - is the relay spelled right, and is its port one for sending?
 */
#ifndef RULES_DETAIL_RELAY_H
#define RULES_DETAIL_RELAY_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

/* The host that could not be found or reached, out of the text, else the relay. */
sls_view detail_host(sls_view text, sls_view relay);

/* A known submission host that differs by a letter or two; empty: none, or the host is
   itself known. */
sls_view detail_similar_relay(sls_view host);

/* Does one log in there, on port 587 or 465? */
bool detail_wants_submission(sls_view host);

bool detail_is_port_25(sls_view text, uint16_t port);

#endif
