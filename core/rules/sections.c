/*
 * sections.c - has libconfuse cut a rule file into keys and values, and notes their
 * lines.
 *
 * libconfuse stops at the first key it does not know; that key is told, added to what is
 * known, and the text is read once more.  It takes the end of the file for a closing
 * brace: a last key, added behind the text, shows whether one is missing.
 */
#include "rules/sections.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/similar.h"
#include "base/view.h"
#include "rules/comments.h"
#include "rules/confuse.h"

enum { MOST_UNKNOWN = 32, MOST_OPTIONS = KEY_COUNT + MOST_UNKNOWN + 2 };

#define LAST_KEY "end-of-file"

struct reader {
    struct sections *sections;
    struct arena *arena;
    struct faults *faults;
    const char *title;  /* of the section that is open */
    size_t first_value; /* of it */
    sls_view rest;      /* where the head of the next section is looked for */
    int line;           /* of `rest` */
    bool whole;         /* the last key was met outside of all sections */
    bool told;          /* why the parse stopped */
    bool passed_over;   /* the open section has keys that are not known */
    int empty_line;     /* of the first section without any */
    bool again;         /* it stopped at a key that is passed over the next time */
    struct {
        const char *name;
        bool in_provider;
    } unknown[MOST_UNKNOWN];
    size_t unknown_count;
    int last_line; /* of the text, without the last key */
};

static struct reader *reader_of(const cfg_t *cfg)
{
    return confuse_user(cfg);
}

static int line_at(const cfg_t *cfg)
{
    int last = reader_of(cfg)->last_line;
    return cfg->line < last ? cfg->line : last;
}

static bool is_provider(const char *name)
{
    return strcmp(name, "provider") == 0;
}

/* RFC 3629, but for overlong forms: enough to tell UTF-8 from EUC-KR. */
static bool is_utf8(sls_view text)
{
    size_t follow = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool continues = c >= 0x80 && c < 0xC0;
        if (continues != (follow > 0) || c >= 0xF8)
            return false;
        if (continues)
            follow--;
        else
            follow = c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    }
    return follow == 0;
}

static int take_value(cfg_t *cfg, cfg_opt_t *option, const char *text, void *result)
{
    struct reader *reader = reader_of(cfg);
    struct sections *sections = reader->sections;
    enum file_key key = KEY_NAME;

    *(const char **)result = "";
    while (key < KEY_COUNT && strcmp(file_keys[key].name, option->name) != 0)
        key++;
    if (cfg->title == NULL) /* "cause|code = ..." outside of all sections */
        return -1;
    reader->passed_over |= key == KEY_COUNT;
    if (key == KEY_COUNT)
        return 0;
    if (!is_utf8(view_of(text)))
        fault_at(reader->faults, cfg->line, "\"%s\" is not written in UTF-8",
                 option->name);
    if (sections->value_count == reader->first_value)
        reader->title = arena_keep(reader->arena, view_of(cfg->title)).ptr;
    sections->values = memory_resize(sections->values, sections->value_count + 1,
                                     sizeof(*sections->values));
    sections->values[sections->value_count++] =
        (struct file_value){key, cfg->line, arena_keep(reader->arena, view_of(text)).ptr};
    return 0;
}

/* The line of the last section's head at or before `last`: between the head and its first
   value stand only comments. */
static int find_head(struct reader *reader, const char *word, int last)
{
    int found = last;

    for (; reader->line <= last && reader->rest.len > 0; reader->line++) {
        sls_view line = view_trim(view_take(&reader->rest, '\n'));
        if (view_starts(line, view_of(word)))
            found = reader->line;
    }
    return found;
}

static int end_section(cfg_t *cfg, cfg_opt_t *option)
{
    struct reader *reader = reader_of(cfg);
    struct sections *sections = reader->sections;
    size_t count = sections->value_count - reader->first_value;

    if (count == 0 && !reader->passed_over && reader->empty_line == 0)
        reader->empty_line = line_at(cfg);
    reader->passed_over = false;
    if (count == 0)
        return 0;
    int line = sections->values[reader->first_value].line;
    sections->list =
        memory_resize(sections->list, sections->count + 1, sizeof(*sections->list));
    sections->list[sections->count++] =
        (struct file_section){.is_provider = is_provider(option->name),
                              .line = find_head(reader, option->name, line),
                              .title = reader->title,
                              .value_count = count};
    reader->first_value = sections->value_count;
    return 0;
}

static int take_last(cfg_t *cfg, cfg_opt_t *option, const char *text, void *result)
{
    (void)option;
    (void)text;
    *(const char **)result = "";
    reader_of(cfg)->whole = true;
    return 0;
}

static void tell_unknown(struct reader *reader, const cfg_t *cfg, sls_view name)
{
    const char *names[KEY_COUNT];
    bool at_top = cfg->title == NULL, provider = is_provider(cfg->name);
    size_t count = 0;

    const char *kept = arena_keep(reader->arena, name).ptr;
    for (size_t i = 0; i < KEY_COUNT && !at_top; i++)
        if (file_keys[i].in_provider == provider)
            names[count++] = file_keys[i].name;
    if (at_top) {
        names[count++] = "provider";
        names[count++] = "cause";
    }
    if (strcmp(kept, LAST_KEY) == 0 ||
        (!at_top && (is_provider(kept) || strcmp(kept, "cause") == 0))) {
        fault_at(reader->faults, line_at(cfg), "a closing brace is missing before this");
        return;
    }
    char hint[SIMILAR_HINT_BYTES];
    fault_at(reader->faults, cfg->line,
             at_top ? SAID("no section \"%s\"%s") : SAID("no key \"%s\"%s"), kept,
             similar_hint(hint, similar_word(kept, names, count)));
    if (at_top || reader->unknown_count == MOST_UNKNOWN)
        return;
    reader->unknown[reader->unknown_count].name = kept;
    reader->unknown[reader->unknown_count++].in_provider = provider;
    reader->again = true;
}

static void hear_error(cfg_t *cfg, const char *format, va_list arguments)
{
    static const sls_view unknown = {"no such option '", 16};
    struct reader *reader = reader_of(cfg);
    char sentence[256];

    vsnprintf(sentence, sizeof(sentence), format, arguments);
    sls_view text = view_of(sentence);
    reader->told = true;
    if (view_starts(text, unknown) && view_ends(text, VIEW("'")))
        tell_unknown(reader, cfg,
                     view_cut(view_skip(text, unknown.len), text.len - unknown.len - 1));
    else
        fault_at(reader->faults, line_at(cfg), "%s", sentence);
}

static void make_options(struct reader *reader, bool provider,
                         cfg_opt_t options[MOST_OPTIONS])
{
    size_t count = 0;

    options[count++] = confuse_hidden(reader);
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (file_keys[i].in_provider == provider)
            options[count++] =
                confuse_text(file_keys[i].name, file_keys[i].is_list, take_value);
    for (size_t i = 0; i < reader->unknown_count; i++)
        if (reader->unknown[i].in_provider == provider)
            options[count++] = confuse_text(reader->unknown[i].name, true, take_value);
    options[count] = (cfg_opt_t)CFG_END();
}

static void parse_once(struct reader *reader, char *text, size_t length)
{
    cfg_opt_t of_provider[MOST_OPTIONS], of_cause[MOST_OPTIONS];

    make_options(reader, true, of_provider);
    make_options(reader, false, of_cause);
    cfg_opt_t options[] = {
        confuse_hidden(reader),
        CFG_SEC("provider", of_provider, CFGF_MULTI | CFGF_TITLE),
        CFG_SEC("cause", of_cause, CFGF_MULTI | CFGF_TITLE),
        CFG_STR_CB(LAST_KEY, NULL, CFGF_NODEFAULT, take_last),
        CFG_END(),
    };
    options[1].validcb = options[2].validcb = end_section;
    cfg_t *cfg = confuse_init(options);
    cfg_set_error_function(cfg, hear_error);
    bool read = confuse_parse(cfg, text, length);
    if (!reader->told && (!read || !reader->whole))
        fault_at(reader->faults, line_at(cfg),
                 read ? "a comment is not closed" : "this is no key with a value");
    cfg_free(cfg);
}

static void parse_all(struct reader *reader, char *text, size_t length)
{
    do {
        reader->sections->count = reader->sections->value_count = 0;
        reader->first_value = 0;
        reader->whole = reader->told = reader->again = reader->passed_over = false;
        reader->empty_line = 0;
        reader->rest = (sls_view){text, length};
        reader->line = 1;
        parse_once(reader, text, length);
    } while (reader->again);
    if (reader->empty_line != 0)
        fault_at(reader->faults, reader->empty_line, "this section has no keys");
}

static int last_line(sls_view text)
{
    int lines = 1;

    if (view_ends(text, VIEW("\n")))
        text.len--;
    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n';
    return lines;
}

void sections_read(struct sections *sections, struct arena *arena, sls_view text,
                   struct faults *faults)
{
    struct reader reader = {.sections = sections, .arena = arena, .faults = faults};
    static const sls_view last = {"\n" LAST_KEY " = yes\n", sizeof(LAST_KEY) + 7};

    *sections = (struct sections){.count = 0};
    reader.last_line = last_line(text);
    if (view_find_byte(text, '\0') != NULL) {
        fault_at(faults, 1, "holds a NUL byte: it is no text");
        return;
    }
    char *whole = memory_get(text.len + last.len + 1, 1);
    if (text.len > 0)
        memcpy(whole, text.ptr, text.len);
    comments_blank(whole, text.len);
    memcpy(whole + text.len, last.ptr, last.len);
    parse_all(&reader, whole, text.len + last.len);
    memory_free(whole);
    const struct file_value *next = sections->values;
    for (size_t i = 0; i < sections->count; i++) {
        sections->list[i].values = next;
        next += sections->list[i].value_count;
    }
}

void sections_close(struct sections *sections)
{
    memory_free(sections->list);
    memory_free(sections->values);
}
