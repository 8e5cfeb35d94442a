/*
 * email_headers.c - Date and Message-ID come from the log and the report, not from the
 * clock: the same input makes the same bytes.
 */
#include "write/email_headers.h"

#include <string.h>

#include "base/hash.h"
#include "base/say.h"
#include "base/view.h"
#include "write/headline.h"
#include "write/mime.h"
#include "write/telling.h"

enum { HOST_BYTES = 64, SUBJECT_BYTES = 2 * HEADLINE_BYTES };

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

/* "[mx1] 536 of 2,304 not accepted: SendGrid: From address is not a verified sender" */
static void subject(FILE *file, const struct report *report)
{
    const struct summary *summary = report->summary;
    char host[HOST_BYTES], verdict[HEADLINE_BYTES], title[TELLING_BYTES] = "",
                                                    line[SUBJECT_BYTES];

    host_word(host, summary);
    headline_sentence(verdict, report);
    if (headline_refused(summary) > 0)
        telling_title(title, report, &summary->causes[0]);
    snprintf(line, sizeof(line), "%s%s%s%s%s%s%s", *host != '\0' ? "[" : "", host,
             *host != '\0' ? "] " : "",
             report_is_incomplete(report) ? say("INCOMPLETE: ") : "", verdict,
             *title != '\0' ? ": " : "", title);
    mime_header(file, "Subject", view_of(line));
}

/* RFC 5322 section 3.3, in English whatever the report speaks.  A log without times has
   none: what sends the mail adds it. */
static void date(FILE *file, const struct summary *summary)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int32_t offset = zone_offset(summary->zone, summary->last);
    int32_t minutes = (offset < 0 ? -offset : offset) / MINUTE_SECONDS;
    struct civil c = clock_civil(summary->last + offset);

    if (summary->last == 0)
        return;
    fprintf(file, "Date: %s, %d %s %04d %02d:%02d:%02d %c%02d%02d\n", days[c.weekday],
            c.day, months[c.month - 1], c.year, c.hour, c.minute, c.second,
            offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* The part after the "@" is a name of which nobody else makes ids. */
static void message_id(FILE *file, sls_view text, sls_view html)
{
    fprintf(file, "Message-ID: <%016llx.%016llx@smtplogscan.invalid>\n",
            (unsigned long long)hash_view(text, 0),
            (unsigned long long)hash_view(html, 0));
}

void email_headers(FILE *file, const struct report *report, sls_view text, sls_view html)
{
    date(file, report->summary);
    subject(file, report);
    message_id(file, text, html);
    fputs("MIME-Version: 1.0\n"
          "Auto-Submitted: auto-generated\n" /* RFC 3834: no vacation answers it */
          "X-Auto-Response-Suppress: All\n", /* the same for Exchange */
          file);
}
