/*
 * lines.c - finds line ends by memchr() in the blocks that ahead.c makes.
 *
 * A line that crosses a block's end is moved into the headroom of the next block, so that
 * every line is one piece; nothing else is ever copied.
 */
#include "input/lines.h"

#include <string.h>

#include "base/arena.h"
#include "base/view.h"

/* The next block, with `kept` bytes of the one before in front of it. */
static bool take_block(struct lines *lines, const char *kept, size_t kept_bytes)
{
    struct ahead_block block = ahead_next(lines->ahead);

    lines->ended = block.bytes == 0;
    if (kept_bytes > 0)
        memmove(block.text - kept_bytes, kept, kept_bytes);
    lines->next = block.text - kept_bytes;
    lines->end = block.text + block.bytes;
    lines->bytes += block.bytes;
    return !lines->ended;
}

void lines_open(struct lines *lines, const struct source *source)
{
    static const char byte_order_mark[] = "\xef\xbb\xbf";

    *lines = (struct lines){.ahead = ahead_open(source)};
    take_block(lines, NULL, 0);
    if (lines->end - lines->next >= 3 && memcmp(lines->next, byte_order_mark, 3) == 0)
        lines->next += 3;
}

void lines_close(struct lines *lines)
{
    ahead_close(lines->ahead);
    memory_free(lines->overlong);
    *lines = (struct lines){0};
}

static void skip_nuls(struct lines *lines)
{
    for (;;) {
        while (lines->next < lines->end && *lines->next == '\0')
            lines->next++;
        if (lines->next < lines->end || lines->ended || !take_block(lines, NULL, 0))
            return;
    }
}

static bool give(struct lines *lines, struct line *line, sls_view text)
{
    lines->count++;
    if (text.len > 0 && view_end(text)[-1] == '\r')
        text.len--;
    line->text = text;
    return true;
}

/* Remembers the start of a line that is too long for the headroom. */
static void begin_overlong(struct lines *lines, sls_view start)
{
    if (lines->overlong == NULL)
        lines->overlong = memory_get(LINE_BYTES, 1);
    memcpy(lines->overlong, start.ptr, LINE_BYTES);
    lines->overlong_bytes = LINE_BYTES;
}

static bool give_overlong(struct lines *lines, struct line *line)
{
    lines->count++;
    lines->overlong_bytes = 0;
    line->overlong = true;
    line->cut = lines->ended && ahead_problem(lines->ahead)->sentence[0] != '\0';
    line->text = (sls_view){lines->overlong, LINE_BYTES};
    return true;
}

/* Reads over the rest of a line whose start is kept. */
static bool finish_overlong(struct lines *lines, struct line *line)
{
    for (;;) {
        const char *newline =
            lines->next == lines->end
                ? NULL
                : memchr(lines->next, '\n', (size_t)(lines->end - lines->next));
        if (newline != NULL) {
            lines->next = newline + 1;
            return give_overlong(lines, line);
        }
        if (!take_block(lines, NULL, 0))
            return give_overlong(lines, line);
    }
}

/* What stands before the end of the input without a newline. */
static bool give_last(struct lines *lines, struct line *line, sls_view text)
{
    lines->next = lines->end;
    if (text.len == 0)
        return false;
    line->cut = ahead_problem(lines->ahead)->sentence[0] != '\0';
    return give(lines, line, text);
}

/* Up to its newline, a CR before which does not count. */
static bool is_overlong(sls_view text)
{
    return text.len > LINE_BYTES + 1 ||
           (text.len == LINE_BYTES + 1 && view_end(text)[-1] != '\r');
}

bool lines_next(struct lines *lines, struct line *line)
{
    line->overlong = line->cut = false;
    if (lines->next == lines->end || *lines->next == '\0')
        skip_nuls(lines);
    size_t scanned = 0;
    for (;;) {
        sls_view rest = view_between(lines->next, lines->end);
        const char *newline = view_find_byte(view_skip(rest, scanned), '\n');
        if (newline != NULL && !is_overlong(view_between(rest.ptr, newline))) {
            lines->next = newline + 1;
            return give(lines, line, view_between(rest.ptr, newline));
        }
        if (newline != NULL || is_overlong(rest)) {
            begin_overlong(lines, rest);
            return finish_overlong(lines, line);
        }
        scanned = rest.len;
        if (!take_block(lines, rest.ptr, rest.len))
            return give_last(lines, line, view_between(lines->next, lines->end));
    }
}

const char *lines_compression(const struct lines *lines)
{
    return ahead_compression(lines->ahead);
}

int64_t lines_gzip_time(const struct lines *lines)
{
    return ahead_gzip_time(lines->ahead);
}

const struct why *lines_problem(const struct lines *lines)
{
    return ahead_problem(lines->ahead);
}
