/*
 * none.c - a shared object that is no plugin.  tests/structure/plugins.cmake compares the
 * data of plugins with its, which is all the C runtime's.
 */
#include <smtplogscan/plugin.h>

extern SLS_EXPORT int unrelated(void);

int unrelated(void)
{
    return 1;
}
