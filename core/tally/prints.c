/*
 * prints.c - sums of hashes, compared hour by hour.
 *
 * A log that was copied, and then grew, may be too short for whole hours to tell: while
 * the grown one is read, its sum is compared with that of each copy at the copy's length.
 */
#include "tally/prints.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/view.h"

void prints_open(struct prints *prints, struct prints *before, size_t before_count)
{
    *prints = (struct prints){.before = before, .before_count = before_count};
    table_open(&prints->index, 0);
}

void prints_close(struct prints *prints)
{
    table_close(&prints->index);
    memory_free(prints->list);
}

static bool is_address(sls_view host)
{
    size_t n = 0;

    while (n < host.len && (is_digit(host.ptr[n]) || host.ptr[n] == '.'))
        n++;
    return n == host.len || view_find_byte(host, ':') != NULL;
}

sls_view prints_host(sls_view host)
{
    return is_address(host) ? host : view_take(&host, '.');
}

static uint64_t key_of(uint32_t host, int64_t hour)
{
    return hash_mix(host, (uint64_t)hour);
}

static struct print *print_put(struct prints *prints, uint32_t host, int64_t hour)
{
    bool added;

    if (prints->count == PRINTS_LIMIT)
        prints->full = true;
    if (prints->full)
        return NULL;
    uint32_t *place = table_put(&prints->index, key_of(host, hour), &added);
    if (!added)
        return &prints->list[*place];
    if (prints->count == prints->room) {
        prints->room = prints->room > 0 ? prints->room * 2 : 64;
        prints->list = memory_resize(prints->list, prints->room, sizeof(*prints->list));
    }
    *place = prints->count;
    prints->list[prints->count] = (struct print){.host = host, .hour = hour};
    return &prints->list[prints->count++];
}

/* Those read before that hold all that has been read of this one; and when to look again.
   Lines without a time may be the same by chance. */
static void compare_with_before(struct prints *prints)
{
    prints->awaited = 0;
    for (size_t i = 0; i < prints->before_count; i++) {
        struct prints *other = &prints->before[i];
        if (other->first_print != prints->first_print || other->first == 0)
            continue;
        if (other->lines == prints->lines && other->sum == prints->sum)
            other->grown = other->grown != NULL ? other->grown : prints;
        if (other->lines > prints->lines &&
            (prints->awaited == 0 || other->lines < prints->awaited))
            prints->awaited = other->lines;
    }
}

void prints_add(struct prints *prints, uint32_t host, int64_t time, sls_view body,
                uint64_t seed)
{
    struct print *print = print_put(prints, host, time / HOUR_SECONDS);
    uint64_t line = hash_mix(hash_view(body, seed), (uint64_t)time);

    prints->sum += hash_mix(line, host);
    if (prints->lines++ == 0)
        prints->first_print = prints->sum;
    if (time != 0 && (prints->first == 0 || time < prints->first))
        prints->first = time;
    if (time > prints->last)
        prints->last = time;
    if (prints->lines == 1 || prints->lines == prints->awaited)
        compare_with_before(prints);
    if (print == NULL)
        return;
    print->sum += line;
    print->lines++;
}

void prints_add_exact(struct prints *prints, sls_view host, int64_t time, sls_view body)
{
    for (uint64_t i = 0; i < 2; i++) {
        uint64_t line = hash_mix(hash_view(body, i), (uint64_t)time);
        prints->exact[i] += hash_mix(line, hash_view(prints_host(host), i));
    }
}

static const struct print *print_find(const struct prints *prints, uint32_t host,
                                      int64_t hour)
{
    const uint32_t *place = table_find(&prints->index, key_of(host, hour));
    return place == NULL ? NULL : &prints->list[*place];
}

static bool is_equal(const struct print *a, const struct print *b)
{
    return a != NULL && b != NULL && a->sum == b->sum && a->lines == b->lines;
}

/* Strictly between the hours in which the input begins and ends. */
static bool is_inner(const struct prints *prints, int64_t hour)
{
    return hour > prints->first / HOUR_SECONDS && hour < prints->last / HOUR_SECONDS;
}

static bool has_inner(const struct prints *prints)
{
    for (uint32_t i = 0; i < prints->count; i++)
        if (is_inner(prints, prints->list[i].hour))
            return true;
    return false;
}

static void collect_hosts(const struct prints *prints, struct table *hosts)
{
    bool added;

    table_open(hosts, 0);
    for (uint32_t i = 0; i < prints->count; i++)
        table_put(hosts, hash_mix(prints->list[i].host, 0), &added);
}

/* The longer one has no hour of these hosts that the shorter one lacks within its span.
 */
static bool has_gap(const struct prints *longer, const struct prints *shorter)
{
    struct table hosts;
    bool gap = false;

    collect_hosts(shorter, &hosts);
    for (uint32_t i = 0; i < longer->count && !gap; i++) {
        const struct print *print = &longer->list[i];
        gap = is_inner(shorter, print->hour) &&
              print_find(shorter, print->host, print->hour) == NULL &&
              table_find(&hosts, hash_mix(print->host, 0)) != NULL;
    }
    table_close(&hosts);
    return gap;
}

bool prints_cover(const struct prints *longer, const struct prints *shorter)
{
    bool inner = has_inner(shorter);

    if (shorter->grown == longer)
        return true;
    if (longer->full || shorter->full || shorter->lines == 0 ||
        longer->lines < shorter->lines || longer->first > shorter->first ||
        longer->last < shorter->last)
        return false;
    for (uint32_t i = 0; i < shorter->count; i++) {
        const struct print *own = &shorter->list[i];
        const struct print *other = print_find(longer, own->host, own->hour);
        if (other == NULL || other->lines < own->lines)
            return false;
        if ((is_inner(shorter, own->hour) || !inner) && !is_equal(own, other))
            return false;
    }
    return !has_gap(longer, shorter);
}

uint64_t prints_common(const struct prints *a, const struct prints *b)
{
    uint64_t lines = 0;

    for (uint32_t i = 0; i < a->count && !a->full && !b->full; i++) {
        const struct print *own = &a->list[i];
        if (is_inner(a, own->hour) && is_inner(b, own->hour) &&
            is_equal(own, print_find(b, own->host, own->hour)))
            lines += own->lines;
    }
    return lines;
}
