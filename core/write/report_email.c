/*
 * report_email.c - the report as a mail: the text, and the same as simple HTML.
 *
 * Lines end in LF, as programs that send mail on this system want them.
 */
#include "write/report.h"

#include "base/draft.h"
#include "base/view.h"
#include "write/email_body.h"
#include "write/email_headers.h"
#include "write/mime.h"

/* Quoted-printable has no "=_", so no text can end a part. */
#define BOUNDARY "=_smtplogscan"

enum { TEXT_WIDTH = 76 };

static sls_view made(struct draft *part, const struct report *report,
                     void (*write)(const struct report *, FILE *))
{
    draft_open(part);
    write(report, part->file);
    return draft_text(part);
}

static void write_part(FILE *file, const char *type, sls_view text)
{
    fprintf(file,
            "\n--" BOUNDARY "\n"
            "Content-Type: %s; charset=utf-8\n"
            "Content-Transfer-Encoding: quoted-printable\n\n",
            type);
    mime_body(file, text);
}

static void write_report(const struct report *report, FILE *file)
{
    struct report plain = *report;
    struct draft text_part, html_part;

    plain.width = TEXT_WIDTH;
    plain.color = false;
    plain.links = false;
    sls_view text = made(&text_part, &plain, report_text.write);
    sls_view html = made(&html_part, report, email_body);
    email_headers(file, report, text, html);
    fputs("Content-Type: multipart/alternative; boundary=\"" BOUNDARY "\"\n", file);
    write_part(file, "text/plain", text);
    write_part(file, "text/html", html);
    fputs("\n--" BOUNDARY "--\n", file);
    draft_close(&text_part);
    draft_close(&html_part);
}

static const char *const endings[] = {".eml", NULL};

const struct report_format report_email = {
    .name = "email", .endings = endings, .write = write_report};
