/*
 * confuse.c - carries a pointer through libconfuse, and keeps the locale as it is.
 *
 * libconfuse leaves half a section behind when it finds no memory, and falls over it when
 * that is freed: errno tells, and the program ends as everywhere.  Its lexer has an
 * assert() for a text in quotes: abort() tells, while errno says why.
 */
#include "rules/confuse.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "base/arena.h"

static int refuse_call(cfg_t *cfg, cfg_opt_t *option, int count, const char **texts)
{
    (void)cfg;
    (void)option;
    (void)count;
    (void)texts;
    return -1;
}

cfg_opt_t confuse_hidden(void *user)
{
    return (cfg_opt_t){
        .name = "", .type = CFGT_FUNC, .func = refuse_call, .simple_value.ptr = user};
}

void *confuse_user(const cfg_t *cfg)
{
    return (void *)cfg->opts[0].simple_value.ptr;
}

cfg_opt_t confuse_text(const char *name, bool is_list, cfg_callback_t take)
{
    cfg_opt_t one = CFG_STR_CB(name, NULL, CFGF_NODEFAULT, take);
    cfg_opt_t list = CFG_STR_LIST_CB(name, NULL, CFGF_NODEFAULT, take);
    return is_list ? list : one;
}

/* Some builds of libconfuse take over the user's locale: its sentences would be
   translated, and columns counted otherwise. */
cfg_t *confuse_init(cfg_opt_t *options)
{
    char characters[128], messages[128];

    snprintf(characters, sizeof(characters), "%s", setlocale(LC_CTYPE, NULL));
    snprintf(messages, sizeof(messages), "%s", setlocale(LC_MESSAGES, NULL));
    errno = 0;
    cfg_t *cfg = cfg_init(options, CFGF_NONE);
    if (cfg == NULL || errno == ENOMEM)
        memory_exhausted();
    setlocale(LC_CTYPE, characters);
    setlocale(LC_MESSAGES, messages);
    return cfg;
}

/* Any other abort() goes on when this returns. */
static void hear_abort(int number)
{
    (void)number;
    if (errno == ENOMEM)
        memory_exhausted();
}

bool confuse_parse(cfg_t *cfg, char *text, size_t length)
{
    FILE *file = fmemopen(text, length, "r");
    struct sigaction hears = {.sa_handler = hear_abort}, before;

    if (file == NULL)
        memory_exhausted();
    sigaction(SIGABRT, &hears, &before);
    errno = 0;
    bool parsed = cfg_parse_fp(cfg, file) == CFG_SUCCESS;
    if (errno == ENOMEM)
        memory_exhausted();
    sigaction(SIGABRT, &before, NULL);
    fclose(file);
    return parsed;
}
