/*
 * exim_error.c - reads Exim's sentence from left to right, up to what the server says.
 *
 * Nothing behind the sentence is looked at: there the other side chooses the words.
 */
#include "parse/exim_error.h"

#include "base/view.h"

struct form {
    sls_view before;
    sls_view after;  /* behind both, then the stage                    */
    bool names_host; /* "NAME [ADDRESS] " stands between the two       */
    bool replied;    /* ": " and the reply stand behind the stage      */
};

static const struct form forms[] = {
    {{"SMTP error from remote mail server after ", 41}, {"", 0}, false, true},
    {{"SMTP error from remote mailer after ", 36}, {"", 0}, false, true},
    {{"LMTP error after ", 17}, {"", 0}, false, true},
    {{"host ", 5}, {"SMTP error from remote mail server after ", 41}, true, true},
    {{"host ", 5}, {"SMTP error from remote mailer after ", 36}, true, true},
    {{"Remote host ", 12}, {"closed connection in response to ", 33}, true, false},
    {{"SMTP timeout while connected to ", 32}, {"after ", 6}, true, false},
    {{"Malformed SMTP reply from ", 26}, {"in response to ", 15}, true, false},
};

struct stage_word {
    sls_view word;
    enum sls_stage stage;
};

static const struct stage_word stages[] = {
    {{"RCPT TO", 7}, SLS_RCPT},
    {{"end of data", 11}, SLS_END_OF_DATA},
    {{"MAIL FROM", 9}, SLS_MAIL},
    {{"initial connection", 18}, SLS_CONNECT},
    {{"DATA", 4}, SLS_DATA},
    {{"BDAT", 4}, SLS_END_OF_DATA},
    {{"sending data block", 18}, SLS_END_OF_DATA},
    {{"STARTTLS", 8}, SLS_TLS},
    {{"AUTH", 4}, SLS_AUTH},
    {{"EHLO", 4}, SLS_CONNECT},
    {{"HELO", 4}, SLS_CONNECT},
    {{"LHLO", 4}, SLS_CONNECT},
};

/* "NAME [ADDRESS]" and one byte behind it, a blank or a colon. */
static bool take_host(sls_view *rest, sls_view *host)
{
    sls_view behind = *rest;

    *host = view_take(&behind, ' ');
    if (!view_starts(behind, VIEW("[")))
        return false;
    view_take(&behind, ']');
    if (behind.len == 0 || (*behind.ptr != ' ' && *behind.ptr != ':'))
        return false;
    *rest = view_skip(behind, 1);
    if (view_ends(*host, VIEW(".")))
        host->len--;
    return true;
}

/* The command and its argument, up to the colon behind it.  A blank in an address stands
   in quotes (RFC 5321 section 4.1.2), so ": " outside of them ends it. */
static void take_stage(sls_view *rest, uint32_t *stage)
{
    sls_view words = *rest;
    size_t n = 0;
    bool quoted = false;

    if (view_starts(words, VIEW("pipelined ")))
        words = view_skip(words, sizeof("pipelined ") - 1);
    *stage = SLS_STAGE_UNKNOWN;
    for (size_t i = 0; i < SLS_COUNT(stages) && *stage == SLS_STAGE_UNKNOWN; i++)
        if (view_starts(words, stages[i].word))
            *stage = stages[i].stage;
    for (; n < words.len; n++) {
        if (words.ptr[n] == '\\' && quoted)
            n++;
        else if (words.ptr[n] == '"' && (quoted || (n > 0 && words.ptr[n - 1] == '<')))
            quoted = !quoted;
        else if (words.ptr[n] == ':' && !quoted &&
                 (n + 1 == words.len || words.ptr[n + 1] == ' '))
            break;
    }
    *rest = view_skip(words, n + 1);
}

static bool begins(const struct form *form, sls_view *rest, sls_view *host)
{
    if (!view_starts(*rest, form->before))
        return false;
    *rest = view_skip(*rest, form->before.len);
    if (form->names_host && !take_host(rest, host))
        return false;
    if (!view_starts(*rest, form->after))
        return false;
    *rest = view_skip(*rest, form->after.len);
    return true;
}

/* "host H [address]: " in front of the reply: Exim up to 4.8x. */
static sls_view skip_host(sls_view reply, sls_view *host)
{
    sls_view name, rest = view_skip(reply, sizeof("host ") - 1);

    if (!view_starts(reply, VIEW("host ")) || !take_host(&rest, &name))
        return reply;
    *host = name;
    return rest;
}

bool exim_error_read(sls_view text, struct exim_error *error)
{
    for (size_t i = 0; i < SLS_COUNT(forms); i++) {
        sls_view rest = text;
        *error = (struct exim_error){.stage = SLS_STAGE_UNKNOWN};
        if (!begins(&forms[i], &rest, &error->host))
            continue;
        take_stage(&rest, &error->stage);
        if (forms[i].replied)
            error->reply = view_trim(skip_host(view_trim(rest), &error->host));
        return true;
    }
    return false;
}
