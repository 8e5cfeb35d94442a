/*
 * trace.c - reads the inputs until no further key of the messages is found, then tells.
 *
 * The first pass finds out which messages they are, the second follows them from their
 * first line; a hop, a notice or an export whose ids show themselves late take a further
 * one.  Nothing but keys is kept of what does not belong to them.
 */
#include "app/trace.h"

#include <stdio.h>

#include "app/message.h"
#include "app/passes.h"
#include "app/run.h"
#include "app/screen.h"
#include "app/trace_find.h"
#include "app/trace_story.h"
#include "app/trace_subject.h"
#include "app/trace_tell.h"
#include "app/unread.h"
#include "base/number.h"
#include "base/say.h"
#include "base/view.h"

/* Four to find all keys, and one to keep less when too much was kept. */
enum { KEY_PASSES = 4, STORIES_MOST = 200, HOSTS_SHOWN = 5 };

static bool is_done(struct finder *finder, const struct passes *passes, int pass)
{
    bool grew = sought_grew(&finder->sought, finder->has_events) || passes->wrong_year;

    if (grew && pass < KEY_PASSES)
        return false;
    if (!finder->store.full || finder->sieving || grew)
        return true;
    finder_sieve(finder);
    return false;
}

static void read_all(struct finder *finder, struct passes *passes)
{
    int pass = 0;

    do {
        finder_begin_pass(finder);
        passes_read(passes, finder_take, finder);
        finder_end_pass(finder);
    } while (!is_done(finder, passes, ++pass));
}

static void tell_more(struct page *page, uint64_t more)
{
    char number[GROUPED_BYTES];

    if (more == 0)
        return;
    page_end(page);
    page_format(
        page,
        say_many("(+%s more message; --since and --until, or an id, ask for less)",
                 "(+%s more messages; --since and --until, or an id, ask for less)",
                 more),
        number_grouped(number, more));
    page_end(page);
}

static int tell(const struct telling *telling)
{
    struct stories stories;

    stories_open(&stories, telling->finder);
    for (size_t i = 0; i < stories.count && i < STORIES_MOST; i++) {
        if (i > 0)
            page_end(telling->page);
        tell_story(telling, &stories.list[i]);
    }
    if (stories.count > STORIES_MOST)
        stories.more += stories.count - STORIES_MOST;
    tell_more(telling->page, stories.more);
    int status = stories.count > 0 ? EXIT_OK : EXIT_NOT_FOUND;
    stories_close(&stories);
    return status;
}

/* "mx1, mx2" */
static void hosts_words(char *words, size_t room, const struct intern *hosts)
{
    size_t used = 0, known = 0;

    words[0] = '\0';
    for (uint32_t i = INTERN_OTHER + 1; i < hosts->count && used < room; i++) {
        sls_view host = intern_view(hosts, i);
        if (host.len == 0 || known++ >= HOSTS_SHOWN)
            continue;
        used +=
            (size_t)snprintf(words + used, room - used, "%s%.*s", known == 1 ? "" : ", ",
                             (int)(host.len < 64 ? host.len : 64), host.ptr);
    }
    if (known > HOSTS_SHOWN && used < room)
        snprintf(words + used, room - used, ", ...");
}

/* What was searched, so that a person sees whether it was the right log. */
static void tell_nothing(const struct finder *finder, const struct passes *passes)
{
    char first[RFC3339_BYTES], last[RFC3339_BYTES], hosts[512], number[GROUPED_BYTES];
    struct why why;

    hosts_words(hosts, sizeof(hosts), &finder->hosts);
    clock_rfc3339(first, finder->first, passes->zone);
    clock_rfc3339(last, finder->last, passes->zone);
    fail(&why,
         finder->lines == 1 ? SAID("no message of \"%.*s\" in %s mail log line")
                            : SAID("no message of \"%.*s\" in %s mail log lines"),
         (int)(finder->subject.len < 300 ? finder->subject.len : 300),
         finder->subject.ptr, number_grouped(number, finder->lines));
    if (*hosts != '\0')
        fail_more(&why, " of %s", hosts);
    if (finder->first != 0)
        fail_more(&why, " from %s to %s", first, last);
    if (finder->lines == 0 && !selection_is_all(&passes->selection))
        fail_remedy(&why, "a wider window (--since, --until), and every --host");
    message_print(&why);
}

static int find_and_tell(struct finder *finder, struct passes *passes,
                         const struct book *book, size_t refused, struct guard *guard)
{
    struct page page = {.file = stdout,
                        .width = screen_width(passes->options),
                        .color = screen_wants_color(passes->options, "-"),
                        .ascii = passes->options->ascii,
                        .korean = passes->options->language == LANGUAGE_KOREAN};

    read_all(finder, passes);
    guard_speak(guard);
    int unread = unread_tell(passes, refused);
    if (unread == EXIT_NO_REPORT || unread == EXIT_NO_MAIL_LOG)
        return unread;
    int status = tell(&(struct telling){
        .page = &page, .passes = passes, .finder = finder, .book = book});
    if (status == EXIT_NOT_FOUND)
        tell_nothing(finder, passes);
    return unread == EXIT_OK ? status : unread;
}

static bool check_subject(const char *argument, sls_view *subject, struct why *why)
{
    if (subject_read(argument, subject))
        return true;
    return fail(why, "--trace: an address, a queue id or a Message-ID is missing");
}

int trace(const struct options *options, const struct book *book, size_t refused,
          struct guard *guard, int64_t now)
{
    struct passes passes = {.options = options};
    struct finder finder;
    sls_view subject;
    struct why why;
    int status = EXIT_NO_REPORT;

    if (screen_is_all("trace", options, &why) &&
        check_subject(options->subject, &subject, &why) &&
        passes_open(&passes, options, book, NULL, now, &why) &&
        passes_check_repeat(&passes, "trace", &why)) {
        finder_open(&finder, subject, book, &passes.selection);
        status = find_and_tell(&finder, &passes, book, refused, guard);
        finder_close(&finder);
    } else {
        message_print(&why);
    }
    passes_close(&passes);
    return status;
}
