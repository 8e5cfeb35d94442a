/*
 * tuples.c - what parse/ makes of each line of standard input: tuples [MTA|--silent]
 *
 * A record is a line of fields between 0x1f, each as FIELDS in forgery.py names it; a
 * line of the input ends with a line "end".  Within a field a line's end, 0x1f and "\"
 * are written as \n, \u and \\.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parse/format.h"

static void put(sls_view text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\n' || c == '\x1f' || c == '\\')
            printf("\\%c", c == '\n' ? 'n' : c == '\\' ? '\\' : 'u');
        else
            putchar(c);
    }
    putchar('\x1f');
}

static void put_record(const struct record *record)
{
    const sls_attempt *a = &record->attempt;

    printf("%d\x1f%d\x1f%u\x1f%u\x1f%u.%u.%u\x1f%u.%u.%u\x1f%u\x1f%s\x1f",
           (int)record->kind, (int)record->delivery, a->outcome, a->reply, a->enhanced[0],
           a->enhanced[1], a->enhanced[2], a->dsn[0], a->dsn[1], a->dsn[2], a->port,
           record->format != NULL ? record->format : "");
    put(a->queue_id);
    put(a->relay);
    put(a->sender);
    put(a->login);
    put(a->recipient);
    put(a->message_id);
    put(a->text);
    put(record->explanation);
    put(record->body);
    putchar('\n');
}

static void read_line(struct parser *parser, sls_view line, bool silent)
{
    struct record record;

    parser_read(parser, line, &record);
    do {
        if (!silent)
            put_record(&record);
    } while (record_next(&record));
    if (!silent)
        puts("end");
}

int main(int argc, char **argv)
{
    struct parser parser;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;

    parser_open(&parser);
    stamp_open(&parser.stamps, (struct zone){.fixed = true}, 0, 2026);
    bool silent = argc > 1 && strcmp(argv[1], "--silent") == 0;
    if (argc > 1 && !silent)
        parser.forced = format_named(argv[1]);
    while ((length = getline(&line, &room, stdin)) >= 0) {
        if (length > 0 && line[length - 1] == '\n')
            length--;
        parser.in_rejected = false;
        read_line(&parser, (sls_view){line, (size_t)length}, silent);
    }
    free(line);
    parser_close(&parser);
    return 0;
}
