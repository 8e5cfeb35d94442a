/*
 * address.c - addresses in brackets, and lists of them.
 */
#include "parse/address.h"
#include "base/view.h"
#include "fuzz.h"
#include "parse/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    sls_view text = fuzz_view(bytes, count), rest = text, address = {"", 0};

    if (address_take(&rest, &address)) {
        fuzz_must(address.len + 2 <= text.len && view_end(rest) == view_end(text));
        fuzz_touch(address_domain(address));
    } else {
        fuzz_must(rest.ptr == text.ptr && rest.len == text.len);
    }
    size_t taken = 0;
    while (record_take_recipient(&text, &address)) {
        fuzz_touch(address);
        fuzz_touch(address_domain(address));
        fuzz_must(++taken <= count);
    }
    return 0;
}
