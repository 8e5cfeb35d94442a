/*
 * email_headers.c - Date and Message-ID come from the log and the report, not from the
 * clock: the same input makes the same bytes.
 */
#include "write/email_headers.h"

#include <string.h>

#include "base/hash.h"
#include "base/say.h"
#include "base/view.h"
#include "queue/own.h"
#include "write/headline.h"
#include "write/mime.h"
#include "write/telling.h"
#include "write/telling_marks.h"

enum { HOST_BYTES = 64, SUBJECT_BYTES = 3 * HEADLINE_BYTES };

/* "mx1"; empty when the log has no host, or one that is no host's name. */
static void host_word(char word[HOST_BYTES], const struct summary *summary)
{
    sls_view host = summary->host_count > 0 ? summary->hosts[0] : VIEW("");

    *word = '\0';
    if (host.len >= HOST_BYTES || host.len == 0 ||
        (!is_letter(*host.ptr) && !is_digit(*host.ptr)))
        return;
    for (size_t i = 0; i < host.len; i++)
        if (!is_letter(host.ptr[i]) && !is_digit(host.ptr[i]) &&
            strchr(".-_", host.ptr[i]) == NULL)
            return;
    snprintf(word, HOST_BYTES, "%.*s", (int)host.len, host.ptr);
}

/* The worst cause that has the first of the marks; of none, the worst of all. */
static const struct summary_cause *foremost(const struct summary *summary, unsigned marks)
{
    unsigned first = marks & (~marks + 1);

    for (size_t i = 0; i < summary->cause_count; i++)
        if ((summary->causes[i].news & first) != 0)
            return &summary->causes[i];
    return &summary->causes[0];
}

/* "[mx1] NEW: 536 of 2,304 not accepted: SendGrid: From address is not a verified sender"
   "[mx1] 536 of 2,304 not accepted: SendGrid: From address is not a verified sender" */
static void subject(FILE *file, const struct report *report)
{
    const struct summary *summary = report->summary;
    unsigned news = telling_all_marks(summary);
    char host[HOST_BYTES], verdict[HEADLINE_BYTES], marks[TELLING_BYTES],
        title[TELLING_BYTES] = "", line[SUBJECT_BYTES];

    host_word(host, summary);
    headline_sentence(verdict, report);
    if (headline_refused(summary) > 0)
        telling_title(title, report, foremost(summary, news));
    telling_marks(marks, news);
    snprintf(line, sizeof(line), "%s%s%s%s%s%s%s%s%s", *host != '\0' ? "[" : "", host,
             *host != '\0' ? "] " : "",
             report_is_incomplete(report) ? say("INCOMPLETE: ") : "", marks,
             *marks != '\0' ? ": " : "", verdict, *title != '\0' ? ": " : "", title);
    mime_header(file, "Subject", view_of(line));
}

/* RFC 5322 section 3.3, in English whatever the report speaks.  A log without times has
   none: what sends the mail adds it. */
static void date(FILE *file, int64_t time, struct zone zone)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int32_t offset = zone_offset(zone, time);
    int32_t minutes = (offset < 0 ? -offset : offset) / MINUTE_SECONDS;
    struct civil c = clock_civil(time + offset);

    if (time == 0)
        return;
    fprintf(file, "Date: %s, %d %s %04d %02d:%02d:%02d %c%02d%02d\n", days[c.weekday],
            c.day, months[c.month - 1], c.year, c.hour, c.minute, c.second,
            offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* By it the next report knows this one (queue/own.h). */
static void message_id(FILE *file, sls_view text, sls_view html)
{
    fprintf(file, "Message-ID: <%016llx.%016llx@" OWN_DOMAIN ">\n",
            (unsigned long long)hash_view(text, 0),
            (unsigned long long)hash_view(html, 0));
}

/* Without From the mail system names its own user: a From address that is not the
   account's is what this program's reports are about. */
static void envelope(FILE *file, const struct mail_head *head)
{
    if (head->from != NULL)
        fprintf(file, "From: smtplogscan <%s>\n", head->from);
    for (size_t i = 0; i < head->to_count; i++)
        fprintf(file, "%s%s%s\n", i == 0 ? "To: " : " ", head->to[i],
                i + 1 < head->to_count ? "," : "");
}

void email_headers(FILE *file, const struct report *report, sls_view text, sls_view html)
{
    const struct summary *summary = report->summary;

    if (report->head != NULL)
        envelope(file, report->head);
    date(file, report->head != NULL ? report->head->sent : summary->last, summary->zone);
    subject(file, report);
    message_id(file, text, html);
    fputs("MIME-Version: 1.0\n"
          "Auto-Submitted: auto-generated\n" /* RFC 3834: no vacation answers it */
          "X-Auto-Response-Suppress: All\n", /* the same for Exchange */
          file);
}
