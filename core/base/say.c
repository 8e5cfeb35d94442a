/*
 * say.c - gettext, asked for one language whatever the environment says.
 *
 * glibc looks into LANGUAGE only when the locale of LC_MESSAGES is not "C"; C.UTF-8 is
 * another name, and always there.  libc's own catalogs may be installed or not: they are
 * looked for where there are none, so that a system error reads the same everywhere.
 */
#include "base/say.h"

#include <errno.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static const char domain_of_program[] = SAY_DOMAIN;

/* Now: later there may be no file system (app/sandbox.h). */
static void read_catalog(const char *domain)
{
    dgettext(domain, " ");
}

void say_in(const char *language, const char *locales)
{
    errno = 0;
    setlocale(LC_MESSAGES, "C.UTF-8");
    setenv("LANGUAGE", language, 1);
    bindtextdomain(domain_of_program, locales);
    bind_textdomain_codeset(domain_of_program, "UTF-8");
    bindtextdomain("libc", locales);
    read_catalog(domain_of_program);
    read_catalog("libc");
    if (errno == ENOMEM)
        memory_exhausted();
}

void say_in_english(void)
{
    setlocale(LC_MESSAGES, "C");
}

void say_also(const char *domain)
{
    const char *locales = bindtextdomain(domain_of_program, NULL);

    if (domain == NULL || locales == NULL || strcmp(domain, domain_of_program) == 0)
        return;
    bindtextdomain(domain, locales);
    bind_textdomain_codeset(domain, "UTF-8");
    read_catalog(domain);
}

/* The empty sentence is the catalog's own header. */
const char *say_from(const char *domain, const char *sentence)
{
    if (domain == NULL || sentence == NULL || *sentence == '\0')
        return sentence;
    return dgettext(domain, sentence);
}

const char *say(const char *sentence)
{
    return say_from(domain_of_program, sentence);
}

const char *say_english(const char *sentence)
{
    return sentence;
}

const char *say_many(const char *one, const char *many, uint64_t count)
{
    unsigned long number = count > ULONG_MAX ? ULONG_MAX : (unsigned long)count;
    return dngettext(domain_of_program, one, many, number);
}
