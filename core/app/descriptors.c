/*
 * descriptors.c - puts /dev/null in place of a closed stream, opened the wrong way round:
 * a report that is written to it must not count as written.
 */
#include "app/descriptors.h"

#include <fcntl.h>
#include <unistd.h>

void descriptors_fill(void)
{
    static const int modes[] = {
        [STDIN_FILENO] = O_WRONLY,
        [STDOUT_FILENO] = O_RDONLY,
        [STDERR_FILENO] = O_RDONLY,
    };

    for (int i = 0; i < 3; i++)
        if (fcntl(i, F_GETFD) < 0 && open("/dev/null", modes[i]) < 0)
            _exit(2); /* nobody can be told */
}
