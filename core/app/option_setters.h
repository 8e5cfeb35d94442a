/*
 * option_setters.h - how each kind of argument is kept in the options.
 */
#ifndef APP_OPTION_SETTERS_H
#define APP_OPTION_SETTERS_H

#include "app/option_rows.h"

set_option set_text, set_words, set_flag, set_verb, set_help, set_loudness,
    set_completion, set_time, set_top, set_width, set_when, set_grouping, set_year,
    set_zone, set_language, set_threads, set_memory, set_journal, set_sandbox;

#endif
