/*
 * fuzz.c - reads views to their last byte.
 */
#include "fuzz.h"

void fuzz_touch(sls_view view)
{
    volatile char sum = 0;

    for (size_t i = 0; i < view.len; i++)
        sum = (char)(sum ^ view.ptr[i]);
}

void fuzz_touch_attempt(const sls_attempt *attempt)
{
    fuzz_touch(attempt->host);
    fuzz_touch(attempt->relay);
    fuzz_touch(attempt->instance);
    fuzz_touch(attempt->queue_id);
    fuzz_touch(attempt->provider_id);
    fuzz_touch(attempt->message_id);
    fuzz_touch(attempt->sender);
    fuzz_touch(attempt->login);
    fuzz_touch(attempt->recipient);
    fuzz_touch(attempt->text);
}
