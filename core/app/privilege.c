/*
 * privilege.c - the three user ids, the three group ids, the list of groups; and the
 * capabilities, by the system call itself: libcap is not worth being linked for two.
 *
 * In a container root may lack CAP_DAC_READ_SEARCH; then plugins must be readable by all.
 */
#include "app/privilege.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ENTRY_BYTES = 1024 };

/* The user of that name in the file of this machine's own users.  Not getpwnam(3): name
   services are plugins of libc, which abort without memory and may ask the network. */
static bool find_user(struct privilege *privilege, const char *name)
{
    char room[ENTRY_BYTES];
    struct passwd entry, *user;
    FILE *file = fopen("/etc/passwd", "re");

    while (file != NULL && !privilege->is_known &&
           fgetpwent_r(file, &entry, room, sizeof(room), &user) == 0) {
        if (strcmp(user->pw_name, name) != 0 || user->pw_uid == 0)
            continue;
        privilege->is_known = true;
        privilege->user = user->pw_uid;
        privilege->group = user->pw_gid;
        snprintf(privilege->name, sizeof(privilege->name), "%s", name);
    }
    if (file != NULL)
        fclose(file);
    return privilege->is_known;
}

void privilege_find(struct privilege *privilege)
{
    *privilege = (struct privilege){.is_needed = geteuid() == 0};
    if (privilege->is_needed && !find_user(privilege, "_smtplogscan"))
        find_user(privilege, "nobody");
}

static bool set_capabilities(bool reading)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct sets[2] = {0};

    if (reading)
        sets[0].effective = sets[0].permitted = 1u << CAP_DAC_READ_SEARCH;
    return syscall(SYS_capset, &header, sets) == 0;
}

/* What was given up must not come back. */
static bool is_gone(void)
{
    if (setuid(0) != 0 && seteuid(0) != 0 && setgid(0) != 0 && geteuid() != 0)
        return true;
    errno = EPERM;
    return false;
}

bool privilege_drop(const struct privilege *privilege)
{
    const gid_t group = privilege->group;
    const uid_t user = privilege->user;

    if (!privilege->is_known) {
        errno = ESRCH;
        return false;
    }
    prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
    if (setgroups(0, NULL) != 0 || setresgid(group, group, group) != 0 ||
        setresuid(user, user, user) != 0)
        return false;
    prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0);
    return (set_capabilities(true) || set_capabilities(false)) && is_gone();
}

bool privilege_end(bool keep_reading)
{
    return set_capabilities(keep_reading);
}
