/*
 * json.c - asks json-c, whose tokener is kept from record to record.
 *
 * json-c keeps a number's text only where it has a fraction or an exponent; whole numbers
 * are written anew, which gives the same digits up to 64 bits.
 */
#include "parse/json.h"

#include <errno.h>
#include <json-c/json.h>

#include "base/arena.h"
#include "base/view.h"
#include "input/lines.h"

void json_reader_open(struct json_reader *reader)
{
    *reader = (struct json_reader){.tokener = json_tokener_new_ex(JSON_DEPTH)};
    if (reader->tokener == NULL)
        memory_exhausted();
    json_tokener_set_flags(reader->tokener, JSON_TOKENER_STRICT);
}

static void forget(struct json_reader *reader)
{
    while (reader->count > 0)
        json_object_put(reader->roots[--reader->count]);
}

void json_reader_close(struct json_reader *reader)
{
    forget(reader);
    if (reader->tokener != NULL)
        json_tokener_free(reader->tokener);
    *reader = (struct json_reader){0};
}

/* NULL when the text is no object. */
static struct json_object *parse(struct json_tokener *tokener, sls_view text)
{
    if (text.len == 0 || text.len > LINE_BYTES)
        return NULL;
    json_tokener_reset(tokener);
    errno = 0;
    struct json_object *root = json_tokener_parse_ex(tokener, text.ptr, (int)text.len);
    if (errno == ENOMEM) /* else the record would count as malformed */
        memory_exhausted();
    if (root != NULL && !json_object_is_type(root, json_type_object)) {
        json_object_put(root);
        return NULL;
    }
    return root;
}

/* Reads one more text, unless there are too many. */
static struct json_object *add(struct json_reader *reader, sls_view text)
{
    struct json_object *root;

    if (reader->count == JSON_TEXTS)
        return NULL;
    root = parse(reader->tokener, text);
    reader->texts[reader->count] = text;
    reader->roots[reader->count++] = root;
    return root;
}

bool json_reader_read(struct json_reader *reader, sls_view record)
{
    forget(reader);
    return add(reader, record) != NULL;
}

static struct json_object *root_of(struct json_reader *reader, sls_view text)
{
    for (size_t i = 0; i < reader->count; i++)
        if (reader->texts[i].ptr == text.ptr && reader->texts[i].len == text.len)
            return reader->roots[i];
    return add(reader, text);
}

static struct json_object *member(struct json_object *root, const char *name)
{
    struct json_object *found = NULL;

    if (*name == '/')
        return json_pointer_get(root, name, &found) == 0 ? found : NULL;
    json_object_object_get_ex(root, name, &found);
    return found;
}

static sls_view text_of(struct json_object *found)
{
    sls_view text = {"", 0};

    switch (json_object_get_type(found)) {
    case json_type_string:
        text.ptr = json_object_get_string(found);
        text.len = (size_t)json_object_get_string_len(found);
        break;
    case json_type_int:
    case json_type_double:
    case json_type_boolean:
        text.ptr =
            json_object_to_json_string_length(found, JSON_C_TO_STRING_PLAIN, &text.len);
        break;
    case json_type_null:
    case json_type_object:
    case json_type_array:
        break;
    }
    return text;
}

bool json_reader_field(struct json_reader *reader, sls_view text, const char *name,
                       sls_view *value)
{
    struct json_object *root = root_of(reader, text);

    *value = root != NULL ? text_of(member(root, name)) : (sls_view){"", 0};
    return value->len > 0;
}

size_t json_reader_bytes(const struct json_reader *reader, const char *name, char *room,
                         size_t room_bytes)
{
    if (reader->count == 0 || reader->roots[0] == NULL)
        return 0;
    struct json_object *array = member(reader->roots[0], name);
    if (!json_object_is_type(array, json_type_array))
        return 0;
    size_t count = json_object_array_length(array);
    if (count > room_bytes)
        count = room_bytes;
    for (size_t i = 0; i < count; i++)
        room[i] = (char)json_object_get_int(json_object_array_get_idx(array, i));
    return count;
}
