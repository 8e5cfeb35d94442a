/*
 * scenario.h - reads replies.tsv and a sample's scenario.
 *
 * A scenario is a file of lines with fields that tabs separate.  "#" begins a comment.
 *   host NAME | start RFC3339 | hours N | stamps rfc3339|seconds|rfc3164 | ids short|long
 * | seed N | noise N (lines of other programs before a thousand lines) settings KIND
 * COUNT FROM TO SENDER LOGIN RELAY RECIPIENT EACH TROUBLE END messages KIND: mail;
 * filter, mail that goes through the content filter; probe; refused, END names the
 * refusal; early, mail that has been in the queue for TO hours; replies, some mail for
 * every reply there is (RELAY, TROUBLE and END are taken from it). FROM and TO are HH:MM
 * after midnight.  "*" in an address is a number.  LOGIN is what the client logs in as,
 * or "uid=33 from=<www-data>".  EACH is the number of recipients of a message.  TROUBLE
 * is "-" or REPLY*N, deferred N times with that reply; REPLY*, always. END is "ok", a
 * reply that ends it, or "expires" (after the last of N).
 */
#ifndef SAMPLES_SCENARIO_H
#define SAMPLES_SCENARIO_H

#include "generate_mail.h"

enum { SCENARIO_REPLIES = 200, SCENARIO_ROWS = 200, FIELDS_MAX = 11 };

struct row {
    char *fields[FIELDS_MAX];
    unsigned line;
};

struct scenario {
    char *replies_text, *rows_text; /* what everything below points into */
    struct reply replies[SCENARIO_REPLIES];
    size_t reply_count;
    struct row rows[SCENARIO_ROWS];
    size_t row_count;
    const char *host;
    int64_t start;
    int32_t offset_seconds;
    enum stamp_form form;
    bool long_ids;
    unsigned hours, seed, noise;
};

/* What is wrong ends the program, with a sentence. */
void scenario_open(struct scenario *scenario, const char *replies_path,
                   const char *scenario_path, struct truth *truth);
void scenario_close(struct scenario *scenario);

const struct reply *scenario_reply(const struct scenario *scenario, const char *name);
unsigned scenario_number(const char *text);
_Noreturn void scenario_refuse(const char *sentence, const char *value);

#endif
