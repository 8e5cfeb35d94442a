/*
 * say.h - the program's own sentences, in the language of the person who reads them.
 *
 * A sentence stands in the source in English, whole, and is looked up in the catalog of
 * docs/po (gettext).  What a catalog lacks is said in English.  Only what people read is
 * asked for here: text, HTML, mail, help and messages, never JSON, CSV or Prometheus.
 */
#ifndef BASE_SAY_H
#define BASE_SAY_H

#include <stdbool.h>
#include <stdint.h>

/* Nothing is looked up before this was called; then in `language` ("ko"), whose catalogs
   are LOCALES/ko/LC_MESSAGES/DOMAIN.mo.  Needs neither an installed locale nor any in the
   environment. */
void say_in(const char *language, const char *locales);
/* As before say_in(). */
void say_in_english(void);
/* A plugin's own catalog lies beside the program's. */
void say_also(const char *domain);

/* The program's, in which the plugins that it brings along are said, too. */
#define SAY_DOMAIN "smtplogscan"

/* The sentence; lives as long as the program, or as `sentence`. */
const char *say(const char *sentence) __attribute__((format_arg(1)));
/* The form that the number asks for. */
const char *say_many(const char *one, const char *many, uint64_t count)
    __attribute__((format_arg(1), format_arg(2)));
/* A sentence of a plugin's catalog; NULL says nothing, a NULL domain has no catalog. */
const char *say_from(const char *domain, const char *sentence);

/* How a sentence is spoken: say(), or in English whatever was asked for. */
typedef const char *say_how(const char *sentence);
const char *say_english(const char *sentence) __attribute__((format_arg(1)));

/* Marks a sentence of a table, which is said where the table is read. */
#define SAID(sentence) sentence

#endif
