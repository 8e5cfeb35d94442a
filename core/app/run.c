/*
 * run.c - the main job: has the inputs read, writes the report.
 */
#include "app/run.h"

#include "app/message.h"
#include "app/reading.h"
#include "app/result.h"

static int report(struct reading *reading, size_t refused)
{
    struct result result = {
        .passes = &reading->passes,
        .pipeline = &reading->pipeline,
        .prints = reading->prints,
        .partial = pack_view(&reading->partial),
        .refused_plugins = refused,
    };
    return result_write(&result);
}

int run_report(const struct options *options, const struct book *book, size_t refused,
               struct guard *guard, int64_t now)
{
    struct reading reading;
    struct why why;
    int status = EXIT_NO_REPORT;

    if (reading_open(&reading, options, book, now, &why)) {
        reading_make(&reading);
        guard_speak(guard);
        status = report(&reading, refused);
    } else {
        message_print(&why);
    }
    reading_close(&reading);
    return status;
}
