/*
 * thread.h - threads of the program's own, to which no signal comes.
 */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* False: none could be started.  Whoever starts one joins it (pthread_join(3)). */
bool thread_start(pthread_t *thread, void *(*run)(void *argument), void *argument);

#endif
