/*
 * message.c - file names and log text in a message are escaped like in a report.
 */
#include "app/message.h"

#include <stdio.h>

#include "base/say.h"
#include "base/view.h"
#include "write/escape.h"

static void print_line(const char *label, const char *text)
{
    fputs(label, stderr);
    escape_terminal(stderr, view_of(text));
    fputc('\n', stderr);
}

void message_print(const struct why *why)
{
    print_line("smtplogscan: ", why->told);
    if (why->remedy[0] != '\0')
        print_line(say("  try: "), why->remedy);
}

void message_detail(const char *label, const char *text)
{
    print_line(label, text);
}
