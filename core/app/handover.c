/*
 * handover.c - files beside their places, and a word about each in shared memory.
 */
#include "app/handover.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/message.h"
#include "base/arena.h"
#include "base/seal.h"

enum { OTHERS = 0077 };

static void open_output(struct output *output, const char *path)
{
    *output = (struct output){.path = path};
    if (strcmp(path, "-") != 0)
        target_open(&output->target, path, &output->why);
}

/* The copy of the mail is its owner's alone. */
static void open_mail(struct handover *handover, const struct options *options)
{
    struct output *output = &handover->list[handover->mail];
    char *path = handover->mail_path;

    *output = (struct output){.path = path};
    mode_t mask = umask(OTHERS);
    if (mail_copy(path, options, &output->why) && mail_make_folders(path, &output->why))
        target_open(&output->target, path, &output->why);
    umask(mask);
}

/* With room for a word about the state. */
static size_t word_bytes(const struct handover *handover)
{
    return (handover->count + 1) * sizeof(*handover->whole);
}

void handover_open(struct handover *handover, const struct options *options)
{
    bool mails = options->mail_to.count > 0;

    *handover = (struct handover){.count = options->outputs.count + mails,
                                  .mail = options->outputs.count,
                                  .state = -1};
    if (options->state != NULL && !options->state_readonly)
        handover->state = memfd_create("state", MFD_CLOEXEC);
    handover->list = memory_get(handover->count + 1, sizeof(*handover->list));
    void *words = mmap(NULL, word_bytes(handover), PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    handover->whole = words != MAP_FAILED ? words : NULL;
    for (size_t i = 0; i < options->outputs.count; i++)
        open_output(&handover->list[i], options->outputs.list[i]);
    if (mails)
        open_mail(handover, options);
}

static void end(struct handover *handover, void end_target(struct target *))
{
    for (size_t i = 0; i < handover->count; i++)
        end_target(&handover->list[i].target);
    if (handover->whole != NULL)
        munmap((void *)handover->whole, word_bytes(handover));
    if (handover->state >= 0)
        close(handover->state);
    memory_free(handover->list);
    *handover = (struct handover){.state = -1};
}

void handover_close(struct handover *handover)
{
    end(handover, target_drop);
}

void handover_forget(struct handover *handover)
{
    end(handover, target_forget);
}

/* ---- the worker's */

bool handover_write(const struct handover *handover, size_t i,
                    const struct report *report, const struct report_format *format,
                    struct why *why)
{
    const struct output *output = &handover->list[i];

    if (output->why.sentence[0] != '\0') {
        *why = output->why;
        return false;
    }
    if (handover->whole == NULL)
        return fail_because(why, strerror(ENOMEM), "%s: cannot be written", output->path);
    return report_print(report, format, output->target.file, output->path, why) &&
           (handover->whole[i] = true);
}

bool handover_give_state(const struct handover *handover, sls_view bytes, struct why *why)
{
    size_t given = 0;

    errno = ENOMEM;
    while (handover->state >= 0 && handover->whole != NULL && given < bytes.len) {
        ssize_t put =
            pwrite(handover->state, bytes.ptr + given, bytes.len - given, (off_t)given);
        if (put < 0 && errno != EINTR)
            break;
        given += put > 0 ? (size_t)put : 0;
    }
    if (bytes.len > 0 && given == bytes.len)
        return handover->whole[handover->count] = true;
    return fail_because(why, strerror(errno), "the state could not be kept");
}

/* ---- the keeper's */

bool handover_deliver(struct handover *handover)
{
    bool delivered = true;
    struct why why;

    for (size_t i = 0; i < handover->count && handover->whole != NULL; i++) {
        struct target *target = &handover->list[i].target;
        if (!handover->whole[i] || target->file == NULL || target_keep(target, &why))
            continue;
        message_print(&why);
        delivered = false;
    }
    return delivered;
}

bool handover_has(const struct handover *handover, size_t i)
{
    return i <= handover->count && handover->whole != NULL && handover->whole[i];
}

bool handover_has_state(const struct handover *handover)
{
    return handover_has(handover, handover->count);
}

bool handover_take_state(const struct handover *handover, struct pack *bytes)
{
    char block[65536];
    struct stat status;
    ssize_t got;
    off_t at = 0;

    if (handover->state < 0 || handover->whole == NULL ||
        !handover->whole[handover->count] || fstat(handover->state, &status) != 0 ||
        status.st_size > SEAL_MOST_BYTES)
        return false;
    while ((got = pread(handover->state, block, sizeof(block), at)) != 0) {
        if (got < 0 && errno != EINTR)
            return false;
        if (got > 0)
            pack_bytes(bytes, (sls_view){block, (size_t)got});
        at += got > 0 ? got : 0;
    }
    return got == 0 && at == status.st_size;
}
