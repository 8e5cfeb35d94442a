"""An installation in a temporary prefix, and a folder beside it to work in.

The prefix is moved after `cmake --install`, and what runs has its programs and nothing of the
source or the build in its environment: whoever writes a plugin has no more."""

import os
import subprocess
import tempfile
import time

from program import BINARY, SOURCE


class Installation:
    def __init__(self):
        os.umask(0o022)
        self.root = tempfile.TemporaryDirectory(prefix="installed-")
        first = os.path.join(self.root.name, "first")
        self.prefix = os.path.join(self.root.name, "prefix")
        self.work = os.path.join(self.root.name, "work")
        subprocess.run(["cmake", "--install", os.path.dirname(BINARY), "--prefix", first],
                       check=True, stdout=subprocess.DEVNULL, timeout=300)
        os.rename(first, self.prefix)
        os.mkdir(self.work)
        self.environment = {
            "PATH": self.path("bin") + ":" + os.environ.get("PATH", "/usr/bin:/bin"),
            "PKG_CONFIG_PATH": os.path.dirname(self.find("smtplogscan.pc")),
            "HOME": self.root.name, "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def find(self, name):
        """Where lib/ is, depends on the machine."""
        for folder, _, names in os.walk(self.prefix):
            if name in names:
                return os.path.join(folder, name)
        raise SystemExit(f"{name} is not installed")

    def path(self, name):
        return os.path.join(self.prefix, name)

    def file(self, name):
        return os.path.join(self.work, name)

    def run(self, command, folder=""):
        """Exit status, what was printed on both outputs, and the seconds it took."""
        began = time.monotonic()
        done = subprocess.run(["sh", "-c", command], cwd=self.file(folder), check=False,
                              env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        return done.returncode, done.stdout.decode(), time.monotonic() - began

    def names_of_source(self):
        """Files that were made here and name the source's folder: there should be none."""
        word, found = SOURCE.encode() + b"/", []
        for folder, _, names in os.walk(self.work):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    if word in file.read():
                        found.append(os.path.join(folder, name))
        return found
