/*
 * denied.h - makes a system call fail from now on in this process, which Criterion has
 * made for one test: the kernel denies it, and nothing has to stand in for anything.
 */
#ifndef APP_DENIED_H
#define APP_DENIED_H

#include <criterion/criterion.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The number that the next file will have. */
static inline int next_file(void)
{
    int file = dup(STDIN_FILENO);
    close(file);
    return file;
}

/* The call whose first argument is that one, a file's number as a rule. */
static inline void deny(long call, int argument, int error)
{
    struct sock_filter steps[] = {
        {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, nr)},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 3, (uint32_t)call},
        {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, args)},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, (uint32_t)argument},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | (uint32_t)error},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
    };
    const struct sock_fprog filter = {sizeof(steps) / sizeof(steps[0]), steps};

    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    cr_assert_eq(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter), 0);
}

#endif
