/*
 * unread.c - goes through the accounts of the inputs.
 */
#include "app/unread.h"

#include "app/message.h"
#include "app/run.h"
#include "base/number.h"
#include "base/say.h"
#include "base/view.h"

static size_t tell_problems(const struct passes *passes, bool quiet)
{
    size_t count = 0;

    for (size_t i = 0; i < passes->ledger_count; i++)
        if (passes->ledgers[i].problem.sentence[0] != '\0') {
            if (!quiet)
                message_print(&passes->ledgers[i].problem);
            count++;
        }
    return count;
}

static bool some_input_was_read(const struct passes *passes)
{
    for (size_t i = 0; i < passes->ledger_count; i++)
        if (passes->ledgers[i].opened)
            return true;
    return false;
}

/* Of a log that an earlier run knew, other programs alone may have written more. */
static bool goes_on(const struct passes *passes)
{
    for (size_t i = 0; i < passes->inputs.count; i++)
        if (passes->inputs.list[i].stream != NULL)
            return true;
    return false;
}

/* The inputs hold lines, and none is a mail server's. */
static bool tell_no_mail_log(const struct passes *passes)
{
    struct why why;
    char number[GROUPED_BYTES];
    uint64_t lines = 0, recognised = 0;
    const char *guess = format_guess(view_of(passes->records.first_strange));

    for (size_t i = 0; i < passes->ledger_count; i++) {
        const struct ledger *ledger = &passes->ledgers[i];
        lines += ledger->lines;
        recognised += ledger->recognised + ledger->overlong + ledger->unselected;
    }
    if (lines == 0 || recognised > 0 || goes_on(passes))
        return false;
    const char *first = passes->ledgers[0].path;
    if (passes->inputs.count > 1)
        fail(&why, "%s and the other inputs: no mail log line in %s lines", first,
             number_grouped(number, lines));
    else if (lines == 1)
        fail(&why, "%s: no mail log line in 1 line", first);
    else
        fail(&why, "%s: no mail log line in %s lines", first,
             number_grouped(number, lines));
    if (guess != NULL)
        fail_aside(&why, guess);
    message_print(&why);
    if (passes->records.first_strange[0] != '\0') /* a partial keeps none */
        message_detail(say("  first line: "), passes->records.first_strange);
    return true;
}

/* The guard has told of them. */
static size_t failed_plugins(const struct passes *passes)
{
    const struct watch *watch = passes->exporters.watch;

    return watch != NULL ? watch->fault_count : 0;
}

int unread_tell(const struct passes *passes, size_t refused)
{
    bool read = some_input_was_read(passes);
    bool quiet = read && passes->options->quiet && passes->options->verb == VERB_REPORT;
    size_t problems = tell_problems(passes, quiet) + refused + failed_plugins(passes);

    if (!read)
        return EXIT_NO_REPORT;
    if (tell_no_mail_log(passes))
        return EXIT_NO_MAIL_LOG;
    return problems > 0 ? EXIT_INCOMPLETE : EXIT_OK;
}
