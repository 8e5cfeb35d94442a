/*
 * syscalls.c - one table, and the program that the kernel runs made of it.
 *
 * A row with a condition looks at the lower half of one argument; the next row of the
 * same call is asked when it does not hold, and the end of the table when none does.  A
 * call that is allowed whatever its arguments costs nothing: Linux (5.11) remembers it.
 */
#include "app/syscalls.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#else
#define MACHINE 0
#endif

enum verdict { ALLOWED, KILLED, ALLOWED_TO_OPEN };

struct row {
    long call;
    enum verdict verdict;
    unsigned argument; /* its number, from 1; 0: no condition */
    uint32_t mask, value;
};

#define ALLOW(name)                                                                      \
    {                                                                                    \
        SYS_##name, ALLOWED, 0, 0, 0                                                     \
    }
#define ALLOW_IF(name, argument, mask, value)                                            \
    {                                                                                    \
        SYS_##name, ALLOWED, argument, mask, value                                       \
    }
#define KILL(name)                                                                       \
    {                                                                                    \
        SYS_##name, KILLED, 0, 0, 0                                                      \
    }

#define ALL_BITS UINT32_MAX

enum { WRITING = O_ACCMODE | O_CREAT | O_TRUNC | O_TMPFILE };

static const struct row rows[] = {
    /* open files */
    ALLOW(read),
    ALLOW(write),
    ALLOW(pread64),
    ALLOW(pwrite64),
    ALLOW(readv),
    ALLOW(writev),
    ALLOW(lseek),
    ALLOW(close),
    {436, ALLOWED, 0, 0, 0}, /* close_range */
    ALLOW(fstat),
    ALLOW(newfstatat),
    ALLOW(fstatfs),
    ALLOW(ftruncate),
    ALLOW(fadvise64),
    ALLOW(dup),
    ALLOW(dup3),
    ALLOW(ppoll),
#ifdef SYS_poll
    ALLOW(poll),
    ALLOW(dup2),
#endif
    ALLOW_IF(fcntl, 2, ALL_BITS, F_GETFD),
    ALLOW_IF(fcntl, 2, ALL_BITS, F_SETFD),
    ALLOW_IF(fcntl, 2, ALL_BITS, F_GETFL),
    ALLOW_IF(fcntl, 2, ALL_BITS, F_SETFL),
    ALLOW_IF(fcntl, 2, ALL_BITS, F_DUPFD),
    ALLOW_IF(fcntl, 2, ALL_BITS, F_DUPFD_CLOEXEC),
    ALLOW_IF(ioctl, 2, ALL_BITS, TCGETS), /* isatty() */
    ALLOW_IF(ioctl, 2, ALL_BITS, TIOCGWINSZ),
    ALLOW_IF(ioctl, 2, ALL_BITS, FIONREAD),

    /* memory: code in it is PCRE2's alone, which compiles a pattern when it is used */
    ALLOW(brk),
    ALLOW(munmap),
    ALLOW(mremap),
    ALLOW(madvise),
    ALLOW_IF(mmap, 3, PROT_EXEC, 0),
    ALLOW_IF(mmap, 4, MAP_ANONYMOUS, MAP_ANONYMOUS),
    KILL(mmap),
    ALLOW_IF(mprotect, 3, PROT_EXEC, 0),
    KILL(mprotect),

    /* threads */
    ALLOW_IF(clone, 1, CLONE_THREAD, CLONE_THREAD),
    KILL(clone),
    ALLOW(futex),
    ALLOW(rseq),
    ALLOW(set_robust_list),
    ALLOW(set_tid_address),
    ALLOW(sched_yield),
    ALLOW(sched_getaffinity),
    ALLOW(gettid),
    ALLOW(exit),
    ALLOW(exit_group),
    ALLOW(restart_syscall),

    /* signals to itself, time, and who it is */
    ALLOW(rt_sigaction),
    ALLOW(rt_sigprocmask),
    ALLOW(rt_sigreturn),
    ALLOW(sigaltstack),
    ALLOW(clock_gettime),
    ALLOW(clock_getres),
    ALLOW(gettimeofday),
    ALLOW(nanosleep),
    ALLOW(clock_nanosleep),
    ALLOW(getrusage),
    ALLOW(times),
    ALLOW(getrandom),
    ALLOW(sysinfo),
    ALLOW(uname),
    ALLOW(getpid),
    ALLOW(getppid),
    ALLOW(getuid),
    ALLOW(geteuid),
    ALLOW(getgid),
    ALLOW(getegid),

    /* the systemd journal is a folder, whose files are opened when they are read */
    {SYS_openat, ALLOWED_TO_OPEN, 3, WRITING & ~O_DIRECTORY, O_RDONLY},
    {SYS_getdents64, ALLOWED_TO_OPEN, 0, 0, 0},

    /* what only somebody else's code would try */
    KILL(execve),
    KILL(execveat),
    KILL(ptrace),
    KILL(process_vm_readv),
    KILL(process_vm_writev),
    KILL(kill),
    KILL(tkill),
    KILL(rt_sigqueueinfo),
    KILL(rt_tgsigqueueinfo),
    KILL(socket),
    KILL(socketpair),
    KILL(connect),
    KILL(bind),
    KILL(setuid),
    KILL(setgid),
    KILL(setreuid),
    KILL(setregid),
    KILL(setresuid),
    KILL(setresgid),
    KILL(setgroups),
    KILL(capset),
    KILL(mount),
    KILL(umount2),
    KILL(pivot_root),
    KILL(chroot),
    KILL(unshare),
    KILL(setns),
    KILL(bpf),
    KILL(perf_event_open),
    KILL(userfaultfd),
    KILL(keyctl),
    KILL(add_key),
    KILL(init_module),
    KILL(finit_module),
    KILL(reboot),
    {425, KILLED, 0, 0, 0}, /* io_uring_setup */
#ifdef SYS_fork
    KILL(fork),
    KILL(vfork),
#endif
};

enum {
    ROW_COUNT = sizeof(rows) / sizeof(rows[0]),
    MOST_STEPS = 6, /* of a row */
    HEAD_STEPS = 8,
    STEPS = HEAD_STEPS + MOST_STEPS * (ROW_COUNT + 2) + 1
};

struct program {
    struct sock_filter steps[STEPS];
    unsigned short count;
};

static void add(struct program *program, uint16_t code, uint32_t k, uint8_t yes,
                uint8_t no)
{
    program->steps[program->count++] = (struct sock_filter){code, yes, no, k};
}

static void add_load(struct program *program, size_t at)
{
    add(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)at, 0, 0);
}

static void add_return(struct program *program, uint32_t answer)
{
    add(program, BPF_RET | BPF_K, answer, 0, 0);
}

/* `skipped` steps are passed over when it is not equal. */
static void add_equal(struct program *program, uint32_t value, uint8_t skipped)
{
    add(program, BPF_JMP | BPF_JEQ | BPF_K, value, 0, skipped);
}

/* Another machine's calls have other numbers, as have those of x32. */
static void add_head(struct program *program)
{
    add_load(program, offsetof(struct seccomp_data, arch));
    add(program, BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0);
    add_return(program, SECCOMP_RET_KILL_PROCESS);
    add_load(program, offsetof(struct seccomp_data, nr));
    add(program, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
    add_return(program, SECCOMP_RET_KILL_PROCESS);
}

static void add_row(struct program *program, const struct row *row)
{
    uint32_t answer =
        row->verdict == KILLED ? SECCOMP_RET_KILL_PROCESS : SECCOMP_RET_ALLOW;

    if (row->argument == 0) {
        add_equal(program, (uint32_t)row->call, 1);
        add_return(program, answer);
        return;
    }
    size_t at = offsetof(struct seccomp_data, args) +
                (row->argument - 1) * sizeof(uint64_t); /* both are little endian */
    add_equal(program, (uint32_t)row->call, MOST_STEPS - 1);
    add_load(program, at);
    add(program, BPF_ALU | BPF_AND | BPF_K, row->mask, 0, 0);
    add_equal(program, row->value, 1);
    add_return(program, answer);
    add_load(program, offsetof(struct seccomp_data, nr));
}

/* abort() and raise() signal the process itself, whose number is known only now. */
static void add_own_signals(struct program *program)
{
    const struct row own = {SYS_tgkill, ALLOWED, 1, ALL_BITS, (uint32_t)getpid()};
    const struct row others = {SYS_tgkill, KILLED, 0, 0, 0};

    add_row(program, &own);
    add_row(program, &others);
}

bool syscalls_are_known(void)
{
    return MACHINE != 0;
}

bool syscalls_shut(bool opens)
{
    struct program program = {.count = 0};

    add_head(&program);
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].verdict != ALLOWED_TO_OPEN || opens)
            add_row(&program, &rows[i]);
    add_own_signals(&program);
    add_return(&program, SECCOMP_RET_ERRNO | ENOSYS);
    const struct sock_fprog filter = {program.count, program.steps};
    errno = ENOSYS;
    return MACHINE != 0 && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                                   SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0;
}
