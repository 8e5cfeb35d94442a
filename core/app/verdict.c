/*
 * verdict.c - the words have one width in every language.
 */
#include "app/verdict.h"

#include "base/say.h"
#include "write/page.h"

enum { BEHIND_VERDICT = 9 };

void verdict_print(FILE *file, enum verdict_word verdict)
{
    static const char *const words[] = {
        [VERDICT_OK] = SAID("ok"),
        [VERDICT_FAULTY] = SAID("faulty"),
        [VERDICT_FAULT] = SAID("fault"),
        [VERDICT_REFUSED] = SAID("refused"),
    };
    struct page page = {.file = file};

    page_string(&page, say(words[verdict]));
    page_to(&page, BEHIND_VERDICT);
}
