/*
 * check_rules.c - prints faults as compilers do, "FILE:LINE: sentence", and under them
 * the reply as rules see it, with a caret.
 */
#include "app/check_rules.h"

#include <stdio.h>

#include "app/providers.h"
#include "app/verdict.h"
#include "base/say.h"
#include "base/view.h"
#include "rules/check_file.h"
#include "rules/files.h"
#include "write/escape.h"

/* What is shown of a reply before the caret and behind it, in bytes. */
enum { SHOWN_BEFORE = 60, SHOWN_BEHIND = 30 };

static bool is_inside_character(sls_view text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

/* Prints `length` characters' worth of blanks for a text that stands in the line above;
   replies beyond ASCII are rare, and a wide character counts as one column here. */
static void print_blanks(sls_view text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_inside_character(text, i))
            putchar(' ');
}

static void print_mark(const struct caret *mark)
{
    size_t from = mark->at > SHOWN_BEFORE ? mark->at - SHOWN_BEFORE : 0;
    size_t to = mark->at + SHOWN_BEHIND;

    while (is_inside_character(mark->text, from))
        from++;
    while (is_inside_character(mark->text, to))
        to++;
    sls_view before = view_skip(view_cut(mark->text, mark->at), from);
    sls_view behind = view_skip(view_cut(mark->text, to), mark->at);
    fputs(from > 0 ? "    ..." : "    ", stdout);
    escape_terminal(stdout, before);
    escape_terminal(stdout, behind);
    puts(to < mark->text.len ? "..." : "");
    fputs(from > 0 ? "       " : "    ", stdout);
    print_blanks(before);
    puts("^");
}

static void print_fault(void *receiver, const struct why *why, const struct caret *mark)
{
    (void)receiver;
    escape_terminal(stdout, view_of(why->told));
    putchar('\n');
    if (mark != NULL)
        print_mark(mark);
}

bool check_rules_is_for(const char *path)
{
    return view_ends(view_of(path), VIEW(".conf"));
}

size_t check_rules(const struct options *options, const char *path)
{
    struct book book;
    size_t rules;

    book_open(&book, NULL);
    for (size_t i = 0; i < options->inputs.count; i++)
        if (check_rules_is_for(options->inputs.list[i]))
            files_add(&book, options->inputs.list[i], true);
    providers_load_built_in(&book);
    size_t faults = check_file(&book, path, print_fault, NULL, &rules);
    verdict_print(stdout, faults == 0 ? VERDICT_OK : VERDICT_FAULTY);
    printf("%s, ", path);
    printf(say_many("%zu rule", "%zu rules", rules), rules);
    printf(", ");
    printf(say_many("%zu fault", "%zu faults", faults), faults);
    putchar('\n');
    book_close(&book);
    return faults;
}
