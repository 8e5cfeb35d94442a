/*
 * login.c - compares address and login; reads them out of replies.
 */
#include "rules/login.h"

#include "base/view.h"
#include "parse/address.h"

const char *login_match_word(enum login_match match)
{
    static const char *const words[] = {[LOGIN_UNKNOWN] = "unknown",
                                        [LOGIN_SAME] = "same",
                                        [LOGIN_ALIAS] = "alias",
                                        [LOGIN_DIFFERS] = "differs"};
    return words[match];
}

static sls_view local_part(sls_view address)
{
    const char *at = address.len == 0 ? NULL : memrchr(address.ptr, '@', address.len);
    return at == NULL ? address : view_between(address.ptr, at);
}

static bool is_gmail(sls_view domain)
{
    return view_equal_nocase(domain, VIEW("gmail.com")) ||
           view_equal_nocase(domain, VIEW("googlemail.com"));
}

/* The next letter of a mailbox's name; '\0' at its end.  A dot alone may be passed over.
 */
static char next_letter(sls_view *name, bool dots_count)
{
    while (!dots_count && name->len > 0 && *name->ptr == '.')
        *name = view_skip(*name, 1);
    if (name->len == 0)
        return '\0';
    char letter = to_lower(*name->ptr);
    *name = view_skip(*name, 1);
    return letter;
}

/* One mailbox, written in two ways: "user+tag@", and at Gmail "u.ser@googlemail.com"
   (https://support.google.com/mail/answer/7436150). */
static bool is_same_mailbox(sls_view address, sls_view login)
{
    sls_view domain = address_domain(address), login_domain = address_domain(login);
    bool gmail = is_gmail(domain) && is_gmail(login_domain);

    if (!gmail && !view_equal_nocase(domain, login_domain))
        return false;
    sls_view name = local_part(address), login_name = local_part(login);
    name = view_take(&name, '+');
    login_name = view_take(&login_name, '+');
    for (;;) {
        char letter = next_letter(&name, !gmail);
        if (letter != next_letter(&login_name, !gmail))
            return false;
        if (letter == '\0')
            return true;
    }
}

enum login_match login_compare(sls_view address, sls_view login)
{
    if (address.len == 0 || login.len == 0)
        return LOGIN_UNKNOWN;
    if (view_equal_nocase(address, login))
        return LOGIN_SAME;
    if (view_find_byte(address, '@') == NULL)
        return LOGIN_UNKNOWN; /* msmtp's "default", a user of this host */
    if (view_find_byte(login, '@') == NULL)
        return view_equal_nocase(local_part(address), login) ? LOGIN_SAME : LOGIN_UNKNOWN;
    return is_same_mailbox(address, login) ? LOGIN_ALIAS : LOGIN_DIFFERS;
}

/* The word that begins the text, without the signs around it. */
static sls_view first_word(sls_view text)
{
    size_t n = 0;

    while (text.len > 0 && (*text.ptr == '<' || *text.ptr == '\'' || *text.ptr == '"'))
        text = view_skip(text, 1);
    while (n < text.len && (unsigned char)text.ptr[n] > ' ' && text.ptr[n] != '>' &&
           text.ptr[n] != ';' && text.ptr[n] != ',' && text.ptr[n] != '\'' &&
           text.ptr[n] != '"')
        n++;
    while (n > 0 && (text.ptr[n - 1] == '.' || text.ptr[n - 1] == ':'))
        n--;
    return view_cut(text, n);
}

static sls_view word_after(sls_view text, sls_view mark)
{
    const char *found = view_find(text, mark);

    if (found == NULL)
        return (sls_view){"", 0};
    return first_word(view_between(found + mark.len, view_end(text)));
}

/* Only what has an @ with something before and behind it names anybody. */
static sls_view address_after(sls_view text, sls_view mark)
{
    sls_view word = word_after(text, mark);
    const char *at = view_find_byte(word, '@');
    bool whole = at != NULL && at > word.ptr && at + 1 < view_end(word);
    return whole ? word : (sls_view){"", 0};
}

/* "SendAsDenied; A not allowed to send as B" (Microsoft 365). */
static const sls_view send_as_denied = {"SendAsDenied; ", 14};

struct login_told login_told_by(sls_view text)
{
    struct login_told told = {{"", 0}, {"", 0}};

    if (view_find(text, send_as_denied) != NULL) {
        told.login = address_after(text, send_as_denied);
        told.address = address_after(text, VIEW(" not allowed to send as "));
    } else if (view_find(text, VIEW("Relaying disallowed as ")) != NULL) { /* Zoho */
        told.address = address_after(text, VIEW("Relaying disallowed as "));
    } else { /* Postfix: "<A>: Sender address rejected: not owned by user B" */
        told.login = word_after(text, VIEW(" not owned by user "));
    }
    return told;
}

/* RFC 6409 section 3.1, RFC 8314 section 3.3, and what several providers offer beside. */
static bool is_submission_port(uint16_t port)
{
    return port == 587 || port == 465 || port == 2525 || port == 2587 || port == 2465;
}

/* "smtp", "smtp-relay", "smtppro", "email-smtp"; but "smtpin" takes in from everybody. */
bool login_is_asked(sls_view relay, uint16_t port)
{
    sls_view rest = relay;
    sls_view label = view_take(&rest, '.');

    if (is_submission_port(port))
        return true;
    if (view_starts(label, VIEW("smtpin")) || view_starts(label, VIEW("smtp-in")))
        return false;
    return view_starts(label, VIEW("smtp")) || view_starts(label, VIEW("email-smtp"));
}
