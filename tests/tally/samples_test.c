/*
 * samples_test.c - the first reply of a kind is kept, in memory of its own and cut to
 * SAMPLE_BYTES; beyond SAMPLES_LIMIT kinds every new one is sample 0.
 */
#include "tally/samples.h"

#include <criterion/criterion.h>

#include "base/view.h"

Test(samples, first_of_a_kind_is_kept)
{
    struct samples samples;
    char text[] = "550 5.7.1 gone", template[] = "550 5.7.1 <addr> gone";
    sls_attempt attempt = {
        .reply = 550, .enhanced = {5, 7, 1}, .dsn = {5, 0, 0}, .text = view_of(text)};
    bool added;

    samples_open(&samples);
    uint32_t number = samples_put(&samples, 42, &added);
    cr_expect(added);
    cr_expect_neq(number, 0);
    samples_fill(&samples, number, &attempt, view_of(template));
    text[0] = template[0] = 'X';
    const struct sample *sample = &samples.list[number];
    cr_expect(view_equal(sample->example, VIEW("550 5.7.1 gone")));
    cr_expect(view_equal(sample->template, VIEW("550 5.7.1 <addr> gone")));
    cr_expect_eq(sample->reply, 550);
    cr_expect_eq(sample->enhanced[2], 1);
    cr_expect_eq(sample->dsn[0], 5);
    cr_expect_eq(sample->count, 0);
    cr_expect_eq(samples_put(&samples, 42, &added), number);
    cr_expect_not(added, "the second of a kind");
    cr_expect_neq(samples_put(&samples, 43, &added), number);
    cr_expect(added);
    samples_close(&samples);
}

Test(samples, long_replies_are_cut)
{
    static const struct {
        size_t length, want;
    } rows[] = {{0, 0},
                {SAMPLE_BYTES - 1, SAMPLE_BYTES - 1},
                {SAMPLE_BYTES, SAMPLE_BYTES},
                {SAMPLE_BYTES + 1, SAMPLE_BYTES},
                {SAMPLE_BYTES * 4, SAMPLE_BYTES}};
    char bytes[SAMPLE_BYTES * 4];
    struct samples samples;

    memset(bytes, 'x', sizeof(bytes));
    samples_open(&samples);
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        bool added;
        uint32_t number = samples_put(&samples, i + 1, &added);
        sls_view view = {bytes, rows[i].length};
        samples_fill(&samples, number, &(sls_attempt){.text = view}, view);
        cr_expect_eq(samples.list[number].example.len, rows[i].want, "%zu bytes",
                     rows[i].length);
        cr_expect_eq(samples.list[number].template.len, rows[i].want, "%zu bytes",
                     rows[i].length);
    }
    samples_close(&samples);
}

Test(samples, limit)
{
    struct samples samples;
    bool added;

    samples_open(&samples);
    for (uint64_t kind = 1; kind < SAMPLES_LIMIT; kind++) {
        cr_assert_eq(samples_put(&samples, kind * 0x9E3779B97F4A7C15u, &added), kind);
        cr_assert(added);
    }
    for (uint64_t kind = SAMPLES_LIMIT; kind < SAMPLES_LIMIT + 3; kind++) {
        cr_expect_eq(samples_put(&samples, kind * 0x9E3779B97F4A7C15u, &added), 0);
        cr_expect_not(added, "another reply has a sample already");
    }
    cr_expect_eq(samples_put(&samples, 7 * 0x9E3779B97F4A7C15u, &added), 7);
    cr_expect_eq(samples.count, SAMPLES_LIMIT);
    samples_close(&samples);
}
