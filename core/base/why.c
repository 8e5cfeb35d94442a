/*
 * why.c - fills the sentence of a failed call.
 *
 * A sentence longer than its buffer is cut; nothing here can fail.
 */
#include "base/why.h"

#include <stdarg.h>
#include <stdio.h>

bool fail(struct why *why, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(why->sentence, sizeof(why->sentence), format, arguments);
    va_end(arguments);
    why->remedy[0] = '\0';
    return false;
}

bool fail_remedy(struct why *why, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(why->remedy, sizeof(why->remedy), format, arguments);
    va_end(arguments);
    return false;
}
