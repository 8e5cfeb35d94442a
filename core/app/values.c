/*
 * values.c - reads arguments strictly: what is not understood whole is refused.
 */
#include "app/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/arguments.h"
#include "base/similar.h"
#include "base/view.h"
#include "base/when.h"

bool value_number(const char *option, const char *argument, uint64_t least, uint64_t most,
                  uint64_t *number, struct why *why)
{
    if (view_number(view_of(argument), most, number) && *number >= least)
        return true;
    return fail(why, "--%s: \"%s\" is no number from %llu to %llu", option, argument,
                (unsigned long long)least, (unsigned long long)most);
}

bool value_word(const char *option, const char *argument, const char *const *words,
                size_t *number, struct why *why)
{
    char list[256];
    size_t used = 0, count = 0;

    for (; words[count] != NULL; count++) {
        if (strcmp(argument, words[count]) == 0) {
            *number = count;
            return true;
        }
        if (used < sizeof(list))
            used += (size_t)snprintf(list + used, sizeof(list) - used, "%s%s",
                                     count > 0 ? ", " : "", words[count]);
    }
    const char *similar = similar_word(argument, words, count);
    if (similar != NULL)
        return fail(why, "--%s: \"%s\" is none of %s; similar: %s", option, argument,
                    list, similar);
    return fail(why, "--%s: \"%s\" is none of %s", option, argument, list);
}

bool value_time(const char *option, const char *argument, struct why *why)
{
    struct why reason;
    int64_t time_read;

    if (when_read(view_of(argument), (int64_t)time(NULL), (struct zone){.fixed = true},
                  &time_read, &reason))
        return true;
    fail(why, "--%s: %s", option, reason.sentence);
    fail_told(why, "--%s: %s", option, reason.told);
    return fail_remedy(why, "%s", reason.remedy);
}

/* "+09:00" and the like are fixed; names are the system's zones. */
static bool fixed_zone(const char *argument, struct zone *zone)
{
    sls_view digits = view_of(argument);
    uint64_t hours, minutes = 0;

    if (strcmp(argument, "UTC") == 0 || strcmp(argument, "Z") == 0) {
        *zone = (struct zone){.fixed = true};
        return true;
    }
    if (digits.len < 3 || (*argument != '+' && *argument != '-'))
        return false;
    digits = view_skip(digits, 1);
    sls_view rest = view_skip(digits, 2);
    if (view_starts(rest, VIEW(":")))
        rest = view_skip(rest, 1);
    if (!view_number(view_cut(digits, 2), 14, &hours) ||
        (rest.len > 0 && (rest.len != 2 || !view_number(rest, 59, &minutes))))
        return false;
    int32_t offset = (int32_t)(hours * 60 + minutes) * MINUTE_SECONDS;
    *zone = (struct zone){.fixed = true,
                          .offset_seconds = *argument == '-' ? -offset : offset};
    return true;
}

bool value_zone(const char *option, const char *argument, struct zone *zone,
                struct why *why)
{
    char path[512], magic[4];
    FILE *file = NULL;

    if (fixed_zone(argument, zone))
        return true;
    if (strstr(argument, "..") == NULL && argument[0] != '/') {
        snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", argument);
        file = fopen(path, "re");
    }
    if (file == NULL || fread(magic, 1, 4, file) != 4 || memcmp(magic, "TZif", 4) != 0) {
        if (file != NULL)
            fclose(file);
        fail(why, "--%s: no time zone \"%s\"", option, argument);
        return fail_remedy(why, "--%s=Asia/Seoul, --%s=UTC or --%s=+09:00", option,
                           option, option);
    }
    fclose(file);
    setenv("TZ", argument, 1);
    return true;
}

/* "64M", "512K", "1G" or bytes. */
bool value_size(const char *option, const char *argument, uint64_t *bytes,
                struct why *why)
{
    static const char units[] = "KMG";
    sls_view digits = view_of(argument);
    unsigned shift = 0;

    if (digits.len > 0 && strchr(units, view_end(digits)[-1]) != NULL) {
        shift = 10 * (unsigned)(strchr(units, view_end(digits)[-1]) - units + 1);
        digits.len--;
    }
    uint64_t number;
    if (!view_number(digits, (uint64_t)1 << 40, &number) || number << shift < 1 << 20 ||
        number << shift > (uint64_t)1 << 40)
        return fail(why, "--%s: \"%s\" is no size from 1M to 1024G", option, argument);
    *bytes = number << shift;
    return true;
}

bool value_language(const char *option, const char *argument, enum language *language,
                    struct why *why)
{
    size_t number = 0;

    if (!value_word(option, argument, words_of_language, &number, why))
        return false;
    *language = number == 1 ? LANGUAGE_KOREAN : LANGUAGE_ENGLISH;
    return true;
}

enum language value_language_of_user(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < SLS_COUNT(names); i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && *value != '\0')
            return strncmp(value, "ko", 2) == 0 ? LANGUAGE_KOREAN : LANGUAGE_ENGLISH;
    }
    return LANGUAGE_ENGLISH;
}
