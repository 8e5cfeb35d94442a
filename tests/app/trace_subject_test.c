/*
 * trace_subject_test.c - what an argument of --trace means, and which records it names.
 */
#include "app/trace_subject.h"

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *argument, *subject;
} arguments[] = {
    {"bob@example.org", "bob@example.org"},
    {"<bob@example.org>", "bob@example.org"},
    {" 4AAAA1 ", "4AAAA1"},
    {"<>", ""},
    {"", ""},
    {"  ", ""},
    {"<open", "<open"},
    {"<", "<"},
};

Test(trace_subject, arguments)
{
    for (size_t i = 0; i < SLS_COUNT(arguments); i++) {
        sls_view subject;
        bool read = subject_read(arguments[i].argument, &subject);
        cr_expect_eq(read, *arguments[i].subject != '\0', "%s", arguments[i].argument);
        cr_expect(view_equal(subject, view_of(arguments[i].subject)), "%s: %.*s",
                  arguments[i].argument, (int)subject.len, subject.ptr);
    }
}

static const struct {
    const char *name, *subject;
    enum line_kind kind;
    unsigned match;
    const char *recipient, *sender, *queue_id, *message_id, *other_id;
} rows[] = {
    {"recipient", "Bob@Example.org", LINE_ATTEMPT, MATCH_RECIPIENT, "bob@example.org", "",
     "4A", "", ""},
    {"sender", "a@x.example", LINE_DETAIL, MATCH_SENDER, "", "A@x.example", "4A", "", ""},
    {"both", "a@x.example", LINE_ATTEMPT, MATCH_RECIPIENT | MATCH_SENDER, "a@x.example",
     "a@x.example", "4A", "", ""},
    {"queue id", "4AAAA1", LINE_OTHER, MATCH_ID, "", "", "4AAAA1", "", ""},
    {"a queue id's letters count", "4aaaa1", LINE_OTHER, 0, "", "", "4AAAA1", "", ""},
    {"Message-ID", "m@x", LINE_DETAIL, MATCH_ID, "", "", "4A", "m@x", ""},
    {"a Message-ID's letters count", "M@x", LINE_DETAIL, 0, "", "", "4A", "m@x", ""},
    {"the notice's id", "5BBBB1", LINE_NOTICE, MATCH_ID, "", "", "4A", "", "5BBBB1"},
    {"no number of an attempt", "12", LINE_STARTED, 0, "b@x", "", "4A", "", "12"},
    {"a part", "ob@example.org", LINE_ATTEMPT, 0, "bob@example.org", "", "4A", "", ""},
    {"nothing", "x", LINE_OTHER, 0, "", "", "", "", ""},
};

Test(trace_subject, matches)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct record record = {.kind = rows[i].kind,
                                .other_id = view_of(rows[i].other_id),
                                .attempt = {.recipient = view_of(rows[i].recipient),
                                            .sender = view_of(rows[i].sender),
                                            .queue_id = view_of(rows[i].queue_id),
                                            .message_id = view_of(rows[i].message_id)}};
        cr_expect_eq(subject_match(view_of(rows[i].subject), &record), rows[i].match,
                     "%s", rows[i].name);
    }
}
