/*
 * baseline.c - takes the counts of a JSON report out of it, and nothing else: names that
 * are not made of the letters of providers and causes are no report of ours.
 */
#include "app/baseline.h"

#include <errno.h>
#include <fcntl.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/say.h"
#include "base/stamp_free.h"
#include "base/view.h"
#include "rules/plugin.h"

#define SCHEMA "smtplogscan.report/1"

enum { LONGEST_FILE = 64 << 20, DEPTH = 16 };

static struct json_object *member(struct json_object *object, const char *name,
                                  enum json_type type)
{
    struct json_object *found;

    if (json_object_object_get_ex(object, name, &found) &&
        json_object_is_type(found, type))
        return found;
    return NULL;
}

static const char *text_of(struct json_object *object, const char *name)
{
    struct json_object *found = member(object, name, json_type_string);
    return found != NULL ? json_object_get_string(found) : NULL;
}

static bool number_of(struct json_object *object, const char *name, uint64_t *number)
{
    struct json_object *found = member(object, name, json_type_int);

    *number = found != NULL ? json_object_get_uint64(found) : 0;
    return found != NULL && json_object_get_int64(found) >= 0;
}

static bool take_provider(struct history *history, struct json_object *provider)
{
    const char *id = text_of(provider, "id");
    uint64_t recipients;

    if (id == NULL || !plugin_is_name(id) ||
        !number_of(provider, "recipients", &recipients))
        return false;
    history_provider(history, view_of(id), recipients);
    return true;
}

static bool take_cause(struct history *history, struct json_object *cause)
{
    const char *provider = text_of(cause, "provider"), *slug = text_of(cause, "cause");
    char id[2 * HISTORY_NAME_BYTES];
    uint64_t failed, delayed;

    if (provider == NULL || slug == NULL || !plugin_is_name(provider) ||
        !plugin_is_name(slug) || !number_of(cause, "failed", &failed) ||
        !number_of(cause, "delayed", &delayed))
        return false;
    snprintf(id, sizeof(id), "%s/%s", provider, slug);
    history_cause(history, view_of(id), failed + delayed);
    return true;
}

static bool take_list(struct history *history, struct json_object *root, const char *name,
                      bool (*take)(struct history *, struct json_object *))
{
    struct json_object *list = member(root, name, json_type_array);

    for (size_t i = 0; list != NULL && i < json_object_array_length(list); i++) {
        struct json_object *item = json_object_array_get_idx(list, i);
        if (!json_object_is_type(item, json_type_object) || !take(history, item))
            return false;
    }
    return list != NULL;
}

static bool inputs_are_complete(struct json_object *root)
{
    struct json_object *list = member(root, "inputs", json_type_array);

    for (size_t i = 0; list != NULL && i < json_object_array_length(list); i++) {
        struct json_object *complete =
            member(json_object_array_get_idx(list, i), "complete", json_type_boolean);
        if (complete == NULL || !json_object_get_boolean(complete))
            return false;
    }
    return true;
}

static bool take_report(struct baseline *baseline, struct json_object *root,
                        struct why *why)
{
    const char *schema = text_of(root, "schema"), *filter = text_of(root, "filter");
    struct json_object *period = member(root, "period", json_type_object);
    const char *last = period != NULL ? text_of(period, "last") : NULL;
    int64_t time = 0;

    if (schema == NULL)
        return fail(why, "%s: is no JSON report of smtplogscan", baseline->path);
    if (strcmp(schema, SCHEMA) != 0)
        return fail(why, "%s: is of the schema \"%s\", not of %s", baseline->path, schema,
                    SCHEMA);
    if (last != NULL)
        stamp_free(view_of(last), (struct zone){.fixed = true}, &time);
    history_begin(&baseline->history, time);
    if (!take_list(&baseline->history, root, "providers", take_provider) ||
        !take_list(&baseline->history, root, "causes", take_cause))
        return fail(why, "%s: this report is damaged", baseline->path);
    baseline->complete = inputs_are_complete(root);
    if (filter != NULL)
        baseline->filter = strdup(filter);
    return true;
}

static bool take_text(struct baseline *baseline, const char *text, size_t length,
                      struct why *why)
{
    struct json_tokener *tokener = json_tokener_new_ex(DEPTH);
    struct json_object *root = NULL;

    if (tokener != NULL) {
        json_tokener_set_flags(tokener,
                               JSON_TOKENER_STRICT | JSON_TOKENER_ALLOW_TRAILING_CHARS);
        root = json_tokener_parse_ex(tokener, text, (int)length);
        json_tokener_free(tokener);
    }
    bool taken = json_object_is_type(root, json_type_object)
                     ? take_report(baseline, root, why)
                     : fail(why, "%s: is no JSON report of smtplogscan", baseline->path);
    json_object_put(root);
    return taken || fail_remedy(why, "a report that -o FILE.json has written");
}

static bool read_file(struct baseline *baseline, int descriptor, struct why *why)
{
    struct stat status;
    size_t length = 0;
    ssize_t got = 0;

    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return fail(why, "%s: is no regular file", baseline->path);
    if (status.st_size > LONGEST_FILE)
        return fail(why, "%s: is longer than 64 MiB", baseline->path);
    size_t room = (size_t)status.st_size;
    char *text = memory_get(room + 1, 1);
    while (length < room &&
           ((got = pread(descriptor, text + length, room - length, (off_t)length)) > 0 ||
            (got < 0 && errno == EINTR)))
        length += got > 0 ? (size_t)got : 0;
    bool taken =
        got < 0 ? fail_because(why, strerror(errno), "%s: cannot be read", baseline->path)
                : take_text(baseline, text, length, why);
    memory_free(text);
    return taken;
}

static bool is_written_now(const struct options *options)
{
    for (size_t i = 0; i < options->outputs.count; i++)
        if (strcmp(options->outputs.list[i], options->baseline) == 0)
            return true;
    return false;
}

bool baseline_find(const struct options *options, int *descriptor, struct why *why)
{
    *descriptor = -1;
    if (options->baseline == NULL)
        return true;
    *descriptor = open(options->baseline, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*descriptor >= 0 || (errno == ENOENT && is_written_now(options)))
        return true;
    fail_because(why, strerror(errno), "%s: cannot be read", options->baseline);
    return fail_remedy(why,
                       "--baseline %s -o %s makes it, and compares from the "
                       "next run on",
                       options->baseline, options->baseline);
}

bool baseline_open(struct baseline *baseline, const struct options *options,
                   int descriptor, struct why *why)
{
    history_open(&baseline->history);
    if (descriptor < 0)
        return true;
    baseline->path = options->baseline;
    return read_file(baseline, descriptor, why);
}

void baseline_close(struct baseline *baseline)
{
    history_close(&baseline->history);
    free(baseline->filter);
}

bool baseline_check(const struct baseline *baseline, const char *filter, struct why *why)
{
    const char *then = baseline->filter != NULL ? baseline->filter : "everything";
    const char *now = filter != NULL ? filter : "everything";

    if (baseline->path == NULL || strcmp(then, now) == 0)
        return true;
    fail(why, "%s: counted %s, and this run counts %s: they cannot be compared",
         baseline->path, then, now);
    fail_told(why, "%s: counted %s, and this run counts %s: they cannot be compared",
              baseline->path, baseline->filter != NULL ? then : say("everything"),
              filter != NULL ? now : say("everything"));
    return fail_remedy(why, "give each filter a baseline of its own");
}
