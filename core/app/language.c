/*
 * language.c - the catalogs lie beside the program, and no installed locale is needed.
 */
#include "app/language.h"

#include <string.h>

#include "app/folder.h"
#include "app/values.h"
#include "base/say.h"
#include "base/why.h"

static const struct folder catalogs = {"locale", PROGRAM_TO_PREFIX "/" LOCALE_FOLDER,
                                       INSTALL_PREFIX "/" LOCALE_FOLDER};

/* The argument of "--lang=ko" or "--lang ko"; NULL: another word. */
static const char *argument_of(const char *word, const char *next)
{
    static const char option[] = "--lang";
    size_t length = sizeof(option) - 1;

    if (strncmp(word, option, length) != 0)
        return NULL;
    return word[length] == '=' ? word + length + 1 : word[length] == '\0' ? next : NULL;
}

enum language language_wanted(int argc, char **argv)
{
    enum language language = value_language_of_user();
    struct why why;

    for (int i = 1; i < argc && argv[i] != NULL && strcmp(argv[i], "--") != 0; i++) {
        const char *argument = argument_of(argv[i], argv[i + 1]);
        if (argument != NULL)
            value_language("lang", argument, &language, &why);
    }
    return language;
}

void language_speak(enum language language)
{
    char path[FOLDER_BYTES];

    if (language == LANGUAGE_KOREAN)
        say_in("ko", folder_find(&catalogs, path));
    else
        say_in_english();
}
