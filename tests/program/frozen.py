"""A plugin that was built with the header of ABI 1.0 loads and works: its table, a cause of
its own, classify(), probe() and parse()."""

import os
import shutil
import tempfile

from program import BINARY, Checks, report, run

BUILT = os.path.join(os.path.dirname(BINARY), "tests/plugins/frozen.so")
LINE = ("Nov 22 00:00:0{i} mx1 postfix/smtp[1]: {i}AB12C: to=<u{i}@frozen.example>, "
        "relay=smtp.frozen.example[192.0.2.1]:587, delay=1, delays=0/0/0/1, dsn={dsn}, "
        "status={status} (host smtp.frozen.example[192.0.2.1] said: {reply} "
        "(in reply to end of DATA command))\n")
REPLIES = [("5.1.1", "bounced", "550 5.1.1 <u1@frozen.example>: no such user"),
           ("4.3.2", "deferred", "451 4.3.2 It is too cold"),
           ("5.6.0", "bounced", "554 5.6.0 weighed and found wanting")]
EVENTS = ('{"frozen_id": "q1", "at": 1795300000, "event": "delivered", '
          '"to": ["a@one.example", "b@one.example"]}\n'
          '{"frozen_id": "q2", "at": "2026-11-22T00:00:00Z", "event": "bounced", '
          '"reason": "451 4.3.2 too cold", "to": ["c@one.example", "d@one.example"]}\n')

checks = Checks()
with tempfile.TemporaryDirectory() as folder:
    plugin, log, events = (os.path.join(folder, name)
                           for name in ("frozen.so", "mail.log", "events.json"))
    shutil.copyfile(BUILT, plugin)
    os.chmod(plugin, 0o644)
    with open(log, "w", encoding="ascii") as file:
        for i, (dsn, status, reply) in enumerate(REPLIES, 1):
            file.write(LINE.format(i=i, dsn=dsn, status=status, reply=reply))
    with open(events, "w", encoding="ascii") as file:
        file.write(EVENTS)

    status, out, _ = run("--check-plugin", plugin)
    checks.equal("is sound", (status, out), (0, b"ok       frozen 1.0, ABI 1.0, 3 rules\n"))
    found = report("--year=2026", "--plugin", plugin, log)
    checks.equal("causes", sorted((c["id"], c["severity"], c["action"], c["failed"], c["delayed"])
                                  for c in found["causes"]),
                 [("frozen/frozen-own", "critical", "wait", 0, 1),
                  ("frozen/spam-content", "warning", "fix-content", 1, 0),
                  ("frozen/user-unknown", "warning", "clean-list", 1, 0)])
    found = report("--plugin", plugin, events)
    ledger = found["inputs"][0]
    checks.equal("its export", (ledger["format"], ledger["recognised"], ledger["malformed"]),
                 ("frozen", 2, 0))
    status, out, _ = run("--plugin", plugin, "--explain", "frozen")
    checks.true("its setup", b"smtp.frozen.example, port 587" in out)
checks.end()
