/*
 * session.h - the token by which the other side finds a refused message in its own logs.
 */
#ifndef PARSE_SESSION_H
#define PARSE_SESSION_H

#include <smtplogscan/plugin.h>

/* Out of a folded reply; empty when it has none that is known:
     "... k5-23sm1234567wma.8 - gsmtp"                          Google: the word before
     "... [AB1PEPF00000001.eurprd01.prod.outlook.com 2026-...]"  Microsoft: in the
   brackets
     "... id=1tExYz-0000aB-1c"                                   Exim
     "... 1795309259-1IrJv2cH7lDqg0XW"                           a long opaque last word
 */
sls_view session_of(sls_view reply);

#endif
