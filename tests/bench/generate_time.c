/*
 * generate_time.c - days to dates and back.
 */
#include "generate_time.h"

#include <stddef.h>

enum { DAY_SECONDS = 86400 };

/* Howard Hinnant's civil_from_days: eras of 400 years that begin in March. */
struct civil_time civil_of(int64_t seconds)
{
    int64_t days = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0 ? 1 : 0);
    int64_t rest = seconds - days * DAY_SECONDS;
    int64_t z = days + 719468;
    int64_t era = z / 146097;
    int64_t of_era = z - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t shifted = (5 * of_year + 2) / 153;
    int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;

    return (struct civil_time){.year = year + era * 400 + (month <= 2 ? 1 : 0),
                               .month = (unsigned)month,
                               .day = (unsigned)(of_year - (153 * shifted + 2) / 5 + 1),
                               .hour = (unsigned)(rest / 3600),
                               .minute = (unsigned)(rest / 60 % 60),
                               .second = (unsigned)(rest % 60)};
}

int64_t civil_seconds(struct civil_time civil)
{
    int64_t year = civil.year - (civil.month <= 2 ? 1 : 0);
    int64_t era = year / 400;
    int64_t shifted = (int64_t)civil.month + (civil.month > 2 ? -3 : 9);
    int64_t of_era = (year - era * 400) * 365 + (year - era * 400) / 4 -
                     (year - era * 400) / 100 + (153 * shifted + 2) / 5 +
                     (int64_t)civil.day - 1;

    return (era * 146097 + of_era - 719468) * DAY_SECONDS + (int64_t)civil.hour * 3600 +
           (int64_t)civil.minute * 60 + civil.second;
}

/* The number that the next `width` bytes of text write. */
static unsigned digits_read(const char *text, size_t width)
{
    unsigned number = 0;

    for (size_t i = 0; i < width; i++)
        number = number * 10 + (unsigned)(text[i] - '0');
    return number;
}

/* Every digit of the form is a digit of the text, everything else is the same. */
static bool has_form(const char *text, const char *form)
{
    for (; *form; text++, form++) {
        bool digit = *text >= '0' && *text <= '9';

        if (*form == '0' ? !digit : *text != *form)
            return false;
    }
    return *text == '\0';
}

bool time_read(const char *text, int64_t *seconds, int32_t *offset_seconds)
{
    bool utc = has_form(text, "0000-00-00T00:00:00Z");
    bool east = has_form(text, "0000-00-00T00:00:00+00:00");

    if (!utc && !east && !has_form(text, "0000-00-00T00:00:00-00:00"))
        return false;
    *seconds = civil_seconds((struct civil_time){.year = digits_read(text, 4),
                                                 .month = digits_read(text + 5, 2),
                                                 .day = digits_read(text + 8, 2),
                                                 .hour = digits_read(text + 11, 2),
                                                 .minute = digits_read(text + 14, 2),
                                                 .second = digits_read(text + 17, 2)});
    *offset_seconds = 0;
    if (!utc)
        *offset_seconds =
            (int32_t)(digits_read(text + 20, 2) * 3600 + digits_read(text + 23, 2) * 60);
    if (!utc && !east)
        *offset_seconds = -*offset_seconds;
    *seconds -= *offset_seconds;
    return true;
}
