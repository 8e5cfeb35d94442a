/*
 * screen.c - asks the terminal behind standard output.
 */
#include "app/screen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { PLAIN_WIDTH = 96 };

size_t screen_width(const struct options *options)
{
    struct winsize size;

    if (options->width > 0)
        return options->width;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
        size.ws_col == 0)
        return PLAIN_WIDTH;
    return size.ws_col < 60 ? 60 : size.ws_col > 200 ? 200 : size.ws_col;
}

/* NO_COLOR (no-color.org) and TERM=dumb hold unless --color=always is asked for. */
bool screen_wants_color(const struct options *options, const char *path)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

    if (options->color != WHEN_AUTO)
        return options->color == WHEN_ALWAYS;
    return strcmp(path, "-") == 0 && isatty(STDOUT_FILENO) &&
           (no_color == NULL || no_color[0] == '\0') && term != NULL &&
           strcmp(term, "dumb") != 0;
}

/* The console of Linux shows the address as text, and what TERM does not name is not
   known to read it over. */
bool screen_wants_links(const struct options *options, const char *path)
{
    const char *term = getenv("TERM");

    if (options->hyperlink != WHEN_AUTO)
        return options->hyperlink == WHEN_ALWAYS;
    return strcmp(path, "-") == 0 && isatty(STDOUT_FILENO) && term != NULL &&
           term[0] != '\0' && strcmp(term, "dumb") != 0 && strcmp(term, "linux") != 0;
}

bool screen_is_all(const char *verb, const struct options *options, struct why *why)
{
    if (options->format != NULL && strcmp(options->format, "text") != 0)
        return fail(why, "--%s prints text only", verb);
    if (options->outputs.count == 0)
        return true;
    fail(why, "--%s prints to standard output, not into a file", verb);
    return fail_remedy(why, "smtplogscan --%s ... >FILE", verb);
}
