/*
 * elf.h - whether a shared object is whole, before the dynamic linker touches it.
 */
#ifndef RULES_ELF_H
#define RULES_ELF_H

#include <stdbool.h>

#include "base/why.h"

/* False for what is no shared object of this kind of machine, and for one that broke off:
   dlopen() would kill the program by SIGBUS.  `name` is what the sentence calls it. */
bool elf_whole(const char *path, const char *name, struct why *why);

#endif
