/*
 * confuse.h - what every use of libconfuse here needs.
 */
#ifndef RULES_CONFUSE_H
#define RULES_CONFUSE_H

#include <stdbool.h>

#include <confuse.h>

/* Its callbacks know no user: the first option of every section is this one, which nobody
   can write, and confuse_user() gives its pointer back. */
cfg_opt_t confuse_hidden(void *user);
void *confuse_user(const cfg_t *cfg);

/* A key of one text or of several, of which `take` hears. */
cfg_opt_t confuse_text(const char *name, bool is_list, cfg_callback_t take);

/* As cfg_init(), in the program's own locale. */
cfg_t *confuse_init(cfg_opt_t *options);

/* As cfg_parse_fp() of a text that is not empty. */
bool confuse_parse(cfg_t *cfg, char *text, size_t length);

#endif
