/*
 * completion_bash.c - needs bash alone, not the package bash-completion.
 *
 * bash takes "--format=te" apart at the "=" (COMP_WORDBREAKS), unless the user wants it
 * otherwise; the script stands both.
 */
#include "app/arguments.h"
#include "app/completion.h"
#include "base/view.h"

static const char head[] =
    "# bash completion for smtplogscan, written by: smtplogscan --completion bash\n"
    "\n"
    "_smtplogscan_paths()\n"
    "{\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$2\")\n"
    "}\n"
    "\n"
    "_smtplogscan()\n"
    "{\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]}\n"
    "    local prefix='' words='' word\n"
    "    COMPREPLY=()\n"
    "    for word in \"${COMP_WORDS[@]:0:COMP_CWORD}\"; do\n"
    "        if [[ $word == -- ]]; then\n"
    "            _smtplogscan_paths -f \"$current\"\n"
    "            return\n"
    "        fi\n"
    "    done\n"
    "    if [[ $current == = ]]; then\n"
    "        option+='=' current=''\n"
    "    elif [[ $option == = ]]; then\n"
    "        option=${COMP_WORDS[COMP_CWORD-2]}=\n"
    "    elif [[ $current == --*=* ]]; then\n"
    "        option=${current%%=*}= current=${current#*=}\n"
    "        prefix=$option\n"
    "    fi\n"
    "    case $option in\n";

static const char middle[] = "    esac\n"
                             "    if [[ $words ]]; then\n"
                             "        mapfile -t COMPREPLY < <(compgen -P \"$prefix\" -W "
                             "\"$words\" -- \"$current\")\n"
                             "    elif [[ $current != -* ]]; then\n"
                             "        _smtplogscan_paths -f \"$current\"\n"
                             "    else\n"
                             "        mapfile -t COMPREPLY < <(compgen -W '";

static const char tail[] =
    "' -- \"$current\")\n"
    "        [[ ${#COMPREPLY[@]} == 1 && $COMPREPLY == *= ]] && compopt -o nospace "
    "2>/dev/null\n"
    "    fi\n"
    "}\n"
    "complete -F _smtplogscan smtplogscan\n";

/* "-f|--format|--format=)"; "--journal=)" when a word of its own is no argument. */
static void print_pattern(FILE *file, const struct option_row *row)
{
    fputs("    ", file);
    if (row->letter != '\0')
        fprintf(file, "-%c|", row->letter);
    if (option_takes(row) == TAKES_ONE)
        fprintf(file, "--%s|", row->name);
    fprintf(file, "--%s=) ", row->name);
}

static void print_case(FILE *file, const struct book *book, const struct option_row *row)
{
    enum argument_kind kind = argument_kind_of(row);

    if (kind == ARGUMENT_NONE)
        return;
    print_pattern(file, row);
    if (completion_has_words(row)) {
        fputs("words='", file);
        completion_words(file, book, row);
        fputs("' ;;\n", file);
    } else if (kind == ARGUMENT_FILE || kind == ARGUMENT_FOLDER) {
        fprintf(file, "_smtplogscan_paths -%c \"$current\"; return ;;\n",
                kind == ARGUMENT_FILE ? 'f' : 'd');
    } else {
        fputs("return ;;\n", file);
    }
}

void completion_bash(FILE *file, const struct book *book)
{
    fputs(head, file);
    for (size_t i = 0; i < option_row_count; i++)
        print_case(file, book, &option_rows[i]);
    fputs(middle, file);
    for (size_t i = 0; i < option_row_count; i++)
        fprintf(file, "%s--%s%s", i > 0 ? " " : "", option_rows[i].name,
                option_takes(&option_rows[i]) == TAKES_ONE ? "=" : "");
    fputs(tail, file);
}
