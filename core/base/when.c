#include "base/when.h"
bool when_read(sls_view text, int64_t now, struct zone zone, int64_t *time,
               struct why *why)
{
    (void)text;
    (void)zone;
    *time = now;
    (void)why;
    return true;
}
