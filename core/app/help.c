/*
 * help.c - prints the table of option_rows.c in two columns of 80.
 */
#include "app/help.h"

#include <string.h>

#include "app/option_rows.h"
#include "base/say.h"
#include "base/view.h"
#include "write/page.h"

enum { WIDTH = 80, INDENT = 26, NAME_BYTES = 64 };

/* What a program does with the status, one a row. */
static const struct {
    const char *status, *means;
} statuses[] = {
    {"0", SAID("report made; failures in the log are no error")},
    {"1",
     SAID("some mail was not accepted (only with --exit-code), or more than --fail-over "
          "allows; nothing was found (--trace, --evidence)")},
    {"2",
     SAID("wrong usage or configuration, no input that could be opened, or an output "
          "that could not be written whole")},
    {"3",
     SAID("report made, but an input was missing or damaged, or a plugin could not be "
          "used")},
    {"4", SAID("no mail log line in the inputs")},
    {"75", SAID("another run holds the state: try again later")},
};

static struct page page_of(FILE *file)
{
    return (struct page){.file = file, .width = WIDTH};
}

/* "-o, --output=FILE" */
static void print_name(struct page *page, const struct option_row *row)
{
    char name[NAME_BYTES], letter[] = "    ";

    if (row->letter != '\0')
        snprintf(letter, sizeof(letter), "-%c, ", row->letter);
    snprintf(name, sizeof(name), "%s--%s%s%s", row->letter != '\0' ? letter : "    ",
             row->name, option_takes(row) == TAKES_ONE ? "=" : "",
             row->argument != NULL ? row->argument : "");
    page_to(page, 2);
    page_string(page, name);
    if (page->column >= INDENT)
        page_end(page);
}

/* Not within brackets. */
sls_view help_in_short(const char *help)
{
    size_t length = 0;

    while (help[length] != '\0' && strncmp(help + length, "; ", 2) != 0 &&
           strncmp(help + length, ": ", 2) != 0)
        length++;
    sls_view text = {help, length};
    const char *bracket = memrchr(help, '(', length);
    size_t before = bracket == NULL ? 0 : (size_t)(bracket - help);
    if (before > 0 && view_find_byte(view_skip(text, before), ')') == NULL)
        text.len = before - 1;
    return text;
}

static void print_row(struct page *page, const struct option_row *row, bool full)
{
    const char *help = say(row->help);

    print_name(page, row);
    page_wrap(page, INDENT, full ? view_of(help) : help_in_short(help), full ? 0 : 1);
}

static void print_head(struct page *page)
{
    page_string(page, say("Usage: smtplogscan [OPTION...] FILE..."));
    page_end(page);
    page_wrap(
        page, 0,
        view_of(say("Says why mail does not arrive: reads mail server logs and "
                    "providers' exports, plain or compressed, and names the causes, "
                    "who is hit, since when, and what to do.  FILE may be a folder; "
                    "- is standard input.")),
        0);
}

/* The options of a group that have no letter: "Input  --host --year ...". */
static size_t print_group(struct page *page, size_t first)
{
    enum { GROUP_BYTES = 2048, GROUP_INDENT = 10 };
    char names[GROUP_BYTES] = "";
    size_t i = first, used = 0;

    page_to(page, 2);
    page_string(page, say(option_rows[first].group));
    do {
        const struct option_row *row = &option_rows[i];
        if (row->letter == '\0' && used < sizeof(names))
            used +=
                (size_t)snprintf(names + used, sizeof(names) - used, " --%s", row->name);
    } while (++i < option_row_count && option_rows[i].group == NULL);
    page_to(page, GROUP_INDENT);
    page_wrap(page, GROUP_INDENT, view_of(names), 0);
    return i;
}

void help_print_short(FILE *file)
{
    struct page page = page_of(file);

    print_head(&page);
    page_end(&page);
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].letter != '\0')
            print_row(&page, &option_rows[i], false);
    page_end(&page);
    page_string(&page, say("Also, as --help and man smtplogscan explain:"));
    page_end(&page);
    for (size_t i = 0; i < option_row_count;)
        i = print_group(&page, i);
}

void help_print(FILE *file)
{
    struct page page = page_of(file);

    print_head(&page);
    for (size_t i = 0; i < option_row_count; i++) {
        if (option_rows[i].group != NULL) {
            page_end(&page);
            page_string(&page, say(option_rows[i].group));
            page_end(&page);
        }
        print_row(&page, &option_rows[i], true);
    }
    page_end(&page);
    page_string(&page, say("Exit status"));
    page_end(&page);
    for (size_t i = 0; i < SLS_COUNT(statuses); i++) {
        page_to(&page, 2);
        page_string(&page, statuses[i].status);
        page_to(&page, 5);
        page_wrap(&page, 5, view_of(say(statuses[i].means)), 0);
    }
}
