/*
 * fault.c - puts file and line in front of a sentence, as compilers do, and hands it on.
 */
#include "rules/fault.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/say.h"

__attribute__((format(printf, 4, 0))) static void tell(struct faults *faults, int line,
                                                       const struct caret *mark,
                                                       const char *format,
                                                       va_list arguments)
{
    char sentence[WHY_BYTES], told[WHY_BYTES];
    va_list again;
    struct why why;

    faults->count++;
    if (faults->tell == NULL)
        return;
    va_copy(again, arguments);
    vsnprintf(sentence, sizeof(sentence), format, arguments);
    vsnprintf(told, sizeof(told), say(format), again);
    va_end(again);
    fail(&why, "%s:%d: %s", faults->path, line, sentence);
    fail_told(&why, "%s:%d: %s", faults->path, line, told);
    faults->tell(faults->receiver, &why, mark);
}

void fault_at(struct faults *faults, int line, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    tell(faults, line, NULL, format, arguments);
    va_end(arguments);
}

void fault_marked(struct faults *faults, int line, const struct caret *mark,
                  const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    tell(faults, line, mark, format, arguments);
    va_end(arguments);
}

void fault_whole(struct faults *faults, const struct why *why)
{
    faults->count++;
    if (faults->tell != NULL)
        faults->tell(faults->receiver, why, NULL);
}
