"""Each system call that can fail fails, one at a time: the same output, or an exit status and
a sentence.

Without the sandbox: strace makes a call fail by making it one that there is not, and the filter
of the sandbox would end the worker for it.
"""

from scenarios import THOROUGH, playing
from tracing import calls_of, inject

ERRORS = {
    "openat": ("EIO", "EMFILE", "EACCES"),
    "read": ("EIO", "EINTR"),
    "pread64": ("EIO", "EINTR"),
    "write": ("ENOSPC", "EIO", "EINTR"),
    "pwrite64": ("ENOSPC", "EINTR"),
    "fsync": ("EIO", "ENOSPC"),
    "rename": ("EIO", "ENOSPC"),
    "linkat": ("EIO", "ENOSPC"),
    "unlink": ("EIO",),
    "close": ("EIO", "EINTR"),
    "newfstatat": ("EIO", "EACCES"),
    "fstat": ("EIO",),
    "lseek": ("EIO",),
    "fcntl": ("EINVAL",),
    "fchmod": ("EPERM",),
    "ftruncate": ("EIO",),
    "dup2": ("EIO",),
    "dup3": ("EIO",),
    "flock": ("EIO",),
    "getdents64": ("EIO",),
    "readlink": ("EIO",),
    "clone": ("EAGAIN",),
    "clone3": ("EAGAIN",),
    "mmap": ("ENOMEM",),
    "mprotect": ("ENOMEM",),
    "getrandom": ("ENOSYS",),
    "prctl": ("EINVAL",),
    "rt_sigtimedwait": ("EINTR",),
    "wait4": ("EINTR",),
}
MOST = 100000 if THOROUGH else 160


def fail_each(checks, stage):
    stage.options = ("--sandbox=off",)
    points = [(name, error, number) for name, numbers in sorted(calls_of(stage).items())
              for error in ERRORS.get(name, ()) for number in numbers]
    chosen = points[::max(1, len(points) // MOST)]
    for name, error, number in chosen:
        got = stage.play(inject(name, f"error={error}", number))
        stage.hold(checks, f"{error} of {name} {number}", got)
    return f"{len(chosen)} of {len(points)}"


playing(fail_each)
