/*
 * markup_test.c - elements close in their order, and no text or value gets out of its
 * place.
 */
#include "write/markup.h"

#include <stdlib.h>

#include <criterion/criterion.h>

#include "base/view.h"

static struct markup opened(char **bytes, size_t *length)
{
    return (struct markup){.file = open_memstream(bytes, length)};
}

static void expect_closed(struct markup *markup, char **bytes, const char *want)
{
    fclose(markup->file);
    cr_expect_str_eq(*bytes, want);
    cr_expect_eq(markup->depth, 0);
    free(*bytes);
}

Test(markup, elements_close_in_their_order)
{
    char *bytes = NULL;
    size_t length = 0;
    struct markup markup = opened(&bytes, &length);

    markup_class(&markup, "p", "cut");
    markup_string(&markup, "a ");
    markup_element(&markup, "b", NULL, "1 < 2");
    markup_number(&markup, 1234);
    markup_close(&markup);
    expect_closed(&markup, &bytes, "<p class=\"cut\">a <b>1 &lt; 2</b>1,234</p>");
}

Test(markup, only_void_elements_close_themselves)
{
    char *bytes = NULL;
    size_t length = 0;
    struct markup markup = opened(&bytes, &length);

    markup_open(&markup, "br");
    markup_close(&markup);
    markup_open(&markup, "i");
    markup_close(&markup);
    markup_element(&markup, "b", NULL, "");
    markup_open(&markup, "path");
    markup_attribute_number(&markup, "x", 7);
    markup_close(&markup);
    expect_closed(&markup, &bytes, "<br/><i></i><b></b><path x=\"7\"/>");
}

static const struct {
    const char *name, *text, *want;
} texts[] = {
    {"markup", "<b a='1'>&amp;\"</b>",
     "&lt;b a=&#39;1&#39;&gt;&amp;amp;&quot;&lt;/b&gt;"},
    {"controls", "\x1b[1m\r\n\t\x7f", "\\x1b[1m\\x0d\\x0a\\x09\\x7f"},
    {"override", "\xe2\x80\xae", "\\u{202e}"},
    {"not UTF-8", "\xff\xc0\xbc", "\\xff\\xc0\\xbc"},
    {"Korean", "메일", "메일"},
    {"nothing", "", ""},
};

Test(markup, texts_and_values)
{
    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        char *bytes = NULL, want[256];
        size_t length = 0;
        struct markup markup = opened(&bytes, &length);
        markup_open(&markup, "q");
        markup_attribute(&markup, "title", texts[i].text);
        markup_string(&markup, texts[i].text);
        markup_close(&markup);
        snprintf(want, sizeof(want), "<q title=\"%s\">%s</q>", texts[i].want,
                 texts[i].want);
        expect_closed(&markup, &bytes, want);
    }
}

static const struct {
    const char *address, *want;
} links[] = {
    {"https://a.example/?x=1&y=2",
     "<a href=\"https://a.example/?x=1&amp;y=2\">https://a.example/?x=1&amp;y=2</a>"},
    {"https://a.example/\" onclick=\"x",
     "<a href=\"https://a.example/&quot; onclick=&quot;x\">https://a.example/&quot; "
     "onclick=&quot;x</a>"},
    {"http://a.example/", "http://a.example/"},
    {"javascript:alert(1)", "javascript:alert(1)"},
    {"//a.example/", "//a.example/"},
    {" https://a.example/", " https://a.example/"},
};

Test(markup, only_https_is_followed)
{
    for (size_t i = 0; i < SLS_COUNT(links); i++) {
        char *bytes = NULL;
        size_t length = 0;
        struct markup markup = opened(&bytes, &length);
        markup_link(&markup, view_of(links[i].address));
        expect_closed(&markup, &bytes, links[i].want);
    }
}

static const struct {
    const char *text;
    size_t bytes;
    const char *want;
} cuts[] = {
    {"reply", 5, "reply"},   {"reply", 4, "repl ..."},
    {"메일", 6, "메일"},     {"메일", 5, "메 ..."},
    {"메일", 4, "메 ..."},   {"메일", 3, "메 ..."},
    {"메일", 2, " ..."},     {"", 0, ""},
    {"\x80\x80", 1, " ..."},
};

Test(markup, cut_between_characters)
{
    for (size_t i = 0; i < SLS_COUNT(cuts); i++) {
        char *bytes = NULL;
        size_t length = 0;
        struct markup markup = opened(&bytes, &length);
        markup_cut(&markup, view_of(cuts[i].text), cuts[i].bytes);
        expect_closed(&markup, &bytes, cuts[i].want);
    }
}
