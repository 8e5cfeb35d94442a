/*
 * report_email.c - the report as a mail: the text, and the same as simple HTML.
 *
 * Lines end in LF, as programs that send mail on this system want them.
 */
#include "write/report.h"

#include <stdlib.h>

#include "base/view.h"
#include "write/email_body.h"
#include "write/email_headers.h"
#include "write/mime.h"

/* Quoted-printable has no "=_", so no text can end a part. */
#define BOUNDARY "=_smtplogscan"

enum { TEXT_WIDTH = 76 };

struct part {
    char *bytes;
    size_t length;
};

static struct part made(const struct report *report,
                        void (*write)(const struct report *, FILE *))
{
    struct part part = {NULL, 0};
    FILE *file = open_memstream(&part.bytes, &part.length);

    if (file == NULL)
        return part;
    write(report, file);
    fclose(file);
    return part;
}

static void write_part(FILE *file, const char *type, struct part part)
{
    fprintf(file,
            "\n--" BOUNDARY "\n"
            "Content-Type: %s; charset=utf-8\n"
            "Content-Transfer-Encoding: quoted-printable\n\n",
            type);
    mime_body(file, (sls_view){part.bytes, part.length});
}

static void write_report(const struct report *report, FILE *file)
{
    struct report plain = *report;

    plain.width = TEXT_WIDTH;
    plain.color = false;
    plain.links = false;
    struct part text = made(&plain, report_text.write);
    struct part html = made(report, email_body);
    email_headers(file, report, (sls_view){text.bytes, text.length},
                  (sls_view){html.bytes, html.length});
    fputs("Content-Type: multipart/alternative; boundary=\"" BOUNDARY "\"\n", file);
    write_part(file, "text/plain", text);
    write_part(file, "text/html", html);
    fputs("\n--" BOUNDARY "--\n", file);
    free(text.bytes);
    free(html.bytes);
}

static const char *const endings[] = {".eml", NULL};

const struct report_format report_email = {
    .name = "email", .endings = endings, .write = write_report};
