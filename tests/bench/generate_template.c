/*
 * generate_template.c - the names that a template may use, and who writes them.
 */
#include "generate_template.h"

#include <stdlib.h>

static void put_recipient(struct out *out, const struct facts *facts)
{
    put(out, facts->recipient);
}

static void put_sender(struct out *out, const struct facts *facts)
{
    put(out, facts->sender);
}

static void put_recipient_domain(struct out *out, const struct facts *facts)
{
    put(out, address_domain(facts->recipient));
}

static void put_sender_domain(struct out *out, const struct facts *facts)
{
    put(out, address_domain(facts->sender));
}

static void put_next_id(struct out *out, const struct facts *facts)
{
    put(out, facts->next_id);
}

static void put_words(struct out *out, const struct facts *facts)
{
    put(out, facts->words);
}

static void put_machine(struct out *out, const struct facts *facts)
{
    put(out, facts->machine);
}

static void put_login(struct out *out, const struct facts *facts)
{
    put(out, facts->login);
}

static void put_client_name(struct out *out, const struct facts *facts)
{
    put(out, facts->client);
}

static void put_port(struct out *out, const struct facts *facts)
{
    put(out, facts->relay->port);
}

static void put_me(struct out *out, const struct facts *facts)
{
    (void)facts;
    put(out, "192.0.2.25");
}

static void put_epoch(struct out *out, const struct facts *facts)
{
    put_number(out, (uint64_t)facts->second);
}

static void put_zulu(struct out *out, const struct facts *facts)
{
    struct civil_time t = civil_of(facts->second);

    put_digits(out, (uint64_t)t.year, 4);
    put_byte(out, '-');
    put_digits(out, t.month, 2);
    put_byte(out, '-');
    put_digits(out, t.day, 2);
    put_byte(out, 'T');
    put_digits(out, t.hour, 2);
    put_byte(out, ':');
    put_digits(out, t.minute, 2);
    put_byte(out, ':');
    put_digits(out, t.second, 2);
    put_byte(out, '.');
    put_digits(out, dice_below(facts->dice, 1000), 3);
    put_byte(out, 'Z');
}

/* Google's session id: "sm" when mail is submitted, "si" when it comes in by MX. */
static void put_google_id(struct out *out, const struct facts *facts)
{
    bool submitted = facts->relay->port && strcmp(facts->relay->port, "25") != 0;

    put_hex(out, dice_bits(facts->common), 13, false);
    put_byte(out, '-');
    put_hex(out, dice_bits(facts->dice), 5, false);
    put_hex(out, dice_bits(facts->common), 6, false);
    put(out, submitted ? "sm" : "si");
    put_number(out, 1 + dice_below(facts->common, 900));
    put_digits(out, dice_bits(facts->common) >> 8, 5);
    put_hex(out, dice_bits(facts->common), 3, false);
    put_byte(out, '.');
    put_number(out, dice_below(facts->common, 100));
    put(out, " - gsmtp");
}

/* 22 characters of the URL-safe base 64. */
static void put_sendgrid_id(struct out *out, const struct facts *facts)
{
    static const char set[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uint64_t bits = dice_bits(facts->dice);

    for (unsigned i = 0; i < 22; i++, bits >>= 6) {
        if (i == 4 || i == 13)
            bits = dice_bits(facts->common);
        put_byte(out, set[bits & 63]);
    }
}

static void put_short_id(struct out *out, const struct facts *facts)
{
    put_hex(out, dice_bits(facts->dice), 5, true);
    put_hex(out, dice_bits(facts->common), 6, true);
}

static void put_size(struct out *out, const struct facts *facts)
{
    put_number(out, 2000 + dice_below(facts->common, 60000));
}

static void put_some_hex(struct out *out, const struct facts *facts, unsigned width)
{
    put_hex(out, dice_bits(facts->common), width, false);
}

static void put_some_upper_hex(struct out *out, const struct facts *facts, unsigned width)
{
    put_hex(out, dice_bits(facts->common), width, true);
}

static void put_some_digits(struct out *out, const struct facts *facts, unsigned width)
{
    put_digits(out, dice_bits(facts->common) >> 8, width);
}

static const struct name {
    const char *name;
    void (*put)(struct out *out, const struct facts *facts);
    void (*put_wide)(struct out *out, const struct facts *facts, unsigned width);
} names[] = {
    {"address", put_address, NULL},
    {"client", put_client_name, NULL},
    {"domain", put_sender_domain, NULL},
    {"epoch", put_epoch, NULL},
    {"gid", put_google_id, NULL},
    {"hex", NULL, put_some_hex},
    {"HEX", NULL, put_some_upper_hex},
    {"host", put_host, NULL},
    {"id", put_short_id, NULL},
    {"kb", put_size, NULL},
    {"login", put_login, NULL},
    {"machine", put_machine, NULL},
    {"me", put_me, NULL},
    {"next", put_next_id, NULL},
    {"num", NULL, put_some_digits},
    {"port", put_port, NULL},
    {"rcpt", put_recipient, NULL},
    {"rcpt_domain", put_recipient_domain, NULL},
    {"relay", put_place, NULL},
    {"sender", put_sender, NULL},
    {"sg", put_sendgrid_id, NULL},
    {"words", put_words, NULL},
    {"zulu", put_zulu, NULL},
};

static const struct name *name_find(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strncmp(names[i].name, text, length) == 0 && !names[i].name[length])
            return &names[i];
    return NULL;
}

/* "hex12" is the name "hex" with a width. */
static void put_name(struct out *out, const char *text, size_t length,
                     const struct facts *facts)
{
    unsigned width = 0;
    size_t letters = length;
    const struct name *name;

    while (letters && text[letters - 1] >= '0' && text[letters - 1] <= '9')
        letters--;
    for (size_t i = letters; i < length; i++)
        width = width * 10 + (unsigned)(text[i] - '0');
    name = name_find(text, letters);
    if (!name)
        abort();
    if (name->put)
        name->put(out, facts);
    else
        name->put_wide(out, facts, width);
}

void put_template(struct out *out, const char *text, const struct facts *facts)
{
    for (;;) {
        const char *open = strchr(text, '{');
        const char *close = open ? strchr(open, '}') : NULL;

        if (!close) {
            put(out, text);
            return;
        }
        put_bytes(out, text, (size_t)(open - text));
        put_name(out, open + 1, (size_t)(close - open - 1), facts);
        text = close + 1;
    }
}
