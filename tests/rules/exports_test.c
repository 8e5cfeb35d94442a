/*
 * exports_test.c - the providers' own exports through the built plugins and the real
 * host: a file is probed, cut into records and read, and each record is told in one line.
 */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/view.h"
#include "input/lines.h"
#include "parse/export.h"

static const char *const names[] = {"gmail", "sendgrid", "zoho", "smtp"};
enum { PLUGINS = SLS_COUNT(names) };

/* In the order of names; the shared objects stay loaded. */
static void load(struct exporter table[PLUGINS])
{
    for (size_t i = 0; i < PLUGINS; i++) {
        char path[512];
        snprintf(path, sizeof(path), BUILD_DIR "/plugins/%s.so", names[i]);
        void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        cr_assert_not_null(handle, "%s", dlerror());
        const sls_plugin *plugin = dlsym(handle, "smtplogscan_plugin");
        cr_assert_not_null(plugin);
        table[i] = (struct exporter){
            .id = plugin->name, .probe = plugin->probe, .parse = plugin->parse};
    }
}

struct text {
    char bytes[8192];
    size_t used;
};

static void add(struct text *out, const char *label, sls_view value)
{
    if (value.len > 0)
        out->used +=
            (size_t)snprintf(out->bytes + out->used, sizeof(out->bytes) - out->used,
                             " %s%.*s", label, (int)value.len, value.ptr);
}

static void tell(struct text *out, const struct record *record)
{
    static const char *const outcomes[] = {"unknown", "sent",      "deferred",
                                           "bounced", "delivered", "dropped"};
    const sls_attempt *attempt = &record->attempt;

    if (record->kind != LINE_EVENT) {
        out->used +=
            (size_t)snprintf(out->bytes + out->used, sizeof(out->bytes) - out->used,
                             "%s\n", record->kind == LINE_OTHER ? "other" : "malformed");
        return;
    }
    char when[40] = "";
    if (attempt->time != 0)
        snprintf(when, sizeof(when), "%lld", (long long)attempt->time);
    out->used += (size_t)snprintf(out->bytes + out->used, sizeof(out->bytes) - out->used,
                                  "%s", outcomes[attempt->outcome]);
    add(out, "", attempt->recipient);
    add(out, "at=", view_of(when));
    add(out, "from=", attempt->sender);
    add(out, "id=", attempt->provider_id);
    add(out, "mid=", attempt->message_id);
    add(out, "relay=", attempt->relay);
    if (attempt->dsn[0] != 0)
        out->used += (size_t)snprintf(out->bytes + out->used,
                                      sizeof(out->bytes) - out->used, " dsn=%u.%u.%u",
                                      attempt->dsn[0], attempt->dsn[1], attempt->dsn[2]);
    add(out, ": ", attempt->text);
    out->used +=
        (size_t)snprintf(out->bytes + out->used, sizeof(out->bytes) - out->used, "\n");
}

/* What the file holds, one line for each record; its first line names the exporter. */
static void read_export(struct text *out, const struct exporter *table, const char *file)
{
    struct source source = {.path = "export",
                            .file = memfd_create("export", MFD_CLOEXEC)};
    struct export_reader reader;
    struct record record;
    struct lines lines;
    struct line line;
    bool is_csv = *file != '{' && *file != '[';

    cr_assert_eq(write(source.file, file, strlen(file)), (ssize_t)strlen(file));
    lseek(source.file, 0, SEEK_SET);
    lines_open(&lines, &source);
    const struct exporter *exporter = export_find(table, PLUGINS, lines_head(&lines));
    out->used = (size_t)snprintf(out->bytes, sizeof(out->bytes), "%s\n",
                                 exporter != NULL ? exporter->id : "none");
    if (exporter != NULL) {
        lines_cut(&lines, is_csv ? CUT_ROWS : CUT_OBJECTS);
        export_open(&reader, (struct zone){.fixed = true});
        export_begin(&reader, exporter, is_csv);
        while (lines_next(&lines, &line)) {
            export_read(&reader, line.text, &record);
            do
                tell(out, &record);
            while (export_more(&reader, &record));
        }
        export_close(&reader);
    }
    lines_close(&lines);
    source_close(&source);
}

#define EVENT                                                                            \
    "{\"email\":\"bob@example.org\",\"timestamp\":1700000000,\"smtp-id\":\"<1@a."        \
    "example>\","                                                                        \
    "\"sg_message_id\":\"14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0\","
#define IS " bob@example.org at=1700000000 id=14c5d75ce93.dfd.64b469 mid=1@a.example"

static const struct {
    const char *name, *file, *want;
} files[] = {
    {"SendGrid's webhook",
     "[" EVENT "\"event\":\"processed\"}," EVENT
     "\"event\":\"deferred\",\"response\":\"400 try again "
     "later\",\"attempt\":\"5\"}," EVENT
     "\"event\":\"delivered\",\"response\":\"250 OK\"}," EVENT
     "\"event\":\"bounce\",\"type\":\"bounce\",\"status\":\"5.1.1\","
     "\"reason\":\"550 5.1.1 <bob@example.org>: no such user\"},\n" EVENT
     "\"event\":\"bounce\",\"type\":\"blocked\",\"status\":\"5.7.1\","
     "\"reason\":\"spam\"}," EVENT
     "\"event\":\"dropped\",\"status\":\"5.0.0\",\"reason\":\"Bounced Address\"}," EVENT
     "\"event\":\"bounce\",\"bounce_classification\":\"Invalid Address\"}," EVENT
     "\"event\":\"open\"}," EVENT "\"event\":\"group_resubscribe\"}," EVENT
     "\"event\":\"spamreport\"}," EVENT "\"event\":\"levitate\"}," EVENT
     "\"from\":\"who@example.net\",\"event\":\"Processed\"}]\n",
     "sendgrid\n"
     "sent" IS "\n"
     "deferred" IS " : 400 try again later\n"
     "delivered" IS " : 250 OK\n"
     "bounced" IS " dsn=5.1.1 : 550 5.1.1 <bob@example.org>: no such user\n"
     "bounced" IS " dsn=5.7.1 : spam\n"
     "dropped" IS " dsn=5.0.0 : Bounced Address\n"
     "bounced" IS " : Invalid Address\n"
     "other\nother\nother\nmalformed\n"
     "sent" IS "\n"},
    {"SendGrid's webhook, incomplete",
     "[{\"email\":\"bob@example.org\",\"event\":\"bounce\",\"timestamp\":\"soon\"},"
     "{\"event\":\"bounce\",\"timestamp\":1700000000},{\"userid\":\"1\"},"
     "{\"email\":\"bob@example.org\",\"event\":\"bounce\"},"
     "{\"email\":\"bob@example.org\",\"event\":\"deferred\",\"timestamp\":1700000000123,"
     "\"sg_message_id\":\"abc.recvd-1-2\",\"status\":\"4\"}]",
     "sendgrid\nmalformed\nmalformed\nmalformed\nmalformed\n"
     "deferred bob@example.org at=1700000000 id=abc\n"},
    {"SendGrid's suppressions",
     "[{\"status\":\"5.1.1\",\"created\":1700000000,\"reason\":\"550 5.1.1 no user \","
     "\"email\":\"bob@example.org\"},{\"created\":\"2023-11-14 22:13:20\","
     "\"email\":\"jane@example.org\"},{\"status\":\"550\",\"created\":\"2023-11-14 "
     "22:13:20\",\"reason\":\"550 no user\",\"email\":\"jane@example.org\"},"
     "{\"created\":1700000000,\"reason\":\"x\"}]",
     "sendgrid\n"
     "bounced bob@example.org at=1700000000 dsn=5.1.1 : 550 5.1.1 no user\n"
     "other\nbounced jane@example.org at=1700000000 : 550 no user\nmalformed\n"},
    {"SendGrid's activity, CSV",
     "processed,message_id,event,api_key_id,recv_message_id,credential_id,subject,from,"
     "email,reason,mx\n"
     "2023-11-14 22:13:20,abc.filterdrecv-1,bounce,,abc,,\"Hello,\nyou\",a@example.com,"
     "bob@example.org,550 5.1.1 no user,mx.example.org\n"
     "2023-11-14 22:13:20,abc,click,,abc,,,a@example.com,bob@example.org,,\n"
     "2023-11-14 22:13:20,abc,drop,,abc,,,a@example.com,bob@example.org,Invalid,\n"
     ",abc,bounce,,abc,,,a@example.com,bob@example.org,,\n",
     "sendgrid\nother\n"
     "bounced bob@example.org at=1700000000 from=a@example.com id=abc "
     "relay=mx.example.org : 550 5.1.1 no user\n"
     "other\n"
     "dropped bob@example.org at=1700000000 from=a@example.com id=abc : Invalid\n"
     "malformed\n"},
    {"SendGrid's activity, API",
     "{\"messages\":[\n"
     "{\"from_email\":\"a@example.com\",\"msg_id\":\"abc.filter1.2\",\"subject\":\"x\","
     "\"to_email\":\"bob@example.org\",\"status\":\"delivered\",\"opens_count\":0,"
     "\"last_event_time\":\"2023-11-14T22:13:20Z\"}]}",
     "sendgrid\nmalformed\n"},
    {"SendGrid's activity, one message",
     "[{\"from_email\":\"a@example.com\",\"msg_id\":\"abc.filter1.2\","
     "\"to_email\":\"bob@example.org\",\"status\":\"delivered\","
     "\"last_event_time\":\"2023-11-14T22:13:20Z\"},"
     "{\"from_email\":\"a@example.com\",\"msg_id\":\"abc\",\"status\":\"not_delivered\","
     "\"to_email\":\"bob@example.org\",\"events\":[{\"event_name\":\"processed\","
     "\"processed\":\"2023-11-14T22:13:20Z\"},{\"event_name\":\"dropped\",\"reason\":"
     "\"Invalid\",\"mx_server\":\"mx.example.org\"}]},"
     "{\"from_email\":\"a@example.com\",\"msg_id\":\"abc\",\"status\":\"odd\","
     "\"to_email\":\"bob@example.org\",\"last_event_time\":\"2023-11-14T22:13:20Z\"}]",
     "sendgrid\n"
     "delivered bob@example.org at=1700000000 from=a@example.com id=abc\n"
     "dropped bob@example.org at=1700000000 from=a@example.com id=abc "
     "relay=mx.example.org : Invalid\n"
     "malformed\n"},
#define GOOGLE                                                                           \
    "\"<1@a.example>\",\"2023/11/14 22:13:19 UTC\",\"\",\"a@example.com\",\"1\","        \
    "\"Hi, \"\"you\"\"\","
#define TO  ",\"0\",\"bob@example.org\","
#define AT  ",\"2023/11/14 22:13:20 UTC\","
#define BUT ",\"192.0.2.1\",\"Encrypted\","
#define END ",\"\",\"\"\n"
#define WHO " bob@example.org at=1700000000 from=a@example.com mid=1@a.example"
    {"Google's email log search",
     "Message ID,Start date,End date,Sender,Message size,Subject,Direction,Attachments,"
     "Recipient address,Event target,Event date,Event status,Event target IP address,Has "
     "encryption,Event SMTP reply code,Event description,Client Type,Device User Session "
     "ID\n" GOOGLE "Sent" TO "SMTP_OUT" AT "DELIVERED" BUT "250,\"No Error\"" END GOOGLE
     "Sent" TO "SMTP_IN" AT "DELIVERED" BUT "N/A,N/A" END GOOGLE "Sent" TO "SMTP_OUT" AT
     "BOUNCED" BUT "550,5.1.1 No such user" END GOOGLE "Mixed" TO "SMTP_OUT" AT
     "Bounced" BUT "550,550 5.1.1 No such user" END GOOGLE "Sent" TO "SMTP_OUT" AT
     "DEFERRED" BUT "451,4.3.0 Try later" END GOOGLE "Sent" TO "GMAIL_INBOX" AT
     "Quarantined" BUT "," END GOOGLE "Sent" TO "GMAIL_INBOX" AT "VIEWED" BUT
     "," END GOOGLE "Received" TO "GMAIL_INBOX" AT "DELIVERED" BUT ",No Error" END GOOGLE
     "Sent" TO "SMTP_OUT" AT "LEVITATED" BUT "," END "short,row\n"
     "SMTPIN_ADDED_REJECT_SESSION,2023/11/14 22:13:20 "
     "UTC,N/A,N/A,N/A,N/A,N/A,N/A,N/A,"
     "N/A,N/A,N/A,192.0.2.1,N/A,N/A,N/A,N/A,N/A\n"
     "<2@a.example>,2023/11/14 22:13:20 "
     "UTC,,a@example.com,1,x,Sent,0,\"bob@example.org, "
     "jane@example.org\",SMTP_OUT,,REJECTED,,,,no\n"
     "<3@a.example>,yesterday,,a@example.com,1,x,Sent,0,"
     "bob@example.org,SMTP_OUT,,"
     "REJECTED,,,,no\n",
     "gmail\nother\n"
     "delivered" WHO " : 250 No Error\n"
     "sent" WHO "\n"
     "bounced" WHO " : 550 5.1.1 No such user\n"
     "bounced" WHO " : 550 5.1.1 No such user\n"
     "deferred" WHO " : 451 4.3.0 Try later\n"
     "dropped" WHO " : Quarantined\n"
     "other\nother\nmalformed\nmalformed\n"
     "bounced at=1700000000 : Mail relay denied\n"
     "bounced bob@example.org at=1700000000 from=a@example.com mid=2@a.example : no\n"
     "bounced jane@example.org at=1700000000 from=a@example.com mid=2@a.example : no\n"
     "malformed\n"},
    {"Zoho's delivery log",
     "From,Recipient(s),Sent time,Email size,Status,Sender IP,Original "
     "sender,Authenticated,MessageID,Spam\n"
     "a@example.com,\"bob@example.org, jane@example.org;\",2023-11-14 22:13:20,1 "
     "KB,Delivered,192.0.2.1,,Yes,<1@a.example>,No\n"
     "a@example.com,bob@example.org,14 Nov,1 KB,Failed,192.0.2.1,,Yes,<1@a.example>,No\n"
     "a@example.com,bob@example.org,14 Nov,1 KB,Levitated,192.0.2.1,,Yes,,No\n"
     "a@example.com,,14 Nov,1 KB,Failed,192.0.2.1,,Yes,,No\n",
     "zoho\nother\n"
     "delivered bob@example.org at=1700000000 from=a@example.com mid=1@a.example : "
     "Delivered\n"
     "delivered jane@example.org at=1700000000 from=a@example.com mid=1@a.example : "
     "Delivered\n"
     "bounced bob@example.org from=a@example.com mid=1@a.example : Failed\n"
     "malformed\nmalformed\n"},
    {"Zoho's delivery log, other spelling",
     "from;recipients;sent time;email size;status;message id\n"
     "a@example.com;bob@example.org;1700000000;1;SENT;1@a.example\n",
     "zoho\nother\nsent bob@example.org at=1700000000 from=a@example.com "
     "mid=1@a.example : SENT\n"},
#define MAIL                                                                             \
    "\"mail\":{\"timestamp\":\"2023-11-14T22:13:20.000Z\",\"source\":\"A "               \
    "<a@example.com>\",\"messageId\":\"0101-000\",\"destination\":[\"bob@example.org\"," \
    "\"jane@example.org\"],\"commonHeaders\":{\"messageId\":\"<1@a.example>\"}}"
#define BY " from=a@example.com id=0101-000 mid=1@a.example"
    {"Amazon SES, plain",
     "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\","
     "\"bounceSubType\":\"General\",\"bouncedRecipients\":[{\"emailAddress\":"
     "\"bob@example.org\",\"status\":\"5.1.1\",\"diagnosticCode\":\"smtp; 550 5.1.1 user "
     "unknown\"},{\"emailAddress\":\"jane@example.org\"}],\"timestamp\":"
     "\"2023-11-14T22:13:20.502Z\"}," MAIL "}\n"
     "{\"eventType\":\"Delivery\"," MAIL ",\"delivery\":{\"timestamp\":"
     "\"2023-11-14T22:13:20.5Z\",\"recipients\":[\"bob@example.org\"],\"smtpResponse\":"
     "\"250 2.6.0 Message received\"}}\n"
     "{\"eventType\":\"DeliveryDelay\"," MAIL ",\"deliveryDelay\":{\"timestamp\":"
     "\"2023-11-14T22:13:20.5Z\",\"delayType\":\"MailboxFull\",\"delayedRecipients\":[{"
     "\"emailAddress\":\"bob@example.org\",\"status\":\"4.2.2\"}]}}\n"
     "{\"eventType\":\"Reject\"," MAIL ",\"reject\":{\"reason\":\"Bad content\"}}\n"
     "{\"eventType\":\"Send\"," MAIL ",\"send\":{}}\n"
     "{\"eventType\":\"Complaint\"," MAIL "}\n"
     "{\"eventType\":\"Levitation\"," MAIL "}\n"
     "{\"eventType\":\"Delivery\"," MAIL "}\n"
     "{\"eventType\":\"Delivery\",\"delivery\":{\"recipients\":[\"bob@example.org\"],"
     "\"timestamp\":\"2023-11-14T22:13:20Z\"}}\n",
     "smtp\n"
     "bounced bob@example.org at=1700000000" BY " dsn=5.1.1 : 550 5.1.1 user unknown\n"
     "bounced jane@example.org at=1700000000" BY " : General\n"
     "delivered bob@example.org at=1700000000" BY " : 250 2.6.0 Message received\n"
     "deferred bob@example.org at=1700000000" BY " dsn=4.2.2 : MailboxFull\n"
     "dropped bob@example.org at=1700000000" BY " : Bad content\n"
     "dropped jane@example.org at=1700000000" BY " : Bad content\n"
     "sent bob@example.org at=1700000000" BY "\n"
     "sent jane@example.org at=1700000000" BY "\n"
     "other\nmalformed\nmalformed\nmalformed\n"},
    {"Amazon SES, wrapped by SNS",
     "{\n  \"Type\" : \"Notification\",\n  \"TopicArn\" : \"arn:aws:sns:x\",\n"
     "  \"Message\" : \"{\\\"eventType\\\":\\\"Bounce\\\",\\\"bounce\\\":{\\\""
     "bouncedRecipients\\\":[{\\\"emailAddress\\\":\\\"bob@example.org\\\",\\\""
     "diagnosticCode\\\":\\\"smtp; 550 5.1.1 user unknown\\\"}],\\\"timestamp\\\":\\\""
     "2023-11-14T22:13:20Z\\\"},\\\"mail\\\":{\\\"messageId\\\":\\\"0101-000\\\"}}\"\n}\n"
     "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"x\",\"Message\":\"You\"}\n"
     "{\"Type\":\"Notification\",\"TopicArn\":\"x\",\"Message\":\"text\"}\n"
     "{\"Type\":\"Other\",\"TopicArn\":\"x\",\"Message\":\"text\"}\n",
     "smtp\n"
     "bounced bob@example.org at=1700000000 id=0101-000 : 550 5.1.1 user unknown\n"
     "other\nmalformed\nmalformed\n"},
    {"an application's own JSON", "{\"email\":\"bob@example.org\",\"event\":\"login\"}\n",
     "none\n"},
    {"the journal's JSON",
     "{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"from=<a@example.com>\"}\n", "none\n"},
    {"a table of other things", "From,To,Status\na,b,c\n", "none\n"},
};

Test(exports, files_are_read)
{
    static struct exporter table[PLUGINS];
    static struct text got;

    load(table);
    for (size_t i = 0; i < SLS_COUNT(files); i++) {
        read_export(&got, table, files[i].file);
        cr_expect_str_eq(got.bytes, files[i].want, "%s:\n%s", files[i].name, got.bytes);
    }
}

/* One plugin alone knows a file, whatever the order in which they are asked. */
Test(exports, probes_do_not_overlap)
{
    static struct exporter table[PLUGINS];

    load(table);
    for (size_t i = 0; i < SLS_COUNT(files); i++) {
        int known = 0;
        for (size_t k = 0; k < PLUGINS; k++)
            known += table[k].probe(view_of(files[i].file));
        cr_expect_eq(known, strncmp(files[i].want, "none", 4) != 0, "%s", files[i].name);
    }
}

/* A file that breaks off anywhere gives no more events, and no plugin reads past its end.
 */
Test(exports, files_may_break_off_anywhere)
{
    static struct exporter table[PLUGINS];
    static struct text got;

    load(table);
    for (size_t i = 0; i < SLS_COUNT(files); i += 3) {
        char part[8192];
        size_t bytes = strlen(files[i].file);
        cr_assert_lt(bytes, sizeof(part));
        for (size_t n = 1; n < bytes; n += 7) {
            memcpy(part, files[i].file, n);
            part[n] = '\0';
            read_export(&got, table, part);
            cr_expect_lt(got.used, sizeof(got.bytes));
        }
    }
}
