#!/usr/bin/env python3
"""Logs that tests/bench/generate does not write: others.py exim|sendgrid MESSAGES."""

import json
import random
import sys
import time

START = 1795273200  # 2026-11-22 00:00 UTC
REPLIES = ("450 4.2.1 The user you are trying to contact is receiving mail too quickly",
           "550 5.1.1 The email account that you tried to reach does not exist",
           "421 4.7.0 Try again later, closing connection")


def exim(chance, number):
    stamp = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(START + number // 10))
    message = f"1vM{number % 1000:03d}-{number:06d}-0A"
    user, domain = f"user{chance.randrange(5000)}", f"mail{chance.randrange(300)}.example"
    head = f"{stamp} {message}"
    host = "H=smtp.gmail.com [203.0.113.108]"
    yield (f"{head} <= news@client{number % 50}.example H=app{number % 9}.client.example "
           f"[198.51.100.{number % 250}] P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 "
           f"A=plain:app S={chance.randrange(2000, 90000)} id={number:x}@client.example")
    if chance.random() < 0.05:
        yield (f"{head} == {user}@{domain} R=smarthost T=remote_smtp defer (-44) {host}: SMTP error "
               f"from remote mail server after RCPT TO:<{user}@{domain}>: {chance.choice(REPLIES)}")
    yield (f"{head} => {user}@{domain} R=smarthost T=remote_smtp {host} "
           f'X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 2.0.0 OK {number} - gsmtp"')
    yield f"{head} Completed"


def sendgrid(chance, number):
    event = {"email": f"user{chance.randrange(5000)}@mail{chance.randrange(300)}.example",
             "timestamp": START + number // 10, "smtp-id": f"<{number:x}@client.example>",
             "sg_event_id": f"{number:022x}", "sg_message_id": f"{number:022x}.recvd-1-0"}
    yield json.dumps({**event, "event": "processed"})
    if chance.random() < 0.05:
        yield json.dumps({**event, "event": "bounce", "type": "bounce", "status": "5.1.1",
                          "reason": chance.choice(REPLIES)})
    else:
        yield json.dumps({**event, "event": "delivered", "response": f"250 OK id={number:x}"})


kind, messages = {"exim": exim, "sendgrid": sendgrid}[sys.argv[1]], int(sys.argv[2])
dice = random.Random(1)
for n in range(messages):
    for line in kind(dice, n):
        print(line)
