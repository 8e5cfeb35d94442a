"""--new-plugin: writes the samples under another name, and nothing over what exists."""

import os
import resource
import signal
import stat
import subprocess
import tempfile

from program import BINARY, SOURCE, Checks, run

checks = Checks()
RULES = ("samples/rules/acme", [], {"acme.conf", "README.md"})
C = ("samples/plugins/acme", ["--c"], {"acme.c", "CMakeLists.txt", "README.md"})


def content(folder):
    return {name: open(os.path.join(folder, name), encoding="utf-8").read()
            for name in os.listdir(folder)}


def refused(name, arguments, words, folder):
    before = sorted(os.walk(folder))
    status, out, err = run(*arguments, cwd=folder)
    checks.equal(f"{name}: exit status", (status, out), (2, b""))
    checks.true(f"{name}: {words!r} in {err!r}", words in err)
    checks.equal(f"{name}: nothing is written", sorted(os.walk(folder)), before)


def small_files():
    """No file may be longer than this: as on a full disk, but for everybody."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))


for sample, option, names in (RULES, C):
    samples = content(os.path.join(SOURCE, sample))
    checks.equal(f"{sample}: its files", set(samples), names)
    with tempfile.TemporaryDirectory() as folder:
        # The sample itself is what the program writes for "acme".
        for new, capital in (("acme", "Acme"), ("my-mail2", "My-mail2"), ("7-mail", "7-mail")):
            status, out, err = run("--new-plugin", new, *option, cwd=folder)
            checks.equal(f"{new}: exit status", (status, err), (0, b""))
            wanted = {name.replace("acme", new): text.replace("acme", new).replace("Acme", capital)
                      for name, text in samples.items()}
            checks.equal(f"{sample} as {new}", content(os.path.join(folder, new)), wanted)
            for name in wanted:
                checks.true(f"{new}/{name} is named", f"made  {new}/{name}\n".encode() in out)

        # Whoever may write to a plugin is whoever made it, also where a group shares files.
        old = os.umask(0o002)
        run("--new-plugin", "shared", *option, cwd=folder)
        os.umask(old)
        for path in ("shared", "shared/README.md"):
            mode = stat.S_IMODE(os.stat(os.path.join(folder, path)).st_mode)
            checks.equal(f"{path}: mode", oct(mode & 0o022), "0o0")

        os.mkdir(os.path.join(folder, "empty"))
        os.symlink("nowhere", os.path.join(folder, "link"))
        with open(os.path.join(folder, "file"), "wb"):
            pass
        for name in ("acme", "empty", "link", "file"):
            refused(f"{name} exists", ["--new-plugin", name, *option],
                    f"{name}: exists already; nothing was written".encode(), folder)
        for name in ("", "A", "a/b", "../a", "a.b", "a b", "-a", "--c", "\u00e9", "a" * 65):
            refused(f"the name {name!r}", ["--new-plugin", name, *option],
                    b"a plugin's name is made of a-z, 0-9 and '-', not \"", folder)
        refused("a loaded name", ["--new-plugin", "gmail", *option],
                b'a plugin "gmail" is loaded already from ', folder)
        refused("two names", ["--new-plugin", "a", "b", *option], b"takes one NAME", folder)
        done = subprocess.run([BINARY, "--no-config", "--new-plugin", "big", *option], cwd=folder, check=False,
                              capture_output=True, preexec_fn=small_files,
                              # what a build for coverage has counted is not to be cut, too
                              env={**os.environ, "GCOV_PREFIX": folder + "/counted"})
        checks.true(f"a full disk: {done.stderr!r}",
                    done.returncode == 2 and b"could not be written whole" in done.stderr)
        checks.true("a full disk: nothing is left", not os.path.exists(folder + "/big"))
        if os.geteuid() != 0:
            os.chmod(folder, 0o500)
            refused("a folder that cannot be written to", ["--new-plugin", "a", *option],
                    b"a: Permission denied", folder)
            os.chmod(folder, 0o700)
refused("--c alone", ["--c", "-"], b"--c belongs to --new-plugin NAME", SOURCE + "/samples")
checks.end()
