/*
 * completion_zsh.c - one specification of _arguments for each option (zshcompsys(1)).
 */
#include "app/arguments.h"
#include "app/completion.h"
#include "base/draft.h"

/* A colon parts the fields of a specification, a bracket ends its explanation, and all of
   it stands in quotes. */
static void print_help(FILE *file, const struct option_row *row)
{
    struct draft draft;

    draft_open(&draft);
    completion_help(draft.file, row, "[]:\\");
    sls_view text = draft_text(&draft);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\'')
            fputs("'\\''", file);
        else
            fputc(text.ptr[i], file);
    draft_close(&draft);
}

static void print_argument(FILE *file, const struct book *book,
                           const struct option_row *row)
{
    enum argument_kind kind = argument_kind_of(row);

    if (kind == ARGUMENT_NONE)
        return;
    fprintf(file, ":%s:", kind == ARGUMENT_FOLDER ? "FOLDER" : row->argument);
    if (completion_has_words(row)) {
        fputc('(', file);
        completion_words(file, book, row);
        fputc(')', file);
    } else if (kind == ARGUMENT_FILE || kind == ARGUMENT_FOLDER) {
        fputs(kind == ARGUMENT_FILE ? "_files" : "_files -/", file);
    }
}

/* '(-f --format)'{-f+,--format=}'[...]:FORMAT:(text json)' */
static void print_row(FILE *file, const struct book *book, const struct option_row *row)
{
    static const char *const behind[] = {
        [TAKES_NONE] = "", [TAKES_ONE] = "=", [MAY_TAKE_ONE] = "=-"};
    const char *star = option_repeats(row) ? "*" : "";
    const char *equals = behind[option_takes(row)];

    fputs("        ", file);
    if (row->letter != '\0' && *star == '\0')
        fprintf(file, "'(-%c --%s)'", row->letter, row->name);
    if (row->letter != '\0')
        fprintf(file, "%s{-%c%s,--%s%s}'[", *star != '\0' ? "\\*" : "", row->letter,
                row->argument != NULL ? "+" : "", row->name, equals);
    else
        fprintf(file, "'%s--%s%s[", star, row->name, equals);
    print_help(file, row);
    fputc(']', file);
    print_argument(file, book, row);
    fputs("' \\\n", file);
}

void completion_zsh(FILE *file, const struct book *book)
{
    fputs("#compdef smtplogscan\n"
          "# zsh completion for smtplogscan, written by: smtplogscan --completion zsh\n"
          "\n"
          "_smtplogscan()\n"
          "{\n"
          "    _arguments -s -S \\\n",
          file);
    for (size_t i = 0; i < option_row_count; i++)
        print_row(file, book, &option_rows[i]);
    fputs("        '*:FILE:_files'\n"
          "}\n"
          "\n"
          "if [[ $funcstack[1] == _smtplogscan ]]; then\n"
          "    _smtplogscan \"$@\"\n"
          "else\n"
          "    compdef _smtplogscan smtplogscan\n"
          "fi\n",
          file);
}
