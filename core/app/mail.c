/*
 * mail.c - the copy is the very mail: its file is what sendmail reads.
 */
#include "app/mail.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/handover.h"
#include "app/home.h"
#include "app/sendmail.h"
#include "base/clock.h"
#include "base/view.h"

#define FOLDER_OF_ROOT "/var/lib/smtplogscan"
#define NAME           "last-mail.eml"

enum { OWN_FOLDER = 0700, SILENT_SECONDS = 15 * MINUTE_SECONDS };

bool mail_check(const struct options *options, struct why *why)
{
    for (size_t i = 0; i < options->mail_to.count; i++)
        if (!sendmail_check("mail-to", options->mail_to.list[i], why))
            return false;
    if (options->mail_from == NULL)
        return true;
    if (options->mail_to.count == 0)
        return fail(why, "--mail-from belongs to --mail-to");
    return sendmail_check("mail-from", options->mail_from, why);
}

/* systemd lists several with colons between. */
static bool folder_of_service(char path[MAIL_PATH_BYTES])
{
    sls_view folders = view_of(secure_getenv("STATE_DIRECTORY"));
    sls_view first = view_take(&folders, ':');

    if (first.len == 0 || *first.ptr != '/' || first.len >= MAIL_PATH_BYTES / 2)
        return false;
    snprintf(path, MAIL_PATH_BYTES, "%.*s", (int)first.len, first.ptr);
    return true;
}

static bool folder_of_state(char path[MAIL_PATH_BYTES], const struct options *options)
{
    const char *slash = options->state != NULL ? strrchr(options->state, '/') : NULL;

    if (options->state == NULL || strlen(options->state) >= MAIL_PATH_BYTES / 2)
        return false;
    snprintf(path, MAIL_PATH_BYTES, "%.*s",
             slash != NULL ? (int)(slash - options->state) : 1,
             slash != NULL ? options->state : ".");
    return true;
}

static bool folder_of_user(char path[MAIL_PATH_BYTES])
{
    char folder[FOLDER_BYTES];

    if (!home_path(folder, "XDG_STATE_HOME", ".local/state", "smtplogscan"))
        return false;
    snprintf(path, MAIL_PATH_BYTES, "%s", folder);
    return true;
}

static bool find_folder(char path[MAIL_PATH_BYTES], const struct options *options)
{
    if (folder_of_state(path, options) || folder_of_service(path))
        return true;
    if (geteuid() == 0)
        return snprintf(path, MAIL_PATH_BYTES, "%s", FOLDER_OF_ROOT) > 0;
    return folder_of_user(path);
}

bool mail_copy(char path[MAIL_PATH_BYTES], const struct options *options, struct why *why)
{
    if (!find_folder(path, options)) {
        fail(why, "--mail-to: there is no folder for the copy of the mail");
        return fail_remedy(why, "--state FILE, or set STATE_DIRECTORY");
    }
    size_t used = strlen(path);
    snprintf(path + used, MAIL_PATH_BYTES - used, "/" NAME);
    return true;
}

/* Folders above it, too: that of a user's state may be the first thing there. */
bool mail_make_folders(char path[MAIL_PATH_BYTES], struct why *why)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = mkdir(path, OWN_FOLDER) == 0 || errno == EEXIST;
        if (!made)
            fail_because(why, strerror(errno), "%s: cannot be made", path);
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

/* Where most mail goes the report goes, too, as far as can be known. */
static const struct summary_provider *likely_relay(const struct summary *summary)
{
    const struct summary_provider *first = summary->providers; /* most recipients first */

    if (summary->provider_count == 0 ||
        first->sums->recipients * 2 < summary->totals.recipients)
        return NULL;
    return first;
}

/* Half of the mail is refused, or all of it for a while. */
static bool is_failing(const struct provider_sums *sums)
{
    uint64_t refused = sums->failed + sums->delayed;

    return refused > 0 && (refused * 2 >= sums->recipients ||
                           sums->last_refused - sums->last_accepted >= SILENT_SECONDS);
}

const char *mail_risk(const struct summary *summary)
{
    const struct summary_provider *relay = likely_relay(summary);
    return relay != NULL && is_failing(relay->sums) ? relay->title : NULL;
}

bool mail_write(const struct options *options, const struct report *report, int64_t now,
                const struct handover *handover, struct why *why)
{
    const struct mail_head head = {.to = options->mail_to.list,
                                   .to_count = options->mail_to.count,
                                   .from = options->mail_from,
                                   .sent = now};
    struct report mailed = *report;

    mailed.head = &head;
    return handover_write(handover, handover->mail, &mailed, &report_email, why);
}

bool mail_send(const char *path, const struct options *options, struct why *why)
{
    return sendmail_send(path, options->mail_from, why) ||
           fail_more(why, "; it is in %s", path);
}
