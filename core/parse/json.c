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

/* How many names a sound text tells: a colon outside of strings stands behind each. */
static size_t count_names(sls_view text)
{
    bool in_string = false;
    size_t names = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\\' && in_string)
            i++;
        else if (text.ptr[i] == '"')
            in_string = !in_string;
        else if (text.ptr[i] == ':' && !in_string)
            names++;
    }
    return names;
}

static size_t count_members(struct json_object *value);

static size_t count_in_object(struct json_object *object)
{
    struct json_object_iterator member = json_object_iter_begin(object),
                                end = json_object_iter_end(object);
    size_t members = 0;

    for (; !json_object_iter_equal(&member, &end); json_object_iter_next(&member))
        members += 1 + count_members(json_object_iter_peek_value(&member));
    return members;
}

static size_t count_in_array(struct json_object *array)
{
    size_t members = 0;

    for (size_t i = 0; i < json_object_array_length(array); i++)
        members += count_members(json_object_array_get_idx(array, i));
    return members;
}

/* At most JSON_DEPTH deep. */
static size_t count_members(struct json_object *value)
{
    if (json_object_is_type(value, json_type_object))
        return count_in_object(value);
    return json_object_is_type(value, json_type_array) ? count_in_array(value) : 0;
}

static struct json_object *parse_once(struct json_tokener *tokener, sls_view text)
{
    json_tokener_reset(tokener);
    errno = 0;
    struct json_object *root = json_tokener_parse_ex(tokener, text.ptr, (int)text.len);
    if (errno == ENOMEM) /* else the record would count as malformed */
        memory_exhausted();
    return root;
}

/* json-c leaves out a member for whose name it finds no memory, and says nothing.  What
   has a name twice has as many members when it is read again. */
static void check_members(struct json_tokener *tokener, sls_view text,
                          struct json_object *root)
{
    sls_view object = view_cut(text, json_tokener_get_parse_end(tokener));
    size_t members = count_members(root);

    if (members == count_names(object))
        return;
    struct json_object *again = parse_once(tokener, text);
    if (count_members(again) != members)
        memory_exhausted();
    json_object_put(again);
}

/* NULL when the text is no object. */
static struct json_object *parse(struct json_tokener *tokener, sls_view text)
{
    if (text.len == 0 || text.len > LINE_BYTES)
        return NULL;
    struct json_object *root = parse_once(tokener, text);
    if (root != NULL)
        check_members(tokener, text, root);
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
        if (text.ptr == NULL)
            memory_exhausted();
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
