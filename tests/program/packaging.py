"""The Debian packages as this build makes them: what is in them, that the program runs where they are
unpacked, and the daily job as cron and systemd start it.  tests/packaging/run installs them."""

import ctypes
import fcntl
import glob
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

from program import BINARY, SOURCE, Checks, check_sums

BUILD, PACKAGING = os.path.dirname(BINARY), SOURCE + "/samples/packaging/"
CRON = {"PATH": "/usr/bin:/bin", "HOME": "/root", "SHELL": "/bin/sh", "LOGNAME": "root"}
MACHINE = {"etc/cron.daily/smtplogscan", "etc/default/smtplogscan",
           "etc/smtplogscan/smtplogscan.conf"}
PR_SET_NO_NEW_PRIVS, PR_SET_MDWE, PR_GET_MDWE = 38, 65, 66
checks, room = Checks(), tempfile.TemporaryDirectory(prefix="packaging-")
os.umask(0o022)


def place(name):
    return os.path.join(room.name, name)


def call(*command, env=None, cwd=None, before=None):
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, timeout=500, check=False,
                          preexec_fn=before)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def must(*command, **options):
    status, out, err = call(*command, **options)
    if status != 0:
        sys.exit(f"{' '.join(command)}: exit {status}\n{out}{err}")
    return out


def files_of(root):
    return {os.path.relpath(os.path.join(folder, name), root)
            for folder, _, names in os.walk(root) for name in names}


def unpack(package):
    must("dpkg-deb", "-x", package, place("root"))
    must("dpkg-deb", "-e", package, place(os.path.basename(package) + ".control"))


def is_package():
    """Both packages: their files, and what dpkg is told of them."""
    must("cpack", "-G", "DEB", "--config", BUILD + "/CPackConfig.cmake", "-B", place("packages"))
    packages = sorted(glob.glob(place("packages/*.deb")))
    names = [os.path.basename(package).split("_")[0] for package in packages]
    checks.equal("packages", names, ["smtplogscan-dev", "smtplogscan"])
    for package in packages:
        unpack(package)
        for line in must("dpkg-deb", "-c", package).splitlines():
            checks.true(f"belongs to root, and only root writes: {line}",
                        re.match(r"[d-]rw.r-.r-. root/root ", line))
    program = packages[names.index("smtplogscan")]
    control = place(os.path.basename(program) + ".control/")
    found = files_of(place("root"))
    checks.equal("files of the whole machine", {name for name in found if name.startswith("etc/")},
                 MACHINE)
    checks.equal("conffiles", set(open(control + "conffiles", encoding="utf-8").read().split()),
                 {"/" + name for name in MACHINE})
    for name in ("usr/bin/smtplogscan", "usr/libexec/smtplogscan/daily",
                 "usr/lib/systemd/system/smtplogscan.service",
                 "usr/lib/systemd/system/smtplogscan-mail.service",
                 "usr/lib/systemd/system/smtplogscan.timer",
                 "usr/include/smtplogscan/plugin.h", "usr/share/man/man1/smtplogscan.1.gz",
                 "usr/share/man/ko/man1/smtplogscan.1.gz", "usr/share/man/man5/smtplogscan.conf.5.gz",
                 "usr/share/bash-completion/completions/smtplogscan",
                 "usr/share/fish/vendor_completions.d/smtplogscan.fish",
                 "usr/share/locale/ko/LC_MESSAGES/smtplogscan.mo",
                 "usr/share/doc/smtplogscan/docs/cron.md", "usr/share/doc/smtplogscan/copyright",
                 "usr/share/doc/smtplogscan/changelog.gz",
                 "usr/share/doc/smtplogscan-dev/changelog.gz",
                 "usr/share/smtplogscan/rules/ses.conf",
                 "usr/share/smtplogscan/samples/bad-day.log.gz"):
        checks.true(f"{name} is in a package", name in found)
    for name in ("gmail.so", "sendgrid.so", "smtp.so", "zoho.so", "_smtplogscan", "smtplogscan.pc"):
        checks.true(f"{name} is in a package",
                    any(os.path.basename(file) == name for file in found))
    checks.equal("nothing of Debian's own tools is in it",
                 [name for name in found if "/debian/" in name or name.endswith("/LICENSE")], [])
    for script in ("postinst", "prerm", "postrm"):
        checks.true(f"{script} may be run", os.stat(control + script).st_mode & stat.S_IXUSR)
        checks.equal(f"sh -n {script}", call("sh", "-n", control + script)[0], 0)
    depends = must("dpkg-deb", "-f", program, "Depends")
    for library in ("libc6", "libpcre2-8-0", "zlib1g", "adduser"):
        checks.true(f"depends on {library}: {depends}", library in depends)
    version = must(BINARY, "--version").split()[1]
    with open(PACKAGING + "debian/changelog", encoding="utf-8") as file:
        checks.equal("the changelog is of this version", file.readline().split()[1], f"({version})")
    checks.equal("smtplogscan-dev is of the same version",
                 must("dpkg-deb", "-f", packages[names.index("smtplogscan-dev")], "Depends"),
                 f"smtplogscan (= {version})\n")


def runs_from(root, how):
    """It finds plugins, rules and Korean where it was put, which is not where it was told."""
    program, clean = root + "/usr/bin/smtplogscan", {**CRON, "HOME": "/nonexistent"}
    listed = must(program, "--no-config", "--list-plugins", env=clean)
    for name in ("gmail", "sendgrid", "smtp", "zoho", "microsoft", "ses"):
        checks.true(f"{how}: {name} is loaded", re.search(rf"^{name} .*{root}/", listed, re.M))
    korean = must(program, "--no-config", "--lang=ko", "--list-causes", env=clean)
    checks.true(f"{how}: it speaks Korean", re.search("[가-힣]", korean))


def is_staged():
    """`cmake --install` below DESTDIR has the same files, but for the whole machine's."""
    root = place("staged")
    must("cmake", "--install", BUILD, "--prefix", "/usr", env={**os.environ, "DESTDIR": root})
    checks.equal("cmake --install leaves /etc and /lib alone",
                 [name for name in files_of(root) if not name.startswith("usr/") or
                  "systemd" in name], [])
    runs_from(root, "DESTDIR")


def serves_authors():
    """A plugin is built with smtplogscan-dev, which pkg-config finds, and checked."""
    found = glob.glob(place("root/usr/lib/**/pkgconfig"), recursive=True)
    env = {**CRON, "PKG_CONFIG_PATH": ":".join(found)}
    flags = must("pkg-config", "--cflags", "smtplogscan", env=env).split()
    must("cc", "-shared", "-fPIC", "-fvisibility=hidden", "-Werror", *flags, "-o",
         place("acme.so"), SOURCE + "/samples/plugins/acme/acme.c")
    must(place("root/usr/bin/smtplogscan"), "--no-config", "--check-plugin", place("acme.so"))


class Job:
    """The daily job of the unpacked package, in a folder of its own."""

    def __init__(self, name, **settings):
        self.folder, self.settings = place(name), place(name + ".settings")
        self.sent = place(name + ".sent")
        os.mkdir(self.folder)
        with open(place(name + ".sendmail"), "w", encoding="utf-8") as file:
            file.write(f'#!/bin/sh\n[ ! -e {place("broken")} ] || exit 75\n'
                       f'echo "$@" >>{self.sent}; cat >>{self.sent}\n')
        os.chmod(place(name + ".sendmail"), 0o755)
        self.set(MAIL_TO="admin@example.com", **settings)

    def set(self, **settings):
        settings["SENDMAIL"] = self.folder + ".sendmail"
        with open(self.settings, "w", encoding="utf-8") as file:
            file.writelines(f'{key}="{value}"\n' for key, value in settings.items())

    def run(self, verb, before=None):
        env = {**CRON, "PATH": place("root/usr/bin") + ":/usr/bin:/bin"}
        return call(place("root/usr/libexec/smtplogscan/daily"), verb, self.settings, self.folder,
                    env=env, cwd="/", before=before)

    def day(self):
        status, out, err = self.run("report")
        checks.equal(f"{self.folder}: mail", self.run("mail"), (0, "", ""))
        return status, out, err

    def report(self):
        with open(self.folder + "/report.json", encoding="utf-8") as file:
            found = json.load(file)
        check_sums(checks, self.folder, found)
        return found["totals"]

    def mails(self):
        if not os.path.exists(self.sent):
            return []
        with open(self.sent, encoding="utf-8") as file:
            return file.read().split("-i -t\n")[1:]


def is_off():
    job = Job("off", LOGS="")
    checks.equal("nothing is done while LOGS is empty", job.day(), (0, "", ""))
    checks.equal("nothing is left while LOGS is empty", os.listdir(job.folder), [])
    shutil.copy(PACKAGING + "default", job.settings)
    checks.equal("nothing is done as it comes", job.day(), (0, "", ""))
    checks.equal("nothing is left as it comes", os.listdir(job.folder), [])


def counts_once():
    """Three mornings: a mail each, with what is new; and one more for a day without sendmail."""
    log = place("mail.log")
    job = Job("days", LOGS=log + "*")
    shutil.copy(SOURCE + "/samples/story/mail.log", log)
    checks.equal("first day", job.day(), (0, "", ""))
    first = job.report()["recipients"]
    checks.true("the first day has mail", first > 0)
    os.rename(log, log + ".1")
    must("gzip", log + ".1")
    shutil.copy(SOURCE + "/samples/senders/mail.log", log)
    checks.equal("second day", job.day(), (0, "", ""))
    second = job.report()["recipients"]
    checks.true("the second day has other mail", second > 0)
    open(place("broken"), "w", encoding="utf-8").close()
    job.run("report")
    checks.equal("third day", job.report()["recipients"], 0)
    checks.equal("sendmail fails", job.run("mail")[0], 75)
    checks.equal("mails", len(job.mails()), 2)
    os.unlink(place("broken"))
    checks.equal("it is sent later", job.run("mail"), (0, "", ""))
    checks.equal("it is sent once", job.run("mail"), (0, "", ""))
    for mail in job.mails():
        checks.true(f"a mail: {mail[:300]}", re.match(
            r"To: admin@example\.com\n(?:.+\n)*Subject: .+\n(?:.+\n)*Content-Type: multipart/", mail))
    checks.equal("mails after all", len(job.mails()), 3)
    whole = json.loads(must(BINARY, "--no-config", "-f", "json", log, log + ".1.gz"))["totals"]
    checks.equal("sum of the days", first + second, whole["recipients"])


def tells_failure():
    job = Job("failing", LOGS=place("none.log"))
    status, out, err = job.day()
    checks.equal("a log that is not there", (status, out), (2, ""))
    checks.true(f"cron is told: {err}", "none.log" in err)
    checks.true("so is the admin", len(job.mails()) == 1 and "none.log" in job.mails()[0] and
                "ended with status 2" in job.mails()[0])
    job.set(LOGS=f"{SOURCE}/samples/story/mail.log {place('none.log')}", MAIL_TO="a@example.com")
    checks.equal("one of two logs", job.day()[0], 3)
    checks.true("is reported", len(job.mails()) == 2 and "INCOMPLETE" in job.mails()[1])
    job.set(LOGS=SOURCE + "/samples/story/mail.log", MAIL_TO="", OPTIONS="--exit-code")
    checks.equal("some mail not accepted is no failure", job.day(), (0, "", ""))
    checks.equal("nobody asked for mail", len(job.mails()), 2)
    checks.equal("none waits", glob.glob(job.folder + "/mail.*"), [])


def leaves_it_to_another():
    """Started by hand while the timer's run is at work: that one reports, and its mail is its own."""
    job = Job("held", LOGS=SOURCE + "/samples/story/mail.log")
    with open(job.folder + "/state.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        status, out, err = job.run("report")
    checks.equal("another run holds the state", (status, out), (75, ""))
    checks.true(f"which is said: {err}", "another run holds the state" in err)
    checks.equal("no mail tells of it", glob.glob(job.folder + "/mail.*"), [])
    checks.equal("the next day", job.day(), (0, "", ""))


def outlives_a_kill():
    """The run that was killed had written its reports and its state, and no mail."""
    job = Job("killed", LOGS=SOURCE + "/samples/story/mail.log")
    job.run("report")
    for mail in glob.glob(job.folder + "/mail.*"):
        os.unlink(mail)
    os.rename(job.folder + "/report.eml", job.folder + "/unsent.eml")
    checks.equal("after the kill", job.day(), (0, "", ""))
    checks.equal("both are sent", len(job.mails()), 2)
    checks.true("the first is the one with mail", "recipients" in job.mails()[0])
    checks.equal("nothing waits", glob.glob(job.folder + "/[mu]*.eml"), [])


def keeps_quiet():
    if "--quiet-if-ok" not in must(BINARY, "--help"):
        print("quiet: skipped, since this program has no --quiet-if-ok")
        return
    job = Job("quiet", LOGS=SOURCE + "/samples/good-day.log.gz",
              OPTIONS="--quiet-if-ok --fail-over=50%")
    checks.equal("a good day", job.day(), (0, "", ""))
    checks.equal("no mail of a good day", job.mails(), [])
    checks.true("reports are written all the same", job.report()["recipients"] > 0)
    job.set(LOGS=SOURCE + "/samples/bad-day.log.gz", OPTIONS="--quiet-if-ok",
            MAIL_TO="admin@example.com")
    checks.equal("a bad day", job.day()[0], 0)
    checks.equal("mail of a bad day", len(job.mails()), 1)


def lock_up():
    """As the unit's MemoryDenyWriteExecute= and NoNewPrivileges= do."""
    library = ctypes.CDLL(None)
    library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    library.prctl(PR_SET_MDWE, 1, 0, 0, 0)


def bears_the_lock():
    if ctypes.CDLL(None).prctl(PR_GET_MDWE, 0, 0, 0, 0) < 0:
        print("memory that is never run: skipped, since this kernel has no PR_SET_MDWE")
        return
    reports = []
    for name, before in (("free", None), ("locked", lock_up)):
        job = Job(name, LOGS=SOURCE + "/samples/bad-day.log.gz")
        checks.equal(f"{name}: run", job.run("report", before), (0, "", ""))
        reports.append(job.report())
    checks.equal("it reports the same, locked up", reports[0], reports[1])


def are_units():
    """What systemd makes of the units; the paths are those of the unpacked package."""
    if shutil.which("systemd-analyze") is None:
        print("units: skipped, since there is no systemd-analyze")
        return
    units = []
    for name in ("smtplogscan.service", "smtplogscan-mail.service", "smtplogscan.timer"):
        with open(place("root/usr/lib/systemd/system/" + name), encoding="utf-8") as file:
            text = file.read().replace("/usr/libexec", place("root/usr/libexec"))
        text = re.sub(r"^Documentation=.*\n", "", text, flags=re.M)
        units.append(place(name))
        with open(units[-1], "w", encoding="utf-8") as file:
            file.write(text)
    status, out, err = call("systemd-analyze", "verify", *units)
    checks.equal("systemd-analyze verify", (status, out + err), (0, ""))
    told = must("systemd-analyze", "security", "--offline=true", units[0])
    level = float(re.search(r"Overall exposure level.*: ([0-9.]+)", told)[1])
    print(f"exposure {level}")
    checks.true(f"exposure {level} is at most 1.0", level <= 1.0)
    with open(SOURCE + "/docs/cron.md", encoding="utf-8") as file:
        checks.true("docs/cron.md tells it", f" {level} of 10" in file.read())


is_package()
runs_from(place("root"), "unpacked")
is_staged()
serves_authors()
is_off()
counts_once()
tells_failure()
leaves_it_to_another()
outlives_a_kill()
keeps_quiet()
bears_the_lock()
are_units()
for script in ("daily", "cron.daily"):
    checks.equal(f"sh -n {script}", call("sh", "-n", PACKAGING + script), (0, "", ""))
checks.end()
