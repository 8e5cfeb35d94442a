/*
 * The header of plugin ABI 1.0, as it was.  This copy never changes: plugins that were
 * built with it must load and work with every program of ABI 1 (tests/plugins/frozen.c),
 * and tests/structure/abi.cmake holds the header of today to it.
 */
/*
 * smtplogscan/plugin.h - the one header a provider plugin needs.
 *
 * A plugin is one shared object that exports one constant, `smtplogscan_plugin`: a table
 * of rules that say what a provider's reply means and what its sender should do.
 *
 * Three rules hold everywhere below.
 *   Absent is zero.    A field left out of an initializer means "none" or "any".
 *   Borrow, don't own. What the host passes in is valid until the call returns.
 *                      What a plugin points to lives as long as the plugin.
 *   Pure functions.    Callbacks may run on several threads at once.  They keep no
 *                      state, allocate nothing and perform no I/O.
 *
 * The layout holds only fixed-width integers, pointers and sizes.  Structures grow at
 * their end, with SLS_ABI_MINOR; the sizes at the front of sls_plugin tell the host
 * which fields a plugin was built with.
 */
#ifndef SMTPLOGSCAN_PLUGIN_H
#define SMTPLOGSCAN_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SLS_ABI_MAJOR 1
#define SLS_ABI_MINOR 0
#define SLS_MAGIC     0x50534C53u /* "SLSP" in little-endian byte order */

#if defined(__GNUC__)
#define SLS_EXPORT __attribute__((visibility("default")))
#else
#define SLS_EXPORT
#endif

/* Bytes that belong to someone else and do not end in NUL.  An absent view has len 0. */
typedef struct sls_view {
    const char *ptr;
    size_t len;
} sls_view;

/* What became of an attempt (RFC 3464 "Action", in Postfix's words). */
enum sls_outcome {
    SLS_UNKNOWN,
    SLS_SENT,      /* the next host answered 2xx                                  */
    SLS_DEFERRED,  /* will be tried again                                         */
    SLS_BOUNCED,   /* given up, the sender is told                                */
    SLS_DELIVERED, /* only a provider's own export knows: in the mailbox          */
    SLS_DROPPED    /* only a provider's own export knows: discarded after the 250 */
};

/* Where the SMTP dialogue (RFC 5321 section 3) stood when the reply came. */
enum sls_stage {
    SLS_STAGE_UNKNOWN,
    SLS_CONNECT, /* no connection, or refused by the greeting or EHLO */
    SLS_TLS,
    SLS_AUTH,
    SLS_MAIL,
    SLS_RCPT,
    SLS_DATA,
    SLS_END_OF_DATA,
    SLS_AFTER_ACCEPTANCE
};

enum sls_severity { SLS_NOTICE = 1, SLS_WARNING, SLS_CRITICAL };

/* One attempt to deliver one message to one recipient. */
typedef struct sls_attempt {
    int64_t time;         /* seconds since 1970-01-01 UTC; 0 when unknown           */
    int64_t delay_ms;     /* since the message entered the queue; -1 when unknown   */
    uint32_t outcome;     /* enum sls_outcome                                       */
    uint32_t stage;       /* enum sls_stage                                         */
    uint16_t reply;       /* 200 to 599; 0 when the log has none                    */
    uint16_t enhanced[3]; /* what the server wrote (RFC 3463): {5, 7, 26}; or zeros */
    uint16_t dsn[3];      /* what the MTA logged; Postfix makes up 5.0.0            */
    uint16_t port;        /* of the relay; 0 when the log has none                  */
    sls_view host;        /* machine that wrote the log                             */
    sls_view relay;       /* host that answered, no final dot                       */
    sls_view instance;    /* of the MTA, "postfix-out"; part of a message's key     */
    sls_view queue_id;
    sls_view provider_id; /* the relay's own id for the message, if it tells        */
    sls_view message_id;  /* without angle brackets                                 */
    sls_view sender;      /* envelope sender; empty for bounce notices              */
    sls_view login;       /* account at the relay, where the log tells it           */
    sls_view recipient;   /* as logged, without angle brackets                      */
    sls_view text;        /* the reply with its codes, folded into one line         */
} sls_attempt;

/*
 * What to look for, and what it means when found.  A rule matches when every part of it
 * that is present matches.  The first match in a table wins: specific before general.
 *
 * The pattern is not searched for in the raw reply but in its template: codes first
 * ("550 5.7.26 ..."), continuation lines folded, and what differs from message to message
 * masked as <addr> <ip> <host> <num> <id> <hex> <url> <date> (docs/plugins.md has the
 * table).  So a verdict holds for every reply of the same template.
 */
typedef struct sls_rule {
    uint16_t reply;       /* 550 that code, 55 any 55x, 5 any 5xx, 0 any or none    */
    uint16_t severity;    /* enum sls_severity; 0: the action's own                 */
    const char *enhanced; /* "5.7.26" that code, "5.7" any 5.7.x, "5" any 5.x.x     */
    const char *pattern;  /* PCRE2, caseless, bytes                                 */

    const char *id;     /* unique in the plugin, for people: "credits"             */
    const char *action; /* a word of docs/causes.md; NULL: the cause's own         */
    const char *cause;  /* a slug of docs/causes.md: "account-quota-exceeded"      */
    const char
        *advice;     /* what the sender should do: one to three sentences, one a line */
    const char *url; /* https pages where the provider says so, one a line      */
    const char *example; /* real replies this rule must catch, one a line: its test */
} sls_rule;

/* As a rule's reply code: no attempt matches, only classify() returns it. */
#define SLS_BY_CODE UINT16_MAX

/* A cause that docs/causes.md lacks.  Every field is required but severity. */
typedef struct sls_cause {
    const char *slug;   /* a-z, 0-9 and '-'                                         */
    const char *title;  /* "The From address is not a verified sender"              */
    const char *action; /* a word of docs/causes.md                                 */
    uint32_t severity;  /* enum sls_severity; 0: the action's own                   */
} sls_cause;

/*
 * Services for parse().  The host cuts a file into records: elements of a JSON array,
 * JSON objects one after the other, CSV rows under their header (RFC 4180, quoted line
 * ends included).  parse() gets one record and asks for its fields by name.  Views are
 * valid until parse() returns.
 */
typedef struct sls_host {
    uint32_t size; /* sizeof(sls_host) of the host                                */
    uint32_t nth;  /* which recipient of the record is asked for, from 0: SLS_MORE */

    /* In CSV, the cell under the column of that name, case and blanks around it ignored.
       In JSON, the member of that name, or what a JSON Pointer (RFC 6901) that begins
       with
       "/" leads to; `record` may also be a string out of the record that is JSON itself.
       Strings come unescaped, numbers as written.  False: absent, null, or empty. */
    bool (*field)(const struct sls_host *host, sls_view record, const char *name,
                  sls_view *value);

    /* Seconds since 1970 UTC from Unix seconds or milliseconds, RFC 3339, RFC 5322, or
       "2026/11/22 00:00:23 UTC"; without a zone in the user's.  False: no time. */
    bool (*read_time)(const struct sls_host *host, sls_view text, int64_t *time);
} sls_host;

/* What parse() made of a record. */
enum sls_parsed {
    SLS_SKIP,      /* of another kind: it says nothing about a message's way         */
    SLS_ATTEMPT,   /* *attempt is filled                                             */
    SLS_MALFORMED, /* it should say it, and lacks what it must have                  */
    SLS_MORE       /* like SLS_ATTEMPT, and there may be another recipient: parse() is
                      called again for the same record with host->nth one higher     */
};

typedef struct sls_plugin {
    /* Filled by SLS_PLUGIN().  These six never move. */
    uint32_t magic;
    uint16_t abi_major;
    uint16_t abi_minor;
    uint32_t plugin_size;
    uint32_t rule_size;
    uint32_t cause_size;

    const char *name;    /* "gmail": a-z, 0-9 and '-'; the provider in "gmail/SLUG"  */
    const char *version; /* of the plugin, free text                                 */
    const char *title;   /* "Gmail", for reports                                     */
    const char *text_domain; /* gettext domain of titles and advice, or NULL */
    const char *setup; /* how to send through it: host, port, TLS, login; or NULL  */

    /* Relay hosts this provider answers from, ended by NULL.  "google.com" is that host
       and every host below it, ".google.com" those below only; the longest entry of all
       plugins wins.  "*" takes what nobody else claims. */
    const char *const *relays;

    const sls_rule *rules;
    size_t rule_count;

    const sls_cause *causes; /* the plugin's own, beside those of docs/causes.md */
    size_t cause_count;

    /* Optional, for what a table cannot say.  Asked when no rule of the table matched,
       with a copy of the attempt in which only outcome, stage, reply, enhanced, dsn and
       text (the template) are set.  Returns an element of rules, or NULL. */
    const sls_rule *(*classify)(const sls_attempt *attempt);

    /* Optional pair, for files in the provider's own format: what became of mail after
       the provider's 250.  probe() gets the first bytes of a file (up to 4 KiB; of CSV
       the header at least) or one JSON object, and tells whether parse() should read it.
       parse() gets a zeroed attempt and returns an enum sls_parsed; it fills in what the
       record tells of time, delay_ms, outcome, relay, provider_id, message_id, sender,
       login, recipient and text.  The host takes the codes out of text, and joins the
       attempt to the log's 250 by provider_id or message_id, and recipient.  SLS_SENT
       means: the provider has taken it, and says no more yet. */
    bool (*probe)(sls_view head);
    int (*parse)(const sls_host *host, sls_view record, sls_attempt *attempt);
} sls_plugin;

#define SLS_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Defines the one symbol of a plugin; the arguments are designated initializers. */
#define SLS_PLUGIN(...)                                                                  \
    extern SLS_EXPORT const sls_plugin smtplogscan_plugin;                               \
    const sls_plugin smtplogscan_plugin = {.magic = SLS_MAGIC,                           \
                                           .abi_major = SLS_ABI_MAJOR,                   \
                                           .abi_minor = SLS_ABI_MINOR,                   \
                                           .plugin_size = sizeof(sls_plugin),            \
                                           .rule_size = sizeof(sls_rule),                \
                                           .cause_size = sizeof(sls_cause),              \
                                           __VA_ARGS__}

#ifdef __cplusplus
}
#endif

#endif
