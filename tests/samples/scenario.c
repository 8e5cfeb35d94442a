/*
 * scenario.c - two files of tab-separated fields, kept in memory and cut in place.
 */
#include "scenario.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

void scenario_refuse(const char *sentence, const char *value)
{
    fprintf(stderr, "write_sample: %s: %s\n", sentence, value);
    exit(2);
}

unsigned scenario_number(const char *text)
{
    char *end;
    unsigned long number = strtoul(text, &end, 10);

    if (end == text || *end || number > UINT32_MAX)
        scenario_refuse("not a number", text);
    return (unsigned)number;
}

static char *file_read(const char *path)
{
    FILE *file = fopen(path, "r");
    size_t room = 1 << 20;
    char *text = malloc(room);
    size_t used;

    if (!file || !text)
        scenario_refuse(strerror(errno), path);
    used = fread(text, 1, room - 1, file);
    if (used == room - 1 || ferror(file))
        scenario_refuse("too long, or unreadable", path);
    text[used] = '\0';
    fclose(file);
    return text;
}

/* Cuts a line off *text; NULL at the end.  Comments are left out. */
static char *line_next(char **text, unsigned *number)
{
    while (**text) {
        char *line = *text;
        size_t length = strcspn(line, "\n");

        *text += length + (line[length] ? 1 : 0);
        line[length] = '\0';
        ++*number;
        if (length && line[0] != '#')
            return line;
    }
    return NULL;
}

static size_t fields_cut(char *line, char **fields)
{
    size_t count = 0;

    for (char *field = line; field && count < FIELDS_MAX; count++) {
        char *tab = strchr(field, '\t');

        if (tab)
            *tab = '\0';
        fields[count] = field;
        field = tab ? tab + 1 : NULL;
    }
    return count;
}

static void reply_read(struct scenario *scenario, char **fields, struct truth *truth)
{
    static const char *const statuses[] = {"sent", "deferred", "bounced"};
    struct reply *reply = &scenario->replies[scenario->reply_count++];
    bool refusal = strcmp(fields[3], "reject") == 0;

    if (scenario->reply_count == SCENARIO_REPLIES)
        scenario_refuse("too many replies", fields[0]);
    *reply = (struct reply){.name = fields[0],
                            .cause = fields[1],
                            .relay = refusal ? NULL : relay_find(fields[2]),
                            .dsn = fields[5],
                            .text = fields[6],
                            .status = STATUS_BOUNCED,
                            .unreached = strcmp(fields[3], "none") == 0,
                            .single = strcmp(fields[3], "relay one") == 0,
                            .cause_number = truth_cause(truth, fields[1])};
    if (!refusal && !reply->relay)
        scenario_refuse("no such relay", fields[2]);
    if (refusal) {
        reply->dsn = fields[2]; /* the program that refuses */
        return;
    }
    if (strcmp(fields[4], statuses[STATUS_DEFERRED]) == 0)
        reply->status = STATUS_DEFERRED;
    else if (strcmp(fields[4], statuses[STATUS_BOUNCED]) != 0)
        scenario_refuse("not a status", fields[4]);
}

static enum stamp_form form_read(const char *text)
{
    if (strcmp(text, "rfc3339") == 0)
        return STAMP_FRACTION;
    if (strcmp(text, "seconds") == 0)
        return STAMP_SECONDS;
    if (strcmp(text, "rfc3164") != 0)
        scenario_refuse("not a form of stamps", text);
    return STAMP_RFC3164;
}

static bool setting_read(struct scenario *scenario, char **fields)
{
    const char *name = fields[0], *value = fields[1];

    if (strcmp(name, "host") == 0)
        scenario->host = value;
    else if (strcmp(name, "hours") == 0)
        scenario->hours = scenario_number(value);
    else if (strcmp(name, "stamps") == 0)
        scenario->form = form_read(value);
    else if (strcmp(name, "ids") == 0)
        scenario->long_ids = strcmp(value, "long") == 0;
    else if (strcmp(name, "seed") == 0)
        scenario->seed = scenario_number(value);
    else if (strcmp(name, "noise") == 0)
        scenario->noise = scenario_number(value);
    else
        return strcmp(name, "start") == 0 &&
               time_read(value, &scenario->start, &scenario->offset_seconds);
    return true;
}

static void rows_read(struct scenario *scenario)
{
    char *text = scenario->rows_text;
    unsigned number = 0;

    for (char *line; (line = line_next(&text, &number));) {
        struct row *row = &scenario->rows[scenario->row_count];
        size_t count = fields_cut(line, row->fields);

        row->line = number;
        if (count == 2 && setting_read(scenario, row->fields))
            continue;
        if (count != FIELDS_MAX || scenario->row_count == SCENARIO_ROWS - 1)
            scenario_refuse("not a line of a scenario", line);
        scenario->row_count++;
    }
}

void scenario_open(struct scenario *scenario, const char *replies_path,
                   const char *scenario_path, struct truth *truth)
{
    char *fields[FIELDS_MAX];
    unsigned number = 0;

    *scenario = (struct scenario){.replies_text = file_read(replies_path),
                                  .rows_text = file_read(scenario_path),
                                  .host = "mx1",
                                  .hours = 24,
                                  .seed = 1};
    char *text = scenario->replies_text;

    for (char *line; (line = line_next(&text, &number));) {
        if (fields_cut(line, fields) != 7)
            scenario_refuse("not seven fields", line);
        reply_read(scenario, fields, truth);
    }
    rows_read(scenario);
}

void scenario_close(struct scenario *scenario)
{
    free(scenario->replies_text);
    free(scenario->rows_text);
}

const struct reply *scenario_reply(const struct scenario *scenario, const char *name)
{
    for (size_t i = 0; i < scenario->reply_count; i++)
        if (strcmp(scenario->replies[i].name, name) == 0)
            return &scenario->replies[i];
    scenario_refuse("no such reply", name);
}
