/*
 * verdict.h - what is found of a plugin or a rule file: one word at the start of a line.
 */
#ifndef APP_VERDICT_H
#define APP_VERDICT_H

#include <stdio.h>

enum verdict_word { VERDICT_OK, VERDICT_FAULTY, VERDICT_FAULT, VERDICT_REFUSED };

/* In a column of its own. */
void verdict_print(FILE *file, enum verdict_word verdict);

#endif
