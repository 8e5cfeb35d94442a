/*
 * fuzz.c - reads views to their last byte.
 */
#include "fuzz.h"

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif

#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>

/* A look at the sanitizer's map is as good as reading all of it, and much faster. */
static bool is_sound(sls_view view)
{
    return __asan_region_is_poisoned((void *)view.ptr, view.len) == NULL;
}
#else
static bool is_sound(sls_view view)
{
    (void)view;
    return false;
}
#endif

void fuzz_touch(sls_view view)
{
    volatile char sum = 0;

    if (view.len == 0)
        return;
    size_t step = is_sound(view) && view.len > 1 ? view.len - 1 : 1;
    for (size_t i = 0; i < view.len; i += step)
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
