/*
 * landlock.c - the system calls as landlock(7) tells them: glibc of Debian 12 has no
 * functions for them, and its header does not know what later kernels do.
 */
#include "app/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum { ASK_VERSION = 1, RULE_PATH_BENEATH = 1 };

static const uint64_t read_file = 1u << 2, read_folder = 1u << 3;

struct ruleset {
    uint64_t files, net, scopes;
};

struct __attribute__((packed)) beneath {
    uint64_t allowed;
    int32_t folder;
};

/* Each version knows some rights more, and a kernel refuses what it does not know. */
static const struct {
    int version;
    unsigned rights; /* of files; they are the lowest bits */
} known[] = {{1, 13}, {2, 14}, {3, 15}, {5, 16}};

static const struct {
    int version;
    uint64_t net, scopes;
} others[] = {{4, 3, 0}, {6, 0, 3}};

int landlock_version(void)
{
    long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
    return version > 0 ? (int)version : 0;
}

static struct ruleset ruleset_of(int version)
{
    struct ruleset ruleset = {0};

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (version >= known[i].version)
            ruleset.files = (UINT64_C(1) << known[i].rights) - 1;
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (version < others[i].version)
            continue;
        ruleset.net |= others[i].net;
        ruleset.scopes |= others[i].scopes;
    }
    return ruleset;
}

/* As long as the kernel's own, which may be shorter. */
static size_t ruleset_bytes(int version)
{
    return version < 4   ? sizeof(uint64_t)
           : version < 6 ? 2 * sizeof(uint64_t)
                         : sizeof(struct ruleset);
}

static bool allow(int rules, const char *path)
{
    struct beneath rule = {.allowed = read_file | read_folder,
                           .folder = open(path, O_PATH | O_CLOEXEC)};

    if (rule.folder < 0)
        return false;
    bool added = syscall(ADD_RULE, rules, RULE_PATH_BENEATH, &rule, 0) == 0;
    int error = errno;
    close(rule.folder);
    errno = error;
    return added;
}

bool landlock_shut(const char *const *folders, size_t count)
{
    int version = landlock_version();
    struct ruleset ruleset = ruleset_of(version);

    if (version == 0) {
        errno = ENOSYS;
        return false;
    }
    int rules = (int)syscall(CREATE_RULESET, &ruleset, ruleset_bytes(version), 0);
    bool shut = rules >= 0;
    for (size_t i = 0; i < count && shut; i++)
        shut = allow(rules, folders[i]);
    shut = shut && syscall(RESTRICT_SELF, rules, 0) == 0;
    int error = errno;
    if (rules >= 0)
        close(rules);
    errno = error;
    return shut;
}
