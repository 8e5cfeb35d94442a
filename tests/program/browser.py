"""The page in a real browser: it says nothing in the console, asks for nothing, needs no
sideways scrolling on a phone, shows the numbers of the JSON report, can be read in both
schemes, and a hostile log gives it the elements of the benign twin's."""

import os
import re
import sys
import tempfile

import chromium
from hostile_log import a_log, benign, grouped, joined
from html_page import contrast
from payloads import PAYLOADS
from program import Checks, report, run
from sample import DAYS, OPTIONS

if chromium.path() is None:
    print("no chromium here: the page is looked at by the full checks (.ci/full)")
    sys.exit(77)

checks = Checks()
SIZES = ((1280, 900), (390, 844))

NUMBERS = """[...document.querySelectorAll('%s')].map(e => e.textContent)"""
TAGS = """[...document.querySelectorAll('*')].map(e => e.tagName + e.childElementCount)"""
# Every text that stands on a ground of its own: its colour, and the first ground below it.
COLORS = """[...new Set([...document.querySelectorAll('body *')].filter(e =>
    !e.closest('svg') && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())).map(e => {
        let ground = e;
        while (ground && getComputedStyle(ground).backgroundColor == 'rgba(0, 0, 0, 0)')
            ground = ground.parentElement;
        return getComputedStyle(e).color + ' on ' + getComputedStyle(ground || document.body).backgroundColor;
    }))]"""


def hexadecimal(color):
    return "#%02x%02x%02x" % tuple(map(int, re.findall(r"\d+", color)[:3]))


def check_colors(name, browser):
    for pair in browser.run(COLORS):
        text, ground = map(hexadecimal, pair.split(" on "))
        ratio = contrast(text, ground)
        checks.true(f"{name}: {text} on {ground}: {ratio:.2f}", ratio >= 4.5)


def check_quiet(name, browser, path):
    checks.equal(f"{name}: console", browser.said(), [])
    checks.equal(f"{name}: requests", browser.requests(), ["file://" + path])


def check_fits(name, browser, width):
    """Neither folded nor with every table open."""
    for script in ("0", "document.querySelectorAll('details').forEach(d => d.open = true)"):
        browser.run(script)
        checks.equal(f"{name}: width", browser.run("document.documentElement.scrollWidth"), width)
        checks.true(f"{name}: nothing stands out", browser.run(
            "[...document.querySelectorAll('body *')].every(e => e.closest('.scroll, svg') || "
            f"e.getBoundingClientRect().right <= {width} + 0.5)"))


def check_numbers(name, browser, found):
    def shown(selector):
        return [int(n.replace(",", "")) for n in browser.run(NUMBERS % selector)]
    totals = found["totals"]
    if totals["failed"] + totals["delayed"] == 0:
        return
    checks.equal(f"{name}: figures", shown(".figures b"),
                 [totals["failed"], totals["delayed"], totals["accepted"]])
    checks.equal(f"{name}: providers", shown("#providers td:nth-child(-n+4)"),
                 [p[k] for p in found["providers"] for k in ("accepted", "delayed", "failed")])
    weights = sorted(c["failed"] + c["delayed"] for c in found["causes"])
    checks.equal(f"{name}: legend", sum(shown(".legend b")), sum(weights))
    if found["period"]["first"]:
        checks.equal(f"{name}: chart", sum(shown("#time tr:last-child td")),
                     sum(sum(c["per_hour"]["counts"]) for c in found["causes"]))


def look(browser, folder, sample, language):
    path = os.path.join(folder, f"{sample.name}.{language}.html")
    status, _, err = run("-o", path, "-n", "20", "--lang", language, *OPTIONS, sample.path)
    checks.equal(f"{path}: exit", (status, err), (0, b""))
    found = report(*OPTIONS, sample.path)
    for width, height in SIZES:
        for dark in (False, True):
            name = f"{sample.name} {language} {width} {'dark' if dark else 'light'}"
            browser.show(path, width, height, dark)
            check_quiet(name, browser, path)
            checks.equal(f"{name}: language", browser.run("document.documentElement.lang"), language)
            check_numbers(name, browser, found)
            check_colors(name, browser)
            check_fits(name, browser, width)
            if os.environ.get("PICTURES"):
                browser.picture(os.path.join(os.environ["PICTURES"], name.replace(" ", "-") + ".png"))


def look_at_hostile(browser, folder):
    """What the browser makes of it, not what our own parser does."""
    for number, group in enumerate(grouped(PAYLOADS)):
        tags = []
        for change in (bytes, benign):
            log, page = (os.path.join(folder, name) for name in ("mail.log", "hostile.html"))
            with open(log, "wb") as file:
                file.write(a_log(joined(group, change)))
            run("-o", page, *OPTIONS, "mail.log", cwd=folder)
            browser.show(page, *SIZES[1])
            check_quiet(f"hostile {number}", browser, page)
            checks.equal(f"hostile {number}: width",
                         browser.run("document.documentElement.scrollWidth"), SIZES[1][0])
            tags.append(browser.run(TAGS))
        checks.true(f"hostile {number}: elements", tags[0] == tags[1])


with tempfile.TemporaryDirectory() as room:
    window = chromium.Browser()
    for each in DAYS:
        for word in ("en", "ko"):
            look(window, room, each, word)
    look_at_hostile(window, room)
    window.close()
checks.end()
