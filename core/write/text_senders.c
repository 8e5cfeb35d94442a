/*
 * text_senders.c - a line for each sender: the address, the login, what became of it.
 */
#include "write/text_senders.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "rules/wording.h"

enum { SENDERS_SHOWN = 5, LINE_BYTES = 1024, COUNTS_BYTES = 128 };

typedef bool sender_is(const struct summary_sender *sender);

static bool differs(const struct summary_sender *sender)
{
    return sender->match == LOGIN_DIFFERS;
}

static bool is_foreign(const struct summary_sender *sender)
{
    return sender->freemail_foreign && !differs(sender);
}

static void names(char line[LINE_BYTES], const struct summary *summary,
                  const struct summary_sender *sender)
{
    const char *provider = wording_provider(summary->tally->book, sender->provider);
    sls_view address = sender_shown(sender);

    if (sender->login.len > 0)
        snprintf(line, LINE_BYTES, say("%.*s through %s, login %.*s"), (int)address.len,
                 address.ptr, provider, (int)sender->login.len, sender->login.ptr);
    else
        snprintf(line, LINE_BYTES, say("%.*s through %s"), (int)address.len, address.ptr,
                 provider);
}

/* "2 accepted, 1 failed": what there is none of is left out. */
static void counts(char text[COUNTS_BYTES], const struct summary_sender *sender)
{
    const struct {
        uint64_t count;
        const char *words;
    } parts[] = {{sender->accepted, say("%s accepted")},
                 {sender->delayed, say("%s delayed")},
                 {sender->failed, say("%s failed")}};
    char number[GROUPED_BYTES], *next = text;

    text[0] = '\0';
    for (size_t i = 0; i < SLS_COUNT(parts); i++) {
        if (parts[i].count == 0)
            continue;
        if (next > text)
            next = stpcpy(next, ", ");
        next += snprintf(next, COUNTS_BYTES / SLS_COUNT(parts) - 2, parts[i].words,
                         number_grouped(number, parts[i].count));
    }
}

static void sender_line(struct page *page, const struct summary *summary,
                        const struct summary_sender *sender)
{
    char line[LINE_BYTES], right[COUNTS_BYTES];

    names(line, summary, sender);
    counts(right, sender);
    page_to(page, 2);
    if (page->column + page_columns(page, view_of(line)) > page->width)
        page_wrap(page, 4, view_of(line), 0);
    else
        page_string(page, line);
    page_to_right(page, page_columns(page, view_of(right)));
    page_string(page, right);
    page_end(page);
}

static void heading(struct page *page, const char *words)
{
    page_end(page);
    page_style(page, STYLE_HEADING);
    page_string(page, words);
    page_style(page, STYLE_PLAIN);
    page_end(page);
}

/* Under a heading, the first of those that `is` holds for; false: there are none. */
static bool list(struct page *page, const struct summary *summary, const char *words,
                 sender_is *is)
{
    size_t found = 0;

    for (size_t i = 0; i < summary->sender_count; i++) {
        if (!is(&summary->senders[i]))
            continue;
        if (found++ == 0)
            heading(page, words);
        if (found <= SENDERS_SHOWN)
            sender_line(page, summary, &summary->senders[i]);
    }
    if (found > SENDERS_SHOWN) {
        page_format(page, say("  (+%zu more, all in -f json)"), found - SENDERS_SHOWN);
        page_end(page);
    }
    return found > 0;
}

static void note(struct page *page, const char *sentence)
{
    page_string(page, "  ");
    page_wrap(page, 2, view_of(sentence), 0);
}

void text_senders(struct page *page, const struct summary *summary)
{
    if (list(page, summary, say("SENDERS THAT DO NOT MATCH THE LOGIN"), differs))
        note(page, say("Send as the login's own address, or set the sender up at the "
                       "provider as an alias of the login (--explain PROVIDER)."));
    if (list(page, summary, say("FREE MAIL ADDRESSES THAT THE PROVIDER CANNOT SEND FOR"),
             is_foreign))
        note(page, say("Send from an address of your own domain: recipients' servers "
                       "distrust free mail that does not come from the free mail "
                       "provider itself."));
}
