/*
 * why.c - fills the sentence of a failed call.
 *
 * A sentence longer than its buffer is cut; nothing here can fail.
 */
#include "base/why.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"

bool fail(struct why *why, const char *format, ...)
{
    va_list arguments, again;

    va_start(arguments, format);
    va_copy(again, arguments);
    vsnprintf(why->sentence, sizeof(why->sentence), format, arguments);
    vsnprintf(why->told, sizeof(why->told), say(format), again);
    va_end(again);
    va_end(arguments);
    why->remedy[0] = '\0';
    return false;
}

static void add(char sentence[WHY_BYTES], const char *before, const char *words,
                const char *behind)
{
    size_t used = strlen(sentence);
    snprintf(sentence + used, WHY_BYTES - used, "%s%s%s", before, words, behind);
}

bool fail_because(struct why *why, const char *reason, const char *format, ...)
{
    va_list arguments, again;

    va_start(arguments, format);
    va_copy(again, arguments);
    vsnprintf(why->sentence, sizeof(why->sentence), format, arguments);
    vsnprintf(why->told, sizeof(why->told), say(format), again);
    va_end(again);
    va_end(arguments);
    add(why->sentence, ": ", reason, "");
    add(why->told, ": ", say(reason), "");
    why->remedy[0] = '\0';
    return false;
}

bool fail_aside(struct why *why, const char *words)
{
    add(why->sentence, " (", words, ")");
    add(why->told, " (", say(words), ")");
    return false;
}

bool fail_more(struct why *why, const char *format, ...)
{
    size_t used = strlen(why->sentence), used_told = strlen(why->told);
    va_list arguments, again;

    va_start(arguments, format);
    va_copy(again, arguments);
    vsnprintf(why->sentence + used, WHY_BYTES - used, format, arguments);
    vsnprintf(why->told + used_told, WHY_BYTES - used_told, say(format), again);
    va_end(again);
    va_end(arguments);
    return false;
}

bool fail_told(struct why *why, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(why->told, sizeof(why->told), say(format), arguments);
    va_end(arguments);
    return false;
}

bool fail_remedy(struct why *why, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(why->remedy, sizeof(why->remedy), say(format), arguments);
    va_end(arguments);
    return false;
}
