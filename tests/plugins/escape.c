/*
 * escape.c - tries what a worker must not be able to do, at the first reply it is asked
 * about: tests/program/sandbox.py looks what comes of it.
 *
 * ESCAPE names the attempt, ESCAPE_FILE a file to do harm to.  What it could do is told
 * on standard error, which a worker keeps.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <smtplogscan/plugin.h>

static const char *harmed(void)
{
    const char *file = getenv("ESCAPE_FILE");
    return file != NULL ? file : "/nonexistent";
}

static int read_secret(void)
{
    return open("/etc/shadow", O_RDONLY);
}

static int read_public(void)
{
    return open("/etc/passwd", O_RDONLY);
}

static int write_file(void)
{
    return open(harmed(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

static int remove_file(void)
{
    return unlink(harmed());
}

static int rename_file(void)
{
    return rename(harmed(), "/tmp/escaped");
}

static int change_mode(void)
{
    return chmod(harmed(), 0777);
}

static int list_folder(void)
{
    return open("/", O_RDONLY | O_DIRECTORY);
}

static int speak_tcp(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(25)};
    int file = socket(AF_INET, SOCK_STREAM, 0);

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (file < 0)
        return -1;
    return connect(file, (const struct sockaddr *)&address, sizeof(address)) == 0 ||
                   errno == ECONNREFUSED
               ? 0
               : -1;
}

static int speak_local(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/dev/log"};
    int file = socket(AF_UNIX, SOCK_DGRAM, 0);

    if (file < 0)
        return -1;
    return connect(file, (const struct sockaddr *)&address, sizeof(address)) == 0 ||
                   errno == ENOENT || errno == ECONNREFUSED
               ? 0
               : -1;
}

static int run_program(void)
{
    static char program[] = "/bin/sh", option[] = "-c";
    char command[512];
    char *const arguments[] = {program, option, command, NULL};

    snprintf(command, sizeof(command), "echo harm >'%s'; echo escape: done >&2",
             harmed());
    return execve(program, arguments, NULL);
}

static int make_process(void)
{
    pid_t child = fork();

    if (child == 0)
        _exit(0);
    return child > 0 && waitpid(child, NULL, 0) == child ? 0 : -1;
}

static int trace_keeper(void)
{
    return (int)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}

static int kill_keeper(void)
{
    return kill(getppid(), SIGTERM);
}

static int kill_by_thread(void)
{
    return (int)syscall(SYS_tgkill, getppid(), getppid(), SIGTERM);
}

static int signal_by_file(void)
{
    int ends[2];

    if (pipe(ends) != 0)
        return -1;
    return fcntl(ends[0], F_SETOWN, getppid());
}

static int become_root(void)
{
    return setresuid(0, 0, 0);
}

static int mount_something(void)
{
    return mount("none", "/mnt", "tmpfs", 0, NULL);
}

static int read_keeper(void)
{
    char path[64];

    snprintf(path, sizeof(path), "/proc/%d/mem", (int)getppid());
    return open(path, O_RDWR);
}

static int peek_keeper(void)
{
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)&read_keeper, 1};

    return process_vm_readv(getppid(), &here, 1, &there, 1, 0) == 1 ? 0 : -1;
}

static int run_file(void)
{
    int file = open("/bin/sh", O_RDONLY);

    return file >= 0 && mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0) !=
                            MAP_FAILED
               ? 0
               : -1;
}

static int run_memory(void)
{
    void *page =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED ? mprotect(page, 4096, PROT_READ | PROT_EXEC) : -1;
}

static int make_world(void)
{
    return unshare(CLONE_NEWUSER | CLONE_NEWNS);
}

static int type_for_user(void)
{
    char byte = '\n';
    return ioctl(STDERR_FILENO, TIOCSTI, &byte);
}

static int use_ring(void)
{
    static char room[120];
    return (int)syscall(425, 1, room);
}

static int open_again(void)
{
    return open("/proc/self/fd/2", O_RDWR);
}

static int change_root(void)
{
    return chroot("/tmp");
}

static int take_memory(void)
{
    enum { PIECE = 1 << 30, PIECES = 64 };

    for (int i = 0; i < PIECES; i++)
        if (mmap(NULL, PIECE, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED)
            return -1;
    return 0;
}

static const struct {
    const char *name;
    int (*make)(void);
} attempts[] = {
    {"read_secret", read_secret},         {"read_public", read_public},
    {"write_file", write_file},           {"remove_file", remove_file},
    {"rename_file", rename_file},         {"change_mode", change_mode},
    {"list_folder", list_folder},         {"speak_tcp", speak_tcp},
    {"speak_local", speak_local},         {"run_program", run_program},
    {"make_process", make_process},       {"trace_keeper", trace_keeper},
    {"kill_keeper", kill_keeper},         {"kill_by_thread", kill_by_thread},
    {"signal_by_file", signal_by_file},   {"become_root", become_root},
    {"mount_something", mount_something}, {"read_keeper", read_keeper},
    {"peek_keeper", peek_keeper},         {"run_file", run_file},
    {"run_memory", run_memory},           {"make_world", make_world},
    {"type_for_user", type_for_user},     {"use_ring", use_ring},
    {"open_again", open_again},           {"change_root", change_root},
    {"take_memory", take_memory},
};

static const sls_rule *classify(const sls_attempt *attempt)
{
    static int done;
    const char *wanted = getenv("ESCAPE");

    (void)attempt;
    for (size_t i = 0; i < SLS_COUNT(attempts) && wanted != NULL && !done; i++) {
        if (strcmp(attempts[i].name, wanted) != 0)
            continue;
        done = 1;
        errno = 0;
        int result = attempts[i].make();
        dprintf(STDERR_FILENO, "escape: %s: %s\n", wanted,
                result >= 0 ? "done" : strerrorname_np(errno));
    }
    return NULL;
}

static const char *const relays[] = {"mail6.example", "mail24.example", "mail26.example",
                                     "mail29.example", NULL};

SLS_PLUGIN(.name = "escape", .version = "1.0", .title = "Escape", .relays = relays,
           .classify = classify);
