/*
 * privilege.h - the worker of root becomes a user who owns nothing.
 *
 * That is _smtplogscan, the package's own user, else nobody.  Until privilege_end() it
 * keeps the right to read every file (CAP_DAC_READ_SEARCH), so that plugins and rule
 * files load that only root may read; it cannot change one.
 */
#ifndef APP_PRIVILEGE_H
#define APP_PRIVILEGE_H

#include <stdbool.h>
#include <sys/types.h>

struct privilege {
    bool is_needed; /* this process is root */
    bool is_known;  /* there is such a user */
    uid_t user;
    gid_t group;
    char name[32];
};

/* Before the fork: the user data base is asked. */
void privilege_find(struct privilege *privilege);

/* In the worker, while it has one thread.  False: errno tells; nothing may be taken for
   dropped. */
bool privilege_drop(const struct privilege *privilege);
/* Gives up the last right, unless it is to be kept (then Landlock must limit it). */
bool privilege_end(bool keep_reading);

#endif
