/*
 * files.h - the rule files of a book: read in the order in which they are asked, set
 * against each other and the plugins, and laid over the plugins.
 */
#ifndef RULES_FILES_H
#define RULES_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/book.h"
#include "rules/rulefile.h"

/* Reads one file behind those read before.  `named`: it was asked for by name. */
void files_add(struct book *book, const char *path, bool named);
/* Every *.conf of a folder, in the order of their names; false: there is no folder. */
bool files_add_folder(struct book *book, const char *folder);

/* After the last file and the last plugin, before book_bind(): leaves out the files that
   name what is nowhere, and makes their providers plugins of the book.  What is left out
   has its first fault in `fault`, and a fault_count. */
void files_settle(struct book *book);

/* What is wrong with a file beside the others; every fault is told. */
void files_check(const struct book *book, const struct rulefile *file,
                 struct faults *faults);

/* The cause a rule of a file leads to, and what else book_bind() needs of it. */
void files_rule(const struct book *book, const struct file_rule *origin,
                struct rule *rule);
/* Causes that are in no list, each once. */
void files_make_causes(struct book *book);

#endif
