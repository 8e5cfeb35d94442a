/*
 * help.c - prints the table of option_rows.c in two columns.
 */
#include "app/help.h"

#include "app/option_rows.h"
#include "base/view.h"

static void print_row(FILE *file, const struct option_row *row, bool full)
{
    char name[64];
    int indent = 26, room = full ? 70 : 1000;

    snprintf(name, sizeof(name), "%c%c%c --%s%s%s", row->letter != '\0' ? '-' : ' ',
             row->letter != '\0' ? row->letter : ' ', row->letter != '\0' ? ',' : ' ',
             row->name, option_takes(row) == TAKES_ONE ? "=" : "",
             row->argument != NULL ? row->argument : "");
    fprintf(file, "  %-*s", indent - 2, name);
    sls_view rest = view_of(row->help);
    for (int column = 0; rest.len > 0;) {
        sls_view word = view_take(&rest, ' ');
        if (column > 0 && column + (int)word.len > room) {
            fprintf(file, "\n%*s", indent, "");
            column = 0;
        }
        column += fprintf(file, "%s%.*s", column > 0 ? " " : "", (int)word.len, word.ptr);
        if (!full && view_ends(word, VIEW(";")))
            break;
    }
    fputc('\n', file);
}

void help_print(FILE *file, bool full)
{
    fputs("Usage: smtplogscan [OPTION...] FILE...\n"
          "Says why mail does not arrive: reads mail server logs and providers' exports, "
          "plain\n"
          "or compressed, and names the causes, who is hit, since when, and what to do.\n"
          "FILE may be a folder; - is standard input.\n",
          file);
    for (size_t i = 0; i < option_row_count; i++) {
        if (full && option_rows[i].group != NULL)
            fprintf(file, "\n%s\n", option_rows[i].group);
        print_row(file, &option_rows[i], full);
    }
    if (full)
        fputs("\nExit status: 0 report made; 1 mail was not accepted (only with "
              "--exit-code), or\n"
              "nothing was found (--trace, --evidence); 2 wrong usage, no input, or the "
              "report could "
              "not be\n"
              "written; 3 report made, but some input or plugin could not be used; 4 no "
              "mail log line\n"
              "in the input.\n",
              file);
}
