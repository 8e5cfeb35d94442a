/*
 * alien.c - exports the symbol with a value that means something else; it is shorter than
 * the structure, so that a host which reads on before it has looked is caught.
 */
#include <smtplogscan/plugin.h>

extern SLS_EXPORT const uint32_t smtplogscan_plugin;
const uint32_t smtplogscan_plugin = 42;
