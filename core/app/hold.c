/*
 * hold.c - opens, in the order in which a person would want to hear of a fault.
 */
#include "app/hold.h"

#include <sys/resource.h>
#include <unistd.h>

#include "app/mail.h"
#include "app/message.h"
#include "app/outputs.h"
#include "app/run.h"
#include "base/arena.h"
#include "rules/sasl_passwd.h"
#include "tally/spool.h"

/* What the program needs beside its inputs. */
enum { OTHER_DESCRIPTORS = 128 };

/* More may be had than one begins with. */
static bool is_crowd(size_t count)
{
    struct rlimit files;

    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return true;
    if (count + OTHER_DESCRIPTORS > files.rlim_cur) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    return getrlimit(RLIMIT_NOFILE, &files) != 0 ||
           count + OTHER_DESCRIPTORS > files.rlim_cur;
}

static bool hold_inputs(struct hold *hold, const struct options *options, struct why *why)
{
    if (!paths_open(&hold->paths, options, why))
        return false;
    hold->crowded = is_crowd(hold->paths.count);
    for (size_t i = 0; i < hold->paths.count && !hold->crowded; i++) {
        struct path *path = &hold->paths.list[i];
        path->is_held = path->refused.sentence[0] == '\0' &&
                        source_open(&path->source, path->name, &path->refused);
    }
    return true;
}

static bool hold_identities(struct hold *hold, const struct options *options,
                            struct why *why)
{
    const struct words *files = &options->identity_files;

    hold->identities = memory_get(files->count + 1, sizeof(*hold->identities));
    for (size_t i = 0; i < files->count; i++)
        hold->identities[i] = -1;
    for (size_t i = 0; i < files->count; i++)
        if (!sasl_passwd_open(files->list[i], &hold->identities[i], why))
            return false;
    return true;
}

static void hold_spools(struct hold *hold, const struct options *options)
{
    for (size_t i = 0; i < 2 && outputs_want(options, &report_ndjson); i++)
        hold->spools[i] = spool_file(&hold->spool_why);
}

static bool reads_logs(const struct options *options)
{
    return options->verb == VERB_REPORT || options->verb == VERB_TRACE ||
           options->verb == VERB_EVIDENCE;
}

bool hold_open(struct hold *hold, const struct options *options, int64_t now, int *status)
{
    struct why why;

    *hold = (struct hold){
        .spools = {-1, -1}, .handover.state = -1, .state.lock = -1, .baseline = -1};
    arena_open(&hold->paths.arena);
    arena_open(&hold->expected.arena);
    if (!reads_logs(options))
        return true;
    enum state_opened opened = state_open(&hold->state, options, now, &why);
    *status = opened == STATE_HELD ? EXIT_STATE_HELD : EXIT_NO_REPORT;
    if (opened != STATE_OPENED || !expected_open(&hold->expected, options, &why) ||
        !baseline_find(options, &hold->baseline, &why) ||
        !hold_identities(hold, options, &why) || !hold_inputs(hold, options, &why)) {
        message_print(&why);
        return false;
    }
    hold_spools(hold, options);
    if (options->verb == VERB_REPORT)
        handover_open(&hold->handover, options);
    return true;
}

static void close_inputs(struct hold *hold)
{
    for (size_t i = 0; i < hold->paths.count; i++)
        if (hold->paths.list[i].is_held)
            source_close(&hold->paths.list[i].source);
    paths_close(&hold->paths);
    for (size_t i = 0; i < 2; i++)
        if (hold->spools[i] >= 0)
            close(hold->spools[i]);
    if (hold->baseline >= 0)
        close(hold->baseline);
    memory_free(hold->identities);
    expected_close(&hold->expected);
    state_close(&hold->state);
}

void hold_close(struct hold *hold)
{
    close_inputs(hold);
    handover_close(&hold->handover);
}

void hold_forget(struct hold *hold)
{
    close_inputs(hold);
    handover_forget(&hold->handover);
}

/* What was counted must have reached the reader before it is taken for counted. */
static bool commit(const struct hold *hold, struct why *why)
{
    struct pack bytes;

    if (!handover_has_state(&hold->handover))
        return true;
    pack_open(&bytes);
    bool kept = handover_take_state(&hold->handover, &bytes)
                    ? state_commit(&hold->state, pack_view(&bytes), why)
                    : fail(why, "%s: the state could not be kept", hold->state.path);
    pack_close(&bytes);
    return kept;
}

static bool send(const struct hold *hold, const struct options *options, struct why *why)
{
    const struct handover *handover = &hold->handover;
    bool asked = options->mail_to.count > 0 && handover_has(handover, handover->mail);

    return !asked || mail_send(handover->mail_path, options, why);
}

int hold_deliver(struct hold *hold, const struct options *options, int status)
{
    struct why why;

    if (!handover_deliver(&hold->handover))
        return EXIT_NO_REPORT;
    if (send(hold, options, &why) && commit(hold, &why))
        return status;
    message_print(&why);
    return EXIT_NO_REPORT;
}
