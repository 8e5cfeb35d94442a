/*
 * setup.c - what it costs a worker to shut itself in: setup [TIMES].
 *
 * Each time a forked process does what a worker does between its start and the first byte
 * of a log, and looks at the clock and at its processor time before and after.  The
 * shortest is what it costs; the middle one tells how busy the machine was.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/sandbox.h"

enum { MOST = 100000, CLOCKS = 2 };

static const clockid_t clocks[CLOCKS] = {CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID};
static const char *const names[CLOCKS] = {"wall", "processor"};

static double microseconds(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* False: a layer is missing. */
static bool shut_in(struct sandbox *sandbox, const struct options *options,
                    double took[CLOCKS])
{
    struct why why;

    for (int i = 0; i < CLOCKS; i++)
        took[i] = -microseconds(clocks[i]);
    bool shut = sandbox_enter(sandbox, &why) && sandbox_shut(sandbox, options, &why);
    for (int i = CLOCKS - 1; i >= 0; i--)
        took[i] += microseconds(clocks[i]);
    return shut;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void tell(double (*took)[MOST], int times)
{
    for (int i = 0; i < CLOCKS; i++) {
        qsort(took[i], (size_t)times, sizeof(double), compare);
        printf("%s: shortest %.0f us, median %.0f us, 99 of 100 %.0f us\n", names[i],
               took[i][0], took[i][times / 2], took[i][times * 99 / 100]);
    }
}

int main(int argc, char **argv)
{
    static double took[CLOCKS][MOST];
    const struct options options = {.sandbox = SANDBOX_REQUIRE, .memory_bytes = 64 << 20};
    int times = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 1000, status;
    double *one = mmap(NULL, sizeof(double[CLOCKS]), PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (one == MAP_FAILED || times < 1 || times > MOST)
        return 2;
    for (int i = 0; i < times; i++) {
        struct sandbox sandbox;
        sandbox_open(&sandbox, &options);
        pid_t child = fork();
        if (child == 0)
            _exit(shut_in(&sandbox, &options, one) ? 0 : 1);
        if (waitpid(child, &status, 0) != child || status != 0)
            return 1;
        for (int k = 0; k < CLOCKS; k++)
            took[k][i] = one[k];
    }
    tell(took, times);
    return 0;
}
