"""The packages in a root that debootstrap made: docs/cron.md's commands, the job from cron's
environment and in the hands of systemd's filter, with Postfix's own sendmail and logrotate; an
upgrade, a removal, a purge.  clean_root.py PACKAGES [ROOT]: ROOT is a clean root to be copied.

In the root /proc is mounted, and nothing else.  systemd does not run there, so what systemctl
would start is left to cron.daily, which does the same."""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.path.realpath(__file__).rsplit("/tests/", 1)[0]
PACKAGES = os.path.abspath(sys.argv[1])
ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive",
               "LC_ALL": "C.UTF-8"}
SYSTEMCTL = """#!/bin/sh
case "$1 $2" in
"start smtplogscan.service") exec env -i PATH=/usr/bin:/bin /etc/cron.daily/smtplogscan ;;
"enable --now") shift 2; exec /bin/systemctl enable "$@" ;;
*) exec /bin/systemctl "$@" ;;
esac
"""
# crond gives no more than this.
CRON = ["env", "-i", "SHELL=/bin/sh", "PATH=/usr/bin:/bin", "HOME=/root", "LOGNAME=root"]
TOOLS = ["logrotate", "postfix", "strace", "systemd"]
STATE, TIMER = "/var/lib/smtplogscan", "/etc/systemd/system/timers.target.wants/smtplogscan.timer"
USER = "setpriv --reuid=_smtplogscan --regid=adm --clear-groups --reset-env"
DAILY = "/usr/libexec/smtplogscan/daily"
# What apt and dpkg keep of every package that was ever installed.
KEPT = re.compile(r"/(proc|tmp|run|var/cache|var/log|var/lib/(apt|dpkg|systemd/deb-systemd-helper"
                  r"-enabled/.*wants$))(/|$)|/(etc|build-package)/?.*(-|\.deb)$|/build-package|"
                  r"/root/")
held = failed = 0


def check(what, good, told=""):
    global held, failed
    held, failed = held + bool(good), failed + (not good)
    if not good:
        print(f"{what}: does not hold {told}")


class Root:
    def __init__(self, base):
        self.room = tempfile.mkdtemp(prefix="clean-root-", dir="/var/tmp")
        self.path = self.room + "/root"
        if base:
            subprocess.run(["cp", "-a", base, self.path], check=True)
        else:
            subprocess.run(["debootstrap", "--variant=minbase", "--include=adduser", "bookworm",
                            self.path], check=True, stdout=subprocess.DEVNULL)
        os.chmod(self.room, 0o755)
        subprocess.run(["mount", "-t", "proc", "proc", self.path + "/proc"], check=True)

    def close(self):
        subprocess.run(["umount", self.path + "/proc"], check=True)
        shutil.rmtree(self.room)

    def run(self, *command, stdin=None):
        """Exit status and what was printed."""
        done = subprocess.run(["chroot", self.path, *command], env=ENVIRONMENT, input=stdin,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                              timeout=900)
        return done.returncode, done.stdout.decode(errors="replace")

    def must(self, *command):
        status, printed = self.run(*command)
        if status != 0:
            raise SystemExit(f"{' '.join(command)}: exit {status}\n{printed}")
        return printed

    def file(self, name):
        return self.path + name

    def write(self, name, text, mode=0o644):
        with open(self.file(name), "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(self.file(name), mode)

    def read(self, name):
        with open(self.file(name), encoding="utf-8") as file:
            return file.read()

    def names(self):
        found = set()
        for folder, folders, files in os.walk(self.path):
            inside = folder[len(self.path):]
            if inside == "/proc":
                folders.clear()
            found |= {f"{inside}/{name}" for name in folders + files}
        return {name for name in found if not KEPT.search(name)}


def furnish(root):
    """A mail server that does not run, and a log of a bad day."""
    root.write("/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)
    root.write("/usr/local/sbin/systemctl", SYSTEMCTL, 0o755)
    shutil.copy("/etc/resolv.conf", root.file("/etc/resolv.conf"))
    root.must("apt-get", "update", "-q")
    root.must("apt-get", "install", "-yq", "--no-install-recommends", *TOOLS)
    root.must("mkfifo", "/var/spool/postfix/public/pickup") # as of a Postfix that runs
    os.makedirs(root.file("/usr/lib/rsyslog"), exist_ok=True)
    root.write("/usr/lib/rsyslog/rsyslog-rotate", "#!/bin/sh\n", 0o755)
    add_log(root, "/samples/bad-day.log.gz")
    os.mkdir(root.file("/build-package"))
    for package in glob.glob(PACKAGES + "/*.deb"):
        shutil.copy(package, root.file("/build-package"))


def add_log(root, sample):
    reader = ["zcat"] if sample.endswith(".gz") else ["cat"]
    with open(root.file("/var/log/mail.log"), "ab") as file:
        subprocess.run([*reader, SOURCE + sample], stdout=file, check=True)
    root.must("chown", "root:adm", "/var/log/mail.log")
    root.must("chmod", "0640", "/var/log/mail.log")


def cron(root, what):
    """As crond does, without what others have there; silence is success."""
    got = root.run(*CRON, "run-parts", "--report", "--regex=^smtplogscan$", "/etc/cron.daily")
    check(f"{what}: cron.daily", got == (0, ""), got)


def counts(root):
    return json.loads(root.read(STATE + "/report.json"))["totals"]


def nothing_new(root, what):
    found = counts(root)
    check(f"{what}: nothing is counted twice", found["accepted"] + found["failed"] == 0, found)


def waiting(root):
    return sorted(glob.glob(root.file("/var/spool/postfix/maildrop/*")))


def commands():
    with open(SOURCE + "/docs/cron.md", encoding="utf-8") as file:
        block = re.search(r"^```sh\n(.*?)^```$", file.read(), re.M | re.S)[1]
    return block.splitlines()


def follows_the_document(root):
    """The first of the five has made the packages."""
    five = commands()
    check("there are five commands", len(five) == 5, five)
    check("the first makes packages", five[0].endswith("cmake --workflow --preset package"))
    root.must("sh", "-c", five[1])
    got = root.run("systemctl", "is-enabled", "smtplogscan.timer")
    check("the timer is off as it comes", got == (1, "disabled\n"), got)
    cron(root, "as it comes")
    check("nothing is written as it comes", os.listdir(root.file(STATE)) == [])
    for command in five[2:]:
        root.must("sh", "-c", command)
    check("the timer is on", os.path.islink(root.file(TIMER)))
    got = root.run("systemctl", "is-enabled", "smtplogscan.timer")
    check("systemctl says so", got == (0, "enabled\n"), got)
    for unit in ("smtplogscan.service", "smtplogscan-mail.service", "smtplogscan.timer"):
        got = root.run("systemd-analyze", "verify", "--man=no", "/lib/systemd/system/" + unit)
        check(f"systemd-analyze verify {unit}", got == (0, ""), got)
    told = root.must("systemd-analyze", "security", "--offline=true",
                     "/lib/systemd/system/smtplogscan.service")
    level = float(re.search(r"Overall exposure level.*: ([0-9.]+)", told)[1])
    print(f"exposure {level}")
    check("exposure is at most 1.0", level <= 1.0, level)


def reports_each_morning(root):
    """The document's last command has made the first report."""
    told = root.must("stat", "-c", "%U:%G %a", STATE, STATE + "/report.html", STATE + "/state")
    check("whose the reports are", told.splitlines() == [
        "_smtplogscan:adm 750", "_smtplogscan:adm 640", "_smtplogscan:adm 600"], told)
    direct = json.loads(root.must("smtplogscan", "-f", "json", "/var/log/mail.log"))["totals"]
    check("the first morning's report", counts(root) == direct, counts(root))
    root.must("install", "-m", "644", "/usr/share/smtplogscan/samples/packaging/logrotate",
              "/etc/logrotate.d/mail")
    check("Postfix has queued a mail", len(waiting(root)) == 1, waiting(root))
    mail = open(waiting(root)[0], "rb").read()
    check("to whom it goes", b"admin@example.com" in mail and b"not accepted" in mail)
    days = [counts(root)]
    for sample, left in (("/samples/senders/mail.log", "mail.log.1"),
                         ("/samples/story/mail.log", "mail.log.2.gz")):
        add_log(root, sample)
        root.must("logrotate", "--force", "/etc/logrotate.d/mail")
        check(f"there is {left}", os.path.exists(root.file("/var/log/" + left)))
        cron(root, f"after a rotation to {left}")
        days.append(counts(root))
    whole = json.loads(root.must("sh", "-c", "smtplogscan -f json /var/log/mail.log*"))["totals"]
    for what in ("accepted", "failed"):
        check(f"each {what} once", sum(day[what] for day in days) == whole[what] and
              days[1][what] + days[2][what] > 0, (days, whole))
    check("delayed at the end", days[-1]["delayed"] == whole["delayed"], (days[-1], whole))
    check("three mails", len(waiting(root)) == 3, len(waiting(root)))


def allowed(root):
    """The system calls that the unit's filter lets through."""
    groups, name = {}, None
    for line in root.run("systemd-analyze", "syscall-filter")[1].splitlines():
        if line.startswith("@"):
            name = line
            groups[name] = []
        elif name and line.startswith(" ") and not line.strip().startswith("#"):
            groups[name].append(line.strip())

    def calls(group):
        return set().union(*(calls(one) if one.startswith("@") else {one}
                             for one in groups[group]))

    lines = re.findall(r"^SystemCallFilter=(.*)$", root.read(
        "/lib/systemd/system/smtplogscan.service"), re.M)
    check("the filter's form", len(lines) == 3 and "@" not in lines[1] and
          (lines[0], lines[2]) == ("@system-service", "~@privileged @resources"), lines)
    return (calls("@system-service") | set(lines[1].split())) - calls("@privileged") - \
        calls("@resources")


def stays_within_the_filter(root):
    add_log(root, "/samples/good-day.log.gz")
    root.must("sh", "-c", f"cd {STATE} && exec {USER} strace -f -qq -o strace {DAILY} report")
    used = set(re.findall(r"^\d+ +(\w+)\(", root.read(STATE + "/strace"), re.M))
    os.unlink(root.file(STATE + "/strace"))
    check("system calls within the filter", len(used) > 20 and not used - allowed(root),
          used - allowed(root))
    print(f"{len(used)} system calls, all within the filter")


def needs_two_units(root):
    """What the units say of setgid postdrop: as one unit they could not send."""
    before = len(waiting(root))
    root.run("sh", "-c", f"timeout 5 {USER} --no-new-privs {DAILY} mail")
    check("without new rights nothing is queued", len(waiting(root)) == before)
    check("and the mail stays", glob.glob(root.file(STATE + "/mail.*.eml")))
    cron(root, "what was left is sent")
    check("with them it is", len(waiting(root)) == before + 2, len(waiting(root)))


def later_version(root):
    """The same package under a higher version."""
    package = glob.glob(root.file("/build-package/smtplogscan_*.deb"))[0]
    tree = root.room + "/later"
    subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
    with open(tree + "/DEBIAN/control", encoding="utf-8") as file:
        text = re.sub(r"^Version: (.*)$", r"Version: \1+later", file.read(), flags=re.M)
    with open(tree + "/DEBIAN/control", "w", encoding="utf-8") as file:
        file.write(text)
    subprocess.run(["dpkg-deb", "-b", tree, root.file("/build-package/later.deb")], check=True,
                   stdout=subprocess.DEVNULL)


def upgrades(root):
    later_version(root)
    settings, before = root.read("/etc/default/smtplogscan"), len(waiting(root))
    root.must("apt-get", "install", "-yq", "./build-package/later.deb")
    check("it is upgraded", "+later" in root.must("dpkg-query", "-W", "smtplogscan"))
    check("settings are kept", root.read("/etc/default/smtplogscan") == settings)
    check("the timer is still on", os.path.islink(root.file(TIMER)))
    cron(root, "after the upgrade")
    nothing_new(root, "after the upgrade")
    check("there is a mail", len(waiting(root)) == before + 1)


def leaves(root, clean):
    root.must("apt-get", "remove", "-yq", "smtplogscan")
    check("removed, the state stays", os.path.exists(root.file(STATE + "/state")))
    cron(root, "removed")
    root.must("sh", "-c", commands()[1])
    check("installed again, the timer is on", root.run("systemctl", "is-enabled",
                                                       "smtplogscan.timer")[1] == "enabled\n")
    cron(root, "installed again")
    nothing_new(root, "installed again")
    root.must("sh", "-c", "apt-get install -yq ./build-package/smtplogscan-dev_*.deb")
    check("pkg-config's file is there", glob.glob(root.file("/usr/lib/*/pkgconfig/smtplogscan.pc")))
    root.must("apt-get", "purge", "-yq", "smtplogscan", "smtplogscan-dev")
    root.must("apt-get", "autoremove", "-yq", "--purge")
    check("the user is gone", root.run("getent", "passwd", "_smtplogscan")[0] == 2)
    for path in [*waiting(root), root.file("/etc/logrotate.d/mail"),
                 root.file("/var/lib/logrotate/status")]:
        os.unlink(path)
    check("purged, nothing is left", root.names() <= clean, sorted(root.names() - clean))
    check("purged, nothing else is gone", clean <= root.names(), sorted(clean - root.names()))


if os.geteuid() != 0 or (len(sys.argv) < 3 and shutil.which("debootstrap") is None):
    print("skipped: needs root and debootstrap")
    sys.exit(77)
place = Root(sys.argv[2] if len(sys.argv) > 2 else None)
try:
    furnish(place)
    names = place.names()
    follows_the_document(place)
    reports_each_morning(place)
    stays_within_the_filter(place)
    needs_two_units(place)
    upgrades(place)
    leaves(place, names)
finally:
    place.close()
print(f"{held} held, {failed} did not")
sys.exit(1 if failed else 0)
