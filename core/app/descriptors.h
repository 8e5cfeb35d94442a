/*
 * descriptors.h - the three standard streams, for a program that was started without one.
 */
#ifndef APP_DESCRIPTORS_H
#define APP_DESCRIPTORS_H

/* Before any file is opened: none may get the place of a stream that is closed.  Reading
   from one that was closed, or writing to it, goes on to fail. */
void descriptors_fill(void);

#endif
