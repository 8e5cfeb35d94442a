/*
 * html_page.c - one file that asks for nothing: the policy forbids all but its own style.
 */
#include "write/html_page.h"

#include "base/say.h"
#include "base/view.h"
#include "write/headline.h"
#include "write/html_style.h"

const char *html_language(const struct report *report)
{
    return report->language == LANGUAGE_KOREAN ? "ko" : "en";
}

static void meta(struct markup *markup, const char *key, const char *name,
                 const char *content)
{
    markup_open(markup, "meta");
    markup_attribute(markup, key, name);
    markup_attribute(markup, "content", content);
    markup_close(markup);
}

void html_title(struct markup *markup, const struct report *report)
{
    char verdict[HEADLINE_BYTES];

    headline_sentence(verdict, report);
    markup_open(markup, "title");
    if (report->summary->host_count > 0) {
        markup_text(markup, report->summary->hosts[0]);
        markup_string(markup, ": ");
    }
    markup_string(markup, verdict);
    markup_close(markup);
}

/* The style is the program's own and stands as it is; it holds none of "<", ">" and "&",
   which a test looks after, so that it reads the same as HTML and as XML. */
static void head(struct markup *markup, const struct report *report)
{
    char policy[256];

    snprintf(policy, sizeof(policy),
             "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
             "form-action 'none'",
             html_style_sha256);
    markup_open(markup, "head");
    markup_open(markup, "meta");
    markup_attribute(markup, "charset", "utf-8");
    markup_close(markup);
    meta(markup, "http-equiv", "Content-Security-Policy", policy);
    meta(markup, "name", "viewport", "width=device-width, initial-scale=1");
    meta(markup, "name", "color-scheme", "light dark");
    meta(markup, "name", "referrer", "no-referrer");
    meta(markup, "name", "format-detection", "telephone=no, email=no");
    html_title(markup, report);
    markup_open(markup, "style");
    markup_string(markup, "");
    fwrite(html_style, 1, html_style_bytes, markup->file);
    markup_close(markup);
    markup_close(markup);
}

void html_page_begin(struct markup *markup, const struct report *report)
{
    fputs("<!DOCTYPE html>\n", markup->file);
    markup_open(markup, "html");
    markup_attribute(markup, "lang", html_language(report));
    markup_attribute(markup, "xmlns", "http://www.w3.org/1999/xhtml");
    head(markup, report);
    markup_open(markup, "body");
}

void html_page_end(struct markup *markup, const struct report *report)
{
    markup_open(markup, "footer");
    markup_format(markup, "smtplogscan %s", report->program_version);
    markup_close(markup);
    markup_close(markup);
    markup_close(markup);
    fputc('\n', markup->file);
}

void html_section(struct markup *markup, const char *anchor, const char *heading)
{
    markup_open(markup, "section");
    markup_attribute(markup, "id", anchor);
    markup_element(markup, "h2", NULL, heading);
}
