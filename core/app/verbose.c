/*
 * verbose.c - one line for each thing that was read.
 */
#include "app/verbose.h"

#include <stdarg.h>
#include <stdio.h>

#include "app/message.h"
#include "base/number.h"
#include "base/say.h"
#include "rules/rulefile.h"

enum { SENTENCE_BYTES = 4096 };

__attribute__((format(printf, 1, 2))) static void tell(const char *format, ...)
{
    char sentence[SENTENCE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof(sentence), format, arguments);
    va_end(arguments);
    message_detail("smtplogscan: ", sentence);
}

void verbose_loaded(const struct options *options, const struct book *book)
{
    if (!options->verbose)
        return;
    for (size_t i = 0; i < options->configs.count; i++)
        tell(say("read the configuration file %s"), options->configs.list[i]);
    for (size_t i = 0; i < book->plugin_count; i++)
        if (!book->plugins[i].of_file)
            tell(say("loaded the plugin %s"), book->plugins[i].path);
    for (size_t i = 0; i < book->file_count; i++)
        if (book->files[i].fault_count == 0)
            tell(say("read the rule file %s"), book->files[i].path);
}

void verbose_sandbox(const struct options *options, const struct sandbox *sandbox)
{
    if (!options->verbose)
        return;
    if (sandbox->is_dropped)
        tell(say("reads as the user %s"), sandbox->privilege.name);
    if (sandbox->landlock > 0)
        tell(say("reads without the file system and the network (Landlock, version %d)"),
             sandbox->landlock);
    if (sandbox->syscalls)
        tell("%s", say("reads with few system calls (seccomp)"));
    for (size_t i = 0; i < sandbox->missed_count; i++)
        tell("%s", sandbox->missed[i].told);
}

void verbose_input(const struct options *options, const struct ledger *ledger,
                   double seconds)
{
    char lines[GROUPED_BYTES], recognised[GROUPED_BYTES], bytes[GROUPED_BYTES];

    if (options->verbose)
        tell(say("read %s in %.2f s: %s lines, %s of them of mail (%s), %s bytes, "
                 "compression: %s"),
             ledger->path, seconds, number_grouped(lines, ledger->lines),
             number_grouped(recognised, ledger->recognised), ledger_format(ledger),
             number_grouped(bytes, ledger->bytes), ledger->compression);
}
