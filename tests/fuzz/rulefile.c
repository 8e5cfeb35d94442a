/*
 * rulefile.c - rule files: read whole, or refused by a sentence with a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "rules/rulefile.h"

static void told(void *receiver, const struct why *why, const struct caret *mark)
{
    (void)receiver;
    fuzz_must(why->sentence[0] != '\0');
    if (mark != NULL)
        fuzz_touch(mark->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    char path[] = "/tmp/fuzz-rules-XXXXXX";
    int file = mkstemp(path);
    struct arena arena;
    struct rulefile rules;
    struct faults faults = {.path = path, .tell = told};

    if (file < 0 || write(file, bytes, count) != (ssize_t)count)
        abort();
    close(file);
    arena_open(&arena);
    bool sound = rulefile_open(&rules, &arena, path, &faults);
    fuzz_must(sound == (faults.count == 0));
    rulefile_close(&rules);
    arena_close(&arena);
    unlink(path);
    return 0;
}
