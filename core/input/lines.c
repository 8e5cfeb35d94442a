/*
 * lines.c - finds line ends by memchr() in the blocks that ahead.c makes.
 *
 * A line that crosses a block's end is moved into the headroom of the next block, so that
 * every line is one piece; nothing else is ever copied.  A record that crosses it is
 * looked through again from its start, which is at most LINE_BYTES.  Where a record ends
 * does not depend on where the blocks do.
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
    if (lines->position != NULL)
        *lines->position = block.position;
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

void lines_cut(struct lines *lines, enum cut cut)
{
    lines->cut = cut;
}

sls_view lines_head(const struct lines *lines)
{
    return view_cut(view_between(lines->next, lines->end), LINES_HEAD_BYTES);
}

void lines_thread(struct lines *lines)
{
    ahead_thread(lines->ahead);
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
    lines->number = lines->before + ++lines->count;
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
    lines->overlong_at = lines->bytes - (uint64_t)(lines->end - lines->next);
}

static bool give_overlong(struct lines *lines, struct line *line)
{
    lines->number = lines->before + ++lines->count;
    lines->overlong_bytes = 0;
    line->overlong = true;
    line->cut = lines->ended && ahead_problem(lines->ahead)->sentence[0] != '\0';
    line->text = (sls_view){lines->overlong, LINE_BYTES};
    return true;
}

/* A line without an end may be going on to be written; in what is compressed, and whole,
   it is not. */
static bool is_left(struct lines *lines, uint64_t bytes)
{
    bool growing = strcmp(ahead_compression(lines->ahead), "none") == 0 ||
                   ahead_problem(lines->ahead)->sentence[0] != '\0';

    if (!lines->whole_only || !growing)
        return false;
    lines->left = bytes;
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
            return !is_left(lines, lines->bytes - lines->overlong_at) &&
                   give_overlong(lines, line);
    }
}

/* What stands before the end of the input without a newline. */
static bool give_last(struct lines *lines, struct line *line, sls_view text)
{
    lines->next = lines->end;
    if (text.len == 0 || is_left(lines, text.len))
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

/* Moves on, and counts the line ends. */
static void pass(struct lines *lines, size_t bytes)
{
    sls_view passed = {lines->next, bytes};

    lines->next += bytes;
    for (const char *end; (end = view_find_byte(passed, '\n')) != NULL;
         passed = view_between(end + 1, lines->next))
        lines->passed++;
}

/* The line ends of a record that has been passed are its own: it began before them. */
static bool give_record(struct lines *lines, struct line *line, sls_view text)
{
    uint64_t number = lines->passed + 1;

    pass(lines, text.len);
    if (view_ends(text, VIEW("\n")))
        text.len--;
    give(lines, line, text);
    lines->number = number;
    return true;
}

static bool give_last_record(struct lines *lines, struct line *line)
{
    uint64_t bytes = (uint64_t)(lines->end - lines->next);

    if (bytes == 0 || is_left(lines, bytes))
        return false;
    line->cut = ahead_problem(lines->ahead)->sentence[0] != '\0';
    return give_record(lines, line, view_between(lines->next, lines->end));
}

/* An object ends where it closes: others may follow in its line. */
static void pass_object(struct lines *lines)
{
    struct cut_object object = {0};
    const char *end;

    do {
        sls_view rest = view_between(lines->next, lines->end);
        end = cut_object_on(&object, rest);
        pass(lines, end != NULL ? (size_t)(end - rest.ptr) : rest.len);
    } while (end == NULL && take_block(lines, NULL, 0));
}

static void pass_lines(struct lines *lines)
{
    bool needs_empty = lines->cut == CUT_ENTRIES, ended = false;
    char before = '\0';

    pass(lines, LINE_BYTES);
    do {
        while (lines->next < lines->end && !ended) {
            ended = *lines->next == '\n' && (!needs_empty || before == '\n');
            before = *lines->next;
            pass(lines, 1);
        }
    } while (!ended && take_block(lines, NULL, 0));
}

/* Reads over a record that is too long, and gives its start. */
static bool give_overlong_record(struct lines *lines, struct line *line)
{
    uint64_t number = lines->passed + 1;

    begin_overlong(lines, view_between(lines->next, lines->end));
    if (lines->cut == CUT_OBJECTS && *lines->next == '{')
        pass_object(lines);
    else
        pass_lines(lines);
    give_overlong(lines, line);
    lines->number = number;
    return true;
}

static bool next_record(struct lines *lines, struct line *line)
{
    line->overlong = line->cut = false;
    for (;;) {
        pass(lines, cut_between(lines->cut, view_between(lines->next, lines->end)));
        sls_view rest = view_cut(view_between(lines->next, lines->end), LINE_BYTES + 2);
        const char *end = cut_record(lines->cut, rest);
        sls_view text = view_between(rest.ptr, end != NULL ? end : view_end(rest));
        if (end != NULL && text.ptr[text.len - 1] == '\n')
            text.len--;
        if (is_overlong(text))
            return give_overlong_record(lines, line);
        if (end != NULL)
            return give_record(lines, line, view_between(rest.ptr, end));
        if (!take_block(lines, rest.ptr, rest.len))
            return give_last_record(lines, line);
    }
}

/* One that goes on in the next block, or is too long, or is the last. */
static bool next_line(struct lines *lines, struct line *line)
{
    size_t scanned = 0;

    line->overlong = line->cut = false;
    if (lines->next == lines->end || *lines->next == '\0')
        skip_nuls(lines);
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

/* Nearly all lines end in the block that they begin in. */
bool lines_next(struct lines *lines, struct line *line)
{
    if (lines->cut != CUT_LINES)
        return next_record(lines, line);
    sls_view rest = view_between(lines->next, lines->end);
    const char *newline = view_find_byte(rest, '\n');
    if (newline == NULL || newline - rest.ptr > LINE_BYTES || *rest.ptr == '\0')
        return next_line(lines, line);
    line->overlong = line->cut = false;
    lines->next = newline + 1;
    return give(lines, line, view_between(rest.ptr, newline));
}

const char *lines_compression(const struct lines *lines)
{
    return ahead_compression(lines->ahead);
}

const char *lines_cursor(const struct lines *lines)
{
    return ahead_cursor(lines->ahead);
}

int64_t lines_gzip_time(const struct lines *lines)
{
    return ahead_gzip_time(lines->ahead);
}

const struct why *lines_problem(const struct lines *lines)
{
    return ahead_problem(lines->ahead);
}

sls_view lines_bytes(struct lines *lines)
{
    if (lines->next == lines->end && !lines->ended)
        take_block(lines, NULL, 0);
    sls_view bytes = view_between(lines->next, lines->end);
    lines->next = lines->end;
    return bytes;
}
