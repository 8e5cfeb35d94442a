/*
 * exports.h - the providers' exports that are read, each by its provider's plugin.
 *
 * The pairs are sls_plugin's probe and parse; smtplogscan/plugin.h says what they owe.
 */
#ifndef EXPORT_EXPORTS_H
#define EXPORT_EXPORTS_H

#include <smtplogscan/plugin.h>

bool gmail_probe(sls_view head);
int gmail_parse(const sls_host *host, sls_view record, sls_attempt *attempt);

bool sendgrid_probe(sls_view head);
int sendgrid_parse(const sls_host *host, sls_view record, sls_attempt *attempt);

bool ses_probe(sls_view head);
int ses_parse(const sls_host *host, sls_view record, sls_attempt *attempt);

bool zoho_probe(sls_view head);
int zoho_parse(const sls_host *host, sls_view record, sls_attempt *attempt);

#endif
