/*
 * completion_fish.c - one `complete` for each option.
 */
#include "app/arguments.h"
#include "app/completion.h"

static void print_argument(FILE *file, const struct book *book,
                           const struct option_row *row)
{
    enum argument_kind kind = argument_kind_of(row);

    if (option_takes(row) != TAKES_ONE)
        return;
    if (completion_has_words(row)) {
        fputs(" -x -a '", file);
        completion_words(file, book, row);
        fputc('\'', file);
    } else if (kind == ARGUMENT_FILE) {
        fputs(" -rF", file);
    } else if (kind == ARGUMENT_FOLDER) {
        fputs(" -x -a '(__fish_complete_directories)'", file);
    } else {
        fputs(" -x", file);
    }
}

static void print_row(FILE *file, const struct book *book, const struct option_row *row)
{
    fprintf(file, "complete -c smtplogscan -l %s", row->name);
    if (row->letter != '\0')
        fprintf(file, " -s %c", row->letter);
    print_argument(file, book, row);
    fputs(" -d '", file);
    completion_help(file, row, "'\\");
    fputs("'\n", file);
}

void completion_fish(FILE *file, const struct book *book)
{
    fputs(
        "# fish completion for smtplogscan, written by: smtplogscan --completion fish\n",
        file);
    for (size_t i = 0; i < option_row_count; i++)
        print_row(file, book, &option_rows[i]);
}
