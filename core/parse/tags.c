/*
 * tags.c - one slot for each hash of a tag's first and last bytes; who comes later stays.
 */
#include "parse/tags.h"

#include "base/view.h"

/* Both ends of a tag tell it from others: the host's begin and the program's end. */
enum { END_BYTES = 8 };

static uint64_t end_at(const char *p)
{
    uint64_t bytes;

    memcpy(&bytes, p, END_BYTES);
    return bytes;
}

static size_t slot_of(sls_view text)
{
    uint64_t key = end_at(text.ptr) ^ end_at(view_end(text) - END_BYTES) * 31;

    return (key * 0x9E3779B97F4A7C15u >> 32) % TAG_SLOTS;
}

/* "mx1 postfix/smtp[" off the front; empty when it cannot be one that is kept. */
static sls_view tag_text(sls_view rest)
{
    sls_view text = view_cut(rest, TAG_BYTES);
    const char *bracket = view_find_byte(text, '[');

    if (bracket == NULL || bracket - text.ptr < END_BYTES)
        return VIEW("");
    return view_between(text.ptr, bracket + 1);
}

/* "4242]: " and the body; false when something else stands there. */
static bool take_pid(sls_view rest, struct head *head)
{
    sls_view pid = view_take(&rest, ']');

    if (rest.len == 0 || *rest.ptr != ':')
        return false;
    const char *p = rest.ptr + 1, *end = view_end(rest);
    while (p < end && *p == ' ')
        p++;
    head->pid = pid;
    head->body = view_between(p, end);
    return true;
}

const struct tag *tags_read(const struct tags *tags, struct head *head)
{
    sls_view text = tag_text(head->rest);

    if (text.len == 0 || head->rfc5424)
        return NULL;
    const struct tag *tag = &tags->slots[slot_of(text)];
    if (!view_equal((sls_view){tag->text, tag->bytes}, text) ||
        !take_pid(view_skip(head->rest, text.len), head))
        return NULL;
    head->host = view_cut(text, tag->host_bytes);
    head->program = view_between(text.ptr + tag->program_at, view_end(text) - 1);
    head->claim = tag->claim;
    return tag;
}

/* A tag is what stands before "[", in front of which the program ends. */
void tags_keep(struct tags *tags, const struct head *head, const struct mta *mta)
{
    sls_view text = tag_text(head->rest);

    if (text.len == 0 || head->host.ptr != text.ptr ||
        view_end(head->program) != view_end(text) - 1)
        return;
    struct tag *tag = &tags->slots[slot_of(text)];
    memcpy(tag->text, text.ptr, text.len);
    tag->bytes = text.len;
    tag->host_bytes = head->host.len;
    tag->program_at = (size_t)(head->program.ptr - text.ptr);
    tag->mta = mta;
    tag->claim = head->claim;
}
