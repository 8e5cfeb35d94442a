"""The page: well-formed, without script or request, small, readable, and with the numbers
of the JSON report."""

import base64
import hashlib
import re

from html_page import Page, colors, contrast, name_of, number_in, text_of
from program import Checks, report, run
from sample import DAYS, FORMATS, OPTIONS

checks = Checks()
ALLOWED = set("""html head meta title style body header main section article footer h1 h2 h3 p
    ul li dl dt dd div span b i small a q code svg path text table thead tbody tr th td details
    summary""".split())
ATTRIBUTES = set("""lang charset name content http-equiv class id href scope tabindex viewBox
    role d x y text-anchor""".split())
LIMIT = 60_000


def check_form(name, page):
    """What a page may hold at all."""
    checks.equal(f"{name}: elements", {name_of(e) for e in page.all} - ALLOWED, set())
    checks.equal(f"{name}: attributes", {a for e in page.all for a in e.attrib} - ATTRIBUTES, set())
    ids = [e.get("id") for e in page.all if e.get("id")]
    checks.equal(f"{name}: anchors", len(set(ids)), len(ids))
    for link in page.named("a"):
        href = link.get("href")
        checks.true(f"{name}: {href}", href[1:] in ids if href[0] == "#" else
                    re.fullmatch(r"https://[!-~]+", href))
    levels = [int(name_of(e)[1]) for e in page.all if re.fullmatch("h[1-6]", name_of(e))]
    checks.equal(f"{name}: one h1, first", (levels[0], levels.count(1)), (1, 1))
    checks.true(f"{name}: headings in order", all(b <= a + 1 for a, b in zip(levels, levels[1:])))
    checks.true(f"{name}: scopes", all(e.get("scope") for e in page.named("th")))
    for drawing in page.named("svg"):
        checks.true(f"{name}: a drawing is named", text_of(page.named("title", drawing)[0]))
        checks.equal(f"{name}: a drawing's role", drawing.get("role"), "img")
    checks.true(f"{name}: begins", page.bytes.startswith(b"<!DOCTYPE html>\n"))


def check_policy(name, page):
    """Nothing is allowed but the page's own style, and that asks for nothing."""
    style = page.style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(e.get("content") for e in page.named("meta")
                  if e.get("http-equiv") == "Content-Security-Policy")
    checks.equal(f"{name}: policy", policy, f"default-src 'none'; style-src 'sha256-{digest}'; "
                 "base-uri 'none'; form-action 'none'")
    checks.equal(f"{name}: style", re.findall(r"url\(|@import|[<>&]|expression", style), [])


def check_head(name, page, found):
    totals = found["totals"]
    refused = totals["failed"] + totals["delayed"]
    numbers = [number_in(n) for n in re.findall(r"\d[\d,]*\b(?![.%])", page.heading())]
    if refused:
        checks.equal(f"{name}: heading", numbers[:2], [refused, totals["recipients"]])
        share = re.search(r"([\d.]+)%", page.heading())[1]
        checks.equal(f"{name}: share", share,
                     f"{(refused * 1000 + totals['recipients'] // 2) // totals['recipients'] / 10:.1f}")
        figures = [number_in(text_of(b)) for b in page.named("b", page.classed("figures")[0])]
        checks.equal(f"{name}: figures", figures,
                     [totals["failed"], totals["delayed"], totals["accepted"]])
    elif totals["recipients"] > 1:
        checks.equal(f"{name}: heading", numbers[0], totals["recipients"])


def shown_causes(found, top):
    known = [c for c in found["causes"] if c["failed"] + c["delayed"] and c["cause"] != "unclassified"]
    return known[:top or None], known[top:] if top else []


def check_card(name, page, cause, place):
    card = page.part(cause["id"].replace("/", "-"))
    if card is None:
        checks.true(f"{name}: {cause['id']} has a card", False)
        return
    words = text_of(page.named("b", card)[0])
    want = [f"{cause[k]:,} {k}" for k in ("failed", "delayed") if cause[k]]
    checks.equal(f"{name}: {cause['id']}", words, ", ".join(want))
    title = text_of(page.named("h3", card)[0])
    checks.true(f"{name}: {title}", title.startswith(f"{place} ") and title.endswith(cause["title"]))
    lists = page.classed("names", card)[:1 if cause["senders"] else 0]
    listed = [text_of(li) for ul in lists for li in page.named("li", ul) if page.named("b", li)]
    checks.equal(f"{name}: {cause['id']} who", [e.rsplit(" ", 1)[1].replace(",", "") for e in listed],
                 [str(s["count"]) for s in cause["senders"][:5]])
    links = [a.get("href") for a in page.named("a", card)]
    checks.equal(f"{name}: {cause['id']} links", links, cause["links"])
    text = text_of(card)
    for sentence in cause["advice"]:
        checks.true(f"{name}: {sentence}", " ".join(sentence.split()) in text)
    replies = [text_of(q) for q in page.named("q", card)]
    folded = [" ".join(r["example"].split()) for r in cause["replies"]]
    checks.true(f"{name}: {cause['id']} reply", all(
        r in folded or "\\" in r or any(f.startswith(r.removesuffix(" ...")) for f in folded)
        for r in replies))


def steps_of(counts):
    """As every chart groups them."""
    group = -(-len(counts) // 24)
    return [sum(counts[i:i + group]) for i in range(0, len(counts), group)]


def check_chart(name, page, found, shown, cut):
    """The table beside the bars."""
    if page.part("time") is None:
        return
    rows = page.rows(page.named("table", page.part("time"))[0])
    counts = [[number_in(c) for c in row[1:]] for row in rows]
    if "per_day" in found:
        checks.equal(f"{name}: chart", counts[-1], steps_of(found["per_day"]["counts"]))
        return
    hours = {c["id"]: steps_of(c["per_hour"]["counts"]) for c in found["causes"]}
    listed = [c for c in found["causes"] if c in shown or
              c["cause"] == "unclassified" and c["failed"] + c["delayed"]]
    want = [hours[c["id"]] for c in listed]
    if cut:
        want.append([sum(s) for s in zip(*(hours[c["id"]] for c in cut))])
    want.append([sum(s) for s in zip(*hours.values())])
    checks.equal(f"{name}: chart", counts, want)


def check_tables(name, page, found):
    rows = page.rows(page.part("providers")) if page.part("providers") is not None else []
    checks.equal(f"{name}: providers", [(r[0], *map(number_in, r[1:4])) for r in rows],
                 [(p["name"], p["accepted"], p["delayed"], p["failed"]) for p in found["providers"]])
    if page.part("senders") is not None:
        hit = [s for s in found["senders"] if s["failed"] + s["delayed"]][:20]
        rows = page.rows(page.part("senders"))
        checks.equal(f"{name}: senders", [tuple(map(number_in, r[-3:])) for r in rows],
                     [(s["accepted"], s["delayed"], s["failed"]) for s in hit])
    rows = page.rows(page.part("read"))
    checks.equal(f"{name}: inputs", [(r[0], r[1], *map(number_in, r[2:])) for r in rows],
                 [(i["path"], i["format"], i["lines"], i["recognised"], i["skipped"],
                   i["malformed"], i["overlong"]) for i in found["inputs"]])


def check_unknown(name, page, found):
    unknown = found["unclassified"]
    part = page.part("not-classified")
    if part is None:
        checks.equal(f"{name}: unclassified", unknown["failed"] + unknown["delayed"], 0)
        return
    counts = [number_in(r[2]) for r in page.rows(part)]
    more = [number_in(n) for p in page.classed("cut", part) for n in re.findall(r"[\d,]+", text_of(p))]
    checks.equal(f"{name}: unclassified", sum(counts) + sum(more),
                 unknown["failed"] + unknown["delayed"])


def check_numbers(name, page, found, top):
    shown, cut = shown_causes(found, top)
    check_head(name, page, found)
    for place, cause in enumerate(shown, 1):
        check_card(name, page, cause, place)
    checks.equal(f"{name}: cards", len(page.named("article")), len(shown))
    said = [text_of(p) for p in page.classed("cut") if "--top=0" in text_of(p)]
    hidden = [number_in(n) for p in said for n in re.findall(r"\d[\d,]*", p)]
    checks.equal(f"{name}: what is cut", hidden[:2],
                 [len(cut), sum(c["failed"] + c["delayed"] for c in cut)] if cut else [])
    check_chart(name, page, found, shown, cut)
    check_tables(name, page, found)
    check_unknown(name, page, found)
    for warning in found["warnings"]:
        checks.true(f"{name}: {warning}", " ".join(warning.split()) in text_of(page.part("read")))


def check(sample, top):
    name = f"{sample.name} -n {top}"
    status, out, err = run("-f", "html", "-n", str(top), *OPTIONS, sample.path)
    checks.equal(f"{name}: exit", (status, err), (0, b""))
    page = Page(out)
    check_form(name, page)
    check_policy(name, page)
    check_numbers(name, page, report(*OPTIONS, sample.path), top)
    return page


def check_contrast(page):
    """Text 4.5, and what is drawn 3, on every ground that it stands on (WCAG 2.2, 1.4)."""
    for scheme, found in colors(page.style()).items():
        texts = ("ink", "soft", "bad", "late", "good", "link")
        drawn = [k for k in found if re.fullmatch("k[0-5]", k)]
        for ground in ("paper", "panel"):
            for color in texts:
                ratio = contrast(found[color], found[ground])
                checks.true(f"{scheme}: {color} on {ground}: {ratio:.2f}", ratio >= 4.5)
            for color in drawn:
                ratio = contrast(found[color], found[ground])
                checks.true(f"{scheme}: {color} on {ground}: {ratio:.2f}", ratio >= 3)


def check_languages():
    for language in ("en", "ko"):
        page = Page(run("-f", "html", "--lang", language, *OPTIONS, DAYS[1].path)[1])
        checks.equal(f"lang={language}", page.root.get("lang"), language)
        check_form(language, page)


for each in DAYS:
    for count in (0, 3, 10):
        check(each, count)
for each in FORMATS:
    check(each, 10)
many = check(DAYS[2], 20)
checks.equal("20 causes", len(many.named("article")), 20)
checks.true(f"20 causes in {len(many.bytes)} bytes", len(many.bytes) < LIMIT)
calm = check(DAYS[0], 10)
checks.true(f"a calm page has {len(calm.bytes)} bytes", len(calm.bytes) < 12_000)
checks.equal("a calm page", [e.get("id") for e in calm.named("section")], ["providers", "read"])
check_contrast(many)
check_languages()
checks.end()
