/*
 * check_file.h - what is wrong with a rule file: the test that --check-plugin puts it to.
 */
#ifndef RULES_CHECK_FILE_H
#define RULES_CHECK_FILE_H

#include <stddef.h>

#include "rules/book.h"
#include "rules/fault.h"

/* Everything for which a file is left out; samples that their own cause does not catch,
   or an earlier one of the file does; not_samples that are caught; patterns that a reply
   can make slow.  `book` holds the plugins and files that it is used with.  Returns the
   number of faults; *rules is how many causes it has. */
size_t check_file(const struct book *book, const char *path, fault_told *tell,
                  void *receiver, size_t *rules);

#endif
