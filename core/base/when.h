#ifndef BASE_WHEN_H
#define BASE_WHEN_H
#include "base/clock.h"
#include "base/why.h"
#include <smtplogscan/plugin.h>
bool when_read(sls_view text, int64_t now, struct zone zone, int64_t *time,
               struct why *why);
#endif
