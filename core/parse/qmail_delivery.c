/*
 * qmail_delivery.c - takes a delivery report apart: qmail-remote's own sentence, then the
 * reply, then what it did about it.
 *
 * qmail-send writes a report of several lines in one, "/" for each line's end and "_" for
 * each blank or odd byte (logsafe() in qsutil.c).  A reply's underscores were blanks or
 * underscores: nobody can tell, so all become blanks.  The sentences are quit()'s and
 * temp_*()'s in qmail-remote.c; those of qmail-local and of programs are taken as they
 * are.
 */
#include "parse/qmail_delivery.h"

#include "base/view.h"
#include "parse/hop.h"

struct outcome_word {
    sls_view word;
    enum sls_outcome outcome;
};

static const struct outcome_word outcome_words[] = {{{"success", 7}, SLS_SENT},
                                                    {{"failure", 7}, SLS_BOUNCED},
                                                    {{"deferral", 8}, SLS_DEFERRED}};

static const struct outcome_word *outcome_of(sls_view word)
{
    for (size_t i = 0; i < SLS_COUNT(outcome_words); i++)
        if (view_equal(outcome_words[i].word, word))
            return &outcome_words[i];
    return NULL;
}

/* The host stands right before these words. */
struct sentence {
    sls_view words;
    enum sls_stage stage;
};

static const struct sentence sentences[] = {
    {{"_accepted_message", 17}, SLS_STAGE_UNKNOWN},
    {{"_does_not_like_recipient", 24}, SLS_RCPT},
    {{"_but_sender_was_rejected", 24}, SLS_MAIL},
    {{"_failed_on_DATA_command", 23}, SLS_DATA},
    {{"_failed_after_I_sent_the_message", 32}, SLS_END_OF_DATA},
    {{"_but_greeting_failed", 20}, SLS_CONNECT},
    {{"_but_my_name_was_rejected", 25}, SLS_CONNECT},
    {{"_but_connection_died", 20}, SLS_STAGE_UNKNOWN},
    {{"_but_authentication", 19}, SLS_AUTH},
    {{"_establish_an_SMTP_connection", 29}, SLS_CONNECT},
};

static bool is_host_byte(char c)
{
    return is_alphanumeric(c) || c == '.' || c == '-' || c == ':';
}

/* A word that is no host ("to establish ...") has neither dot nor colon. */
static sls_view host_before(const char *start, const char *end)
{
    const char *p = end;

    while (p > start && is_host_byte(p[-1]))
        p--;
    sls_view host = view_between(p, end);
    bool dotted = view_find_byte(host, '.') != NULL || view_find_byte(host, ':') != NULL;
    return dotted ? host : VIEW("");
}

static void read_sentence(sls_view line, sls_attempt *attempt)
{
    for (size_t i = 0; i < SLS_COUNT(sentences); i++) {
        const char *found = view_find(line, sentences[i].words);
        if (found == NULL)
            continue;
        attempt->relay = host_before(line.ptr, found);
        attempt->stage = sentences[i].stage;
        return;
    }
}

static sls_view without_slashes(sls_view text)
{
    while (view_ends(text, VIEW("/")))
        text.len--;
    return text;
}

/* What stands behind the last line's end. */
static sls_view last_line(sls_view text)
{
    const char *slash = text.len == 0 ? NULL : memrchr(text.ptr, '/', text.len);
    return slash == NULL ? text : view_between(slash + 1, view_end(text));
}

/* "/Giving_up_on_192.0.2.1./" and "/I'm_not_going_to_try_again;_.../" are qmail's. */
static sls_view without_consequences(sls_view text)
{
    text = without_slashes(text);
    for (int lines = 0; lines < 2; lines++) {
        sls_view last = last_line(text);
        if (last.len == text.len || (!view_starts(last, VIEW("Giving_up_on_")) &&
                                     !view_starts(last, VIEW("I'm_not_going_to_try"))))
            break;
        text = without_slashes(view_between(text.ptr, last.ptr));
    }
    return text;
}

/* A "/" that ended a line: a reply code or the end of a sentence is next to it.  Others
   belong to a path or an address of the web. */
static bool ends_line(sls_view text, size_t at)
{
    sls_view next = view_skip(text, at + 1);

    if (at > 0 && view_find_byte(VIEW(".,)"), text.ptr[at - 1]) != NULL)
        return true;
    return next.len > 3 && is_digit(next.ptr[0]) && is_digit(next.ptr[1]) &&
           is_digit(next.ptr[2]) && (next.ptr[3] == '-' || next.ptr[3] == '_');
}

/* The text as it was before logsafe(), in the room. */
static sls_view plain_text(struct reply_room *room, sls_view text)
{
    text = view_cut(text, sizeof(room->plain));
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        room->plain[i] = c == '_' || (c == '/' && ends_line(text, i)) ? ' ' : c;
    }
    return (sls_view){room->plain, text.len};
}

/* "(#5.1.2)" at the end of a sentence of qmail's own. */
static void read_dsn(sls_view text, sls_attempt *attempt)
{
    const char *mark = text.len == 0 ? NULL : memrchr(text.ptr, '#', text.len);

    if (mark != NULL)
        reply_enhanced(view_between(mark + 1, view_end(text)), attempt->dsn);
}

/* qmail-local counts what it did: "did_1+0+0". */
static bool is_local(sls_view sentence)
{
    return view_starts(sentence, VIEW("did_"));
}

static void read_report(struct reply_room *room, sls_view text, struct record *record)
{
    static const sls_view said = {"Remote_host_said:_", 18};
    sls_attempt *attempt = &record->attempt;
    const char *found = view_find(text, said);
    sls_view own =
        without_slashes(view_between(text.ptr, found == NULL ? view_end(text) : found));
    sls_view sentence = last_line(own);

    read_sentence(sentence, attempt);
    if (found != NULL) {
        record->explanation =
            plain_text(room, view_between(found + said.len, view_end(text)));
    } else {
        record->explanation = plain_text(room, own);
        read_dsn(own, attempt);
    }
    if (is_local(sentence))
        record->delivery = DELIVERY_LOCAL;
    else
        hop_decide(record, hop_is_loopback(VIEW(""), attempt->relay));
}

bool qmail_delivery(struct reply_room *room, sls_view rest, struct record *record)
{
    const struct outcome_word *word = outcome_of(view_take(&rest, ':'));

    if (word == NULL)
        return false;
    record->attempt.outcome = word->outcome;
    record->attempt.delay_ms = -1;
    read_report(room, without_consequences(view_trim(rest)), record);
    if (word->outcome == SLS_SENT)
        return true;
    uint32_t stage = record->attempt.stage;
    reply_read(room, record->explanation, &record->attempt);
    if (stage != SLS_STAGE_UNKNOWN)
        record->attempt.stage = stage;
    return true;
}
