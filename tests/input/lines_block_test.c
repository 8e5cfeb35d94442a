/*
 * lines_block_test.c - holds input/lines.c to its header where blocks end: lines, CR LF
 * and holes of NULs at every place about the ends of the blocks that gzip (256 KiB),
 * plain text (128 KiB) and pipes (what was written at once) make, and random text against
 * a reader that has all of it in one piece.
 */
#include "input/lines.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "base/view.h"
#include "input/feed.h"

static struct source source_of(const void *bytes, size_t count)
{
    struct source source = {.path = "input", .file = memfd_create("input", MFD_CLOEXEC)};

    cr_assert_geq(source.file, 0);
    cr_assert_eq(write(source.file, bytes, count), (ssize_t)count);
    lseek(source.file, 0, SEEK_SET);
    return source;
}

static struct source gzip_of(const void *bytes, size_t count)
{
    z_stream stream = {.next_in = (unsigned char *)bytes, .avail_in = (unsigned)count};

    cr_assert_eq(deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
    size_t room = deflateBound(&stream, count);
    unsigned char *raw = malloc(room);
    stream.next_out = raw;
    stream.avail_out = (unsigned)room;
    cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    struct source source = source_of(raw, room - stream.avail_out);
    free(raw);
    return source;
}

/* The next line of text that is all there, by the words of lines.h; false at the end. */
static bool plain_next(sls_view *rest, struct line *line)
{
    while (rest->len > 0 && *rest->ptr == '\0')
        *rest = view_skip(*rest, 1);
    if (rest->len == 0)
        return false;
    *line = (struct line){.text = view_take(rest, '\n')};
    if (view_ends(line->text, VIEW("\r")))
        line->text.len--;
    line->overlong = line->text.len > LINE_BYTES;
    line->text = view_cut(line->text, LINE_BYTES);
    return true;
}

static void expect_lines(const char *name, const struct source *source, sls_view text)
{
    sls_view rest = text;
    struct line want, got;
    struct lines lines;
    uint64_t count = 0;

    lines_open(&lines, source);
    if (view_starts(rest, VIEW("\xef\xbb\xbf")))
        rest = view_skip(rest, 3);
    while (plain_next(&rest, &want)) {
        count++;
        cr_assert(lines_next(&lines, &got), "%s: line %zu is missing", name,
                  (size_t)count);
        cr_assert(view_equal(got.text, want.text), "%s: line %zu, %zu bytes, not %zu",
                  name, (size_t)count, got.text.len, want.text.len);
        cr_assert_eq(got.overlong, want.overlong, "%s: line %zu", name, (size_t)count);
        cr_assert_not(got.cut, "%s: line %zu", name, (size_t)count);
    }
    cr_expect_not(lines_next(&lines, &got), "%s: a line too many", name);
    cr_expect_eq(lines.count, count, "%s", name);
    cr_expect_eq(lines.bytes, text.len, "%s", name);
    cr_expect_str_empty(lines_problem(&lines)->sentence, "%s", name);
    lines_close(&lines);
}

/* Short lines up to a place, a piece of text there, and short lines again. */
static size_t make_text(char *text, size_t place, sls_view piece)
{
    static const char filler[] = "Nov 22 00:00:23 mx1 postfix/qmgr[1]: x\n";

    for (size_t i = 0; i < place; i++)
        text[i] = filler[i % (sizeof(filler) - 1)];
    text[place - 1] = '\n';
    memcpy(text + place, piece.ptr, piece.len);
    memcpy(text + place + piece.len, "after\nthe end\n", 14);
    return place + piece.len + 14;
}

Test(lines_block, a_piece_at_every_place_about_a_blocks_end)
{
    static const char nuls[700];
    static const struct {
        const char *name;
        sls_view piece;
    } rows[] = {
        {"a line", {"4F000000: to=<user@example.com>, status=sent\n", 45}},
        {"CR LF", {"4F000000: removed\r\nxx\r\n\r\n\r\n", 27}},
        {"NULs", {"a\n\0\0\0\0\0\0\0\0\0\0\0\0b\n\0c\n", 19}},
        {"empty lines", {"\n\n\n\n\n\n\n\n\n\n", 10}},
        {"no NULs at the start", {"a\0\0\0\0\0\0\0\0\0\0\0\0b\n\0c\n", 18}},
        {"a hole", {nuls, 40}},
    };
    static char text[AHEAD_BYTES + 1000];

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t before = 0; before <= rows[i].piece.len + 1; before++) {
            size_t bytes = make_text(text, FEED_BYTES - before, rows[i].piece);
            struct source source = source_of(text, bytes);
            expect_lines(rows[i].name, &source, (sls_view){text, bytes});
            source_close(&source);
            bytes = make_text(text, AHEAD_BYTES - before, rows[i].piece);
            source = gzip_of(text, bytes);
            expect_lines(rows[i].name, &source, (sls_view){text, bytes});
            source_close(&source);
        }
}

/* Lines that need all of the headroom, or a byte more. */
Test(lines_block, a_long_line_at_every_place_about_a_blocks_end)
{
    static char text[AHEAD_BYTES + 3 * LINE_BYTES], piece[LINE_BYTES + 4];

    for (size_t longer = 0; longer < 5; longer++)
        for (size_t step = 0; step < 12; step++) {
            static const size_t befores[] = {0, 1, 2, 3, 100, LINE_BYTES / 2};
            size_t bytes = LINE_BYTES - 2 + longer;
            size_t before = step < 6 ? befores[step] : bytes + 3 - befores[step - 6];
            memset(piece, 'x', bytes);
            piece[bytes] = '\n';
            size_t total =
                make_text(text, FEED_BYTES - before, (sls_view){piece, bytes + 1});
            struct source source = source_of(text, total);
            expect_lines("plain", &source, (sls_view){text, total});
            source_close(&source);
            total = make_text(text, AHEAD_BYTES - before, (sls_view){piece, bytes + 1});
            source = gzip_of(text, total);
            expect_lines("gzip", &source, (sls_view){text, total});
            source_close(&source);
        }
}

Test(lines_block, a_hole_that_is_longer_than_blocks)
{
    static char text[5 * AHEAD_BYTES];

    memcpy(text, "before\n", 7);
    memcpy(text + sizeof(text) - 6, "after\n", 6);
    struct source plain = source_of(text, sizeof(text));
    struct source packed = gzip_of(text, sizeof(text));
    expect_lines("plain", &plain, (sls_view){text, sizeof(text)});
    expect_lines("gzip", &packed, (sls_view){text, sizeof(text)});
    source_close(&plain);
    source_close(&packed);
}

static uint32_t dice(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* Lines of all lengths and ends; none has a CR where one that is too long is cut. */
static size_t random_text(char *text, size_t room, uint64_t *state)
{
    static const char *const ends[] = {"\n",   "\n",     "\r\n",
                                       "\n\n", "\r\r\n", "\n\0\0\0\0"};
    size_t bytes = 0;

    if (dice(state) % 3 == 0) {
        memcpy(text, "\xef\xbb\xbf", 3);
        bytes = 3;
    }
    for (;;) {
        uint32_t kind = dice(state) % 100, end = dice(state) % 6;
        size_t length = dice(state) % (kind < 90 ? 200 : kind < 97 ? 5000 : 140000);
        if (bytes + length + 5 > room)
            return bytes;
        if (length >= LINE_BYTES - 2 && length <= LINE_BYTES + 2)
            length = LINE_BYTES;
        for (size_t i = 0; i < length; i++)
            text[bytes + i] = (char)('a' + dice(state) % 20);
        if (length > 0 && length < LINE_BYTES && kind % 10 == 0)
            text[bytes + dice(state) % length] = "\0\r\xff"[kind / 10 % 3];
        bytes += length;
        if (length == LINE_BYTES)
            end = 0;
        memcpy(text + bytes, ends[end], end == 5 ? 5 : strlen(ends[end]));
        bytes += end == 5 ? 5 : strlen(ends[end]);
    }
}

Test(lines_block, random_text)
{
    enum { ROOM = 700000 };
    static char text[ROOM];
    uint64_t state = 3;

    for (size_t step = 0; step < 30; step++) {
        size_t bytes = random_text(text, ROOM - step * 20000, &state);
        struct source plain = source_of(text, bytes), packed = gzip_of(text, bytes);
        expect_lines("plain", &plain, (sls_view){text, bytes});
        expect_lines("gzip", &packed, (sls_view){text, bytes});
        source_close(&plain);
        source_close(&packed);
    }
}

/* A child that writes the text in pieces of random length into a packet pipe, which makes
   them the blocks. */
static pid_t write_pieces(sls_view text, uint32_t most, int ends[2])
{
    uint64_t state = most;

    cr_assert_eq(pipe2(ends, O_DIRECT | O_CLOEXEC), 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]); /* so that a reader who gives up ends the child */
        while (text.len > 0) {
            sls_view piece = view_cut(text, 1 + dice(&state) % most);
            if (write(ends[1], piece.ptr, piece.len) != (ssize_t)piece.len)
                _exit(1);
            text = view_skip(text, piece.len);
        }
        _exit(0);
    }
    close(ends[1]);
    return child;
}

Test(lines_block, random_text_from_a_pipe)
{
    static char text[400000];
    uint64_t state = 4;

    for (uint32_t most = 1; most <= 4096; most *= 16) {
        int ends[2], status;
        size_t bytes = random_text(text, most == 1 ? 30000 : sizeof(text), &state);
        pid_t child = write_pieces((sls_view){text, bytes}, most, ends);
        struct source source = {.path = "-", .file = ends[0]};
        expect_lines("pipe", &source, (sls_view){text, bytes});
        close(ends[0]);
        waitpid(child, &status, 0);
        cr_expect_eq(status, 0, "the child wrote all of it");
    }
}
