/*
 * stage.c - a table of words in the order in which they count, the most telling first.
 */
#include "parse/stage.h"

#include "base/view.h"

struct stage_words {
    sls_view words;
    enum sls_stage stage;
};

/* Behind "in reply to " and "while " in Postfix's explanations (smtp_proto.c's states).
 */
static const struct stage_words stages[] = {
    {{"end of DATA", 11}, SLS_END_OF_DATA},
    {{"end of data", 11}, SLS_END_OF_DATA},
    {{"sending message body", 20}, SLS_END_OF_DATA},
    {{"initial server greeting", 23}, SLS_CONNECT},
    {{"performing the EHLO", 19}, SLS_CONNECT},
    {{"performing the HELO", 19}, SLS_CONNECT},
    {{"performing the initial protocol", 31}, SLS_CONNECT},
    {{"refused to talk to me", 21}, SLS_CONNECT},
    {{"connect to ", 11}, SLS_CONNECT},
    {{"STARTTLS", 8}, SLS_TLS},
    {{"TLS", 3}, SLS_TLS},
    {{"AUTH command", 12}, SLS_AUTH},
    {{"SASL authentication failed", 26}, SLS_AUTH},
    {{"MAIL FROM", 9}, SLS_MAIL},
    {{"RCPT TO", 7}, SLS_RCPT},
    {{"DATA command", 12}, SLS_DATA},
    {{"EHLO", 4}, SLS_CONNECT},
    {{"HELO", 4}, SLS_CONNECT},
};

/* Which bytes a text holds: most words are ruled out by one that is missing. */
struct holding {
    bool byte[256];
};

static struct holding holding_of(sls_view text)
{
    struct holding holding = {{false}};

    for (size_t i = 0; i < text.len; i++)
        holding.byte[(unsigned char)text.ptr[i]] = true;
    return holding;
}

static bool may_hold(const struct holding *holding, sls_view words)
{
    for (size_t i = words.len; i > 0; i--)
        if (!holding->byte[(unsigned char)words.ptr[i - 1]])
            return false;
    return true;
}

uint32_t stage_of(sls_view words)
{
    struct holding holding = holding_of(words);

    for (size_t i = 0; i < SLS_COUNT(stages); i++)
        if (may_hold(&holding, stages[i].words) &&
            view_find(words, stages[i].words) != NULL)
            return stages[i].stage;
    return SLS_STAGE_UNKNOWN;
}

uint32_t stage_at(sls_view words)
{
    for (size_t i = 0; i < SLS_COUNT(stages); i++)
        if (view_starts(words, stages[i].words))
            return stages[i].stage;
    return stage_of(words);
}
