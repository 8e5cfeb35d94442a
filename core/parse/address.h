/*
 * address.h - the address between < and > in a field such as to=<...>.
 */
#ifndef PARSE_ADDRESS_H
#define PARSE_ADDRESS_H

#include <stdbool.h>

#include <smtplogscan/plugin.h>

/* Takes "<address>" off the front of *rest; false, and *rest as before, when it does not
   begin with "<" or nothing closes it. */
bool address_take(sls_view *rest, sls_view *address);

/* What stands behind the last "@", or nothing. */
sls_view address_domain(sls_view address);

#endif
