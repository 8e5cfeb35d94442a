/*
 * values.h - what an option's argument may be: numbers, sizes, time zones.
 */
#ifndef APP_VALUES_H
#define APP_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/why.h"
#include "rules/wording.h"

/* `option` is named in the sentence of a refusal. */
bool value_number(const char *option, const char *argument, uint64_t least, uint64_t most,
                  uint64_t *number, struct why *why);

/* One of `words`, which end in NULL: its number. */
bool value_word(const char *option, const char *argument, const char *const *words,
                size_t *number, struct why *why);

/* A moment as base/when.h reads it. */
bool value_time(const char *option, const char *argument, struct why *why);

/* Bytes, or "512K", "64M", "1G"; from 1 MiB to 1 TiB. */
bool value_size(const char *option, const char *argument, uint64_t *bytes,
                struct why *why);

/* "UTC", "+09:00", or a name of the system's zone data, which becomes the zone of the
   process. */
bool value_zone(const char *option, const char *argument, struct zone *zone,
                struct why *why);

/* "en" or "ko". */
bool value_language(const char *option, const char *argument, enum language *language,
                    struct why *why);
/* By LC_ALL, LC_MESSAGES, LANG: the first of them that is set. */
enum language value_language_of_user(void);

#endif
