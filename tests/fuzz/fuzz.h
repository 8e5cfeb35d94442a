/*
 * fuzz.h - what every target shares: the entry that libFuzzer calls, and a reader of
 * views.
 *
 * A target reads bytes that nobody has checked, holds the answer to what its header
 * promises, and aborts when a promise is broken.  It keeps nothing from one call to the
 * next that could change the answer.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <smtplogscan/plugin.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

/* Reads every byte of a view, so that one which points anywhere else is found out. */
void fuzz_touch(sls_view view);
void fuzz_touch_attempt(const sls_attempt *attempt);

static inline void fuzz_must(bool holds)
{
    if (!holds)
        abort();
}

static inline sls_view fuzz_view(const uint8_t *bytes, size_t count)
{
    return (sls_view){(const char *)bytes, count};
}

#endif
