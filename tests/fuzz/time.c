/*
 * time.c - moments as people, providers and logs write them.
 */
#include "base/instant.h"
#include "base/stamp_free.h"
#include "base/view.h"
#include "base/when.h"
#include "fuzz.h"
#include "parse/duration.h"

enum { NOW = 1795305600 };
static const int64_t last_second = 253402300799; /* of the year 9999 */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct zone zone = {.fixed = true, .offset_seconds = 32400};
    sls_view text = fuzz_view(bytes, count), rest = text;
    struct why why;
    int64_t time;

    if (when_read(text, NOW, zone, &time, &why))
        fuzz_must(time >= 0 && time <= last_second);
    stamp_free(text, zone, &time);
    if (instant_take(&rest, &time))
        fuzz_must(instant_plausible(time));
    fuzz_must(duration_decimal(text) >= -1);
    fuzz_must(duration_clock(text) >= -1);
    fuzz_must(duration_units(text) >= -1);
    return 0;
}
