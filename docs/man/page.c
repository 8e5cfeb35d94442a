/*
 * page.c - writes a manual page from its template: a line "@OPTIONS@" becomes the options
 * and "@KEYS@" those of configuration files, as the program's own table has them, so that
 * a page is never behind the program.  "@VERSION@" is its version.
 */
#include <stdio.h>
#include <string.h>

#include "app/option_rows.h"
#include "base/view.h"

/* A new sentence begins a new line, and no line is long. */
static bool line_ends(const char *text, size_t column)
{
    size_t word = strcspn(text + 1, " ");

    return *text == ' ' && (text[-1] == ';' || text[-1] == '.' || column + word > 74);
}

/* Text for mdoc(7): a hyphen that can be copied, and no line that looks like a request.
 */
static void print_text(const char *text)
{
    size_t column = 0;

    for (; *text != '\0'; text++) {
        if (line_ends(text, column)) {
            putchar('\n');
            column = 0;
            continue;
        }
        if (column++ == 0 && (*text == '.' || *text == '\''))
            fputs("\\&", stdout);
        if (*text == '\\' || *text == '-')
            printf("\\%c", *text == '-' ? '-' : 'e');
        else
            putchar(*text);
    }
    putchar('\n');
}

/* ".It Fl o , Fl Fl output Ns = Ns Ar FILE" */
static void print_option(const struct option_row *row)
{
    fputs(".It ", stdout);
    if (row->letter != '\0')
        printf("Fl %c , ", row->letter);
    printf("Fl Fl %s", row->name);
    if (option_takes(row) == TAKES_ONE)
        printf(" Ns = Ns Ar %s", row->argument);
    else if (option_takes(row) == MAY_TAKE_ONE) /* "[=DIR]" */
        printf(" Ns Op = Ns Ar %.*s", (int)strlen(row->argument) - 3, row->argument + 2);
    putchar('\n');
    print_text(row->help);
}

static void print_options(void)
{
    for (size_t i = 0; i < option_row_count; i++) {
        if (option_rows[i].group != NULL)
            printf("%s.Ss %s\n.Bl -tag -width Ds\n", i > 0 ? ".El\n" : "",
                   option_rows[i].group);
        print_option(&option_rows[i]);
    }
    puts(".El");
}

/* ".It Cm top = Ar N" */
static void print_key(const struct option_row *row)
{
    bool list = option_repeats(row);

    if (option_takes(row) == TAKES_NONE)
        printf(".It Cm %s No = Cm true | false\n", row->name);
    else
        printf(".It Cm %s No = %s%s%s\n", row->name, list ? "\\&{ Ar " : "Ar ",
               row->argument, list ? " , ... \\&}" : "");
    print_text(row->help);
    if (row->of_report)
        puts("(of the report alone)");
}

static void print_keys(void)
{
    puts(".Bl -tag -width Ds");
    for (size_t i = 0; i < option_row_count; i++)
        if (option_is_key(&option_rows[i]))
            print_key(&option_rows[i]);
    puts(".El");
}

static void print_line(const char *line)
{
    static const char version[] = "@VERSION@";
    const char *place = strstr(line, version);

    if (strcmp(line, "@OPTIONS@\n") == 0)
        print_options();
    else if (strcmp(line, "@KEYS@\n") == 0)
        print_keys();
    else if (place != NULL)
        printf("%.*s%s%s", (int)(place - line), line, PROGRAM_VERSION,
               place + strlen(version));
    else
        fputs(line, stdout);
}

int main(int argc, char **argv)
{
    char line[1024];
    FILE *page = argc == 2 ? fopen(argv[1], "re") : NULL;

    if (page == NULL) {
        fputs("usage: page TEMPLATE\n", stderr);
        return 2;
    }
    while (fgets(line, sizeof(line), page) != NULL)
        print_line(line);
    fclose(page);
    return fflush(stdout) == 0 ? 0 : 2;
}
