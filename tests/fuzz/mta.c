/*
 * mta.c - the lines of one mail server, MTA, which reads every line: also what nobody
 * would take for its own.
 */
#include "base/view.h"
#include "fuzz.h"
#include "parse/exim.h"
#include "parse/format.h"
#include "parse/haraka.h"
#include "parse/msmtp.h"
#include "parse/nullmailer.h"
#include "parse/opensmtpd.h"
#include "parse/postfix.h"
#include "parse/qmail.h"
#include "parse/sendmail.h"
#include "parse/ssmtp.h"

static void read_line(struct parser *parser, sls_view line, struct record *record)
{
    size_t recipients = 0;

    parser_read(parser, line, record);
    do {
        fuzz_touch_attempt(&record->attempt);
        fuzz_touch(record->other_id);
        fuzz_touch(record->explanation);
        fuzz_touch(record->body);
        fuzz_must(++recipients <= line.len + 1);
    } while (record_next(record));
}

/* By whoever claims it; one that is not MTA's own once more, as MTA's.  A line that is
   would be read the same way twice. */
static void read_lines(struct parser *parser, sls_view text)
{
    while (text.len > 0) {
        sls_view line = view_take(&text, '\n');
        struct record record;
        parser->forced = NULL;
        read_line(parser, line, &record);
        parser->forced = &MTA;
        if (record.format != MTA.name)
            read_line(parser, line, &record);
    }
}

/* Opening one costs more than a line; what it knows of lines before is reset. */
static struct parser *parser_fresh(void)
{
    static struct parser parser;
    struct zone zone = {.fixed = true};

    if (parser.room == NULL)
        parser_open(&parser);
    stamp_open(&parser.stamps, zone, 1795305600, 0);
    parser.in_rejected = false;
    return &parser;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    read_lines(parser_fresh(), fuzz_view(bytes, count));
    return 0;
}
