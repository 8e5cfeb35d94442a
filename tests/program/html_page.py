"""A page of the program, read by a strict XML parser: its parts, as a test wants them."""

import re
from xml.etree import ElementTree

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def text_of(element):
    """Its text, blanks folded."""
    return " ".join("".join(element.itertext()).split())


def number_in(text):
    """1,234 is 1234."""
    return int(text.replace(",", ""))


def name_of(element):
    """Without its namespace."""
    return element.tag.rpartition("}")[2]


class Page:
    """Raises what the parser raises."""

    def __init__(self, data):
        self.bytes = data
        self.root = ElementTree.fromstring(data)
        self.all = list(self.root.iter())

    def named(self, name, within=None):
        return [e for e in (self.root if within is None else within).iter()
                if name_of(e) == name]

    def part(self, anchor):
        return next((e for e in self.all if e.get("id") == anchor), None)

    def classed(self, name, within=None):
        return [e for e in (self.root if within is None else within).iter()
                if name in e.get("class", "").split()]

    def rows(self, table):
        """Of a table's body: the texts of the cells."""
        return [[text_of(cell) for cell in row] for row in self.named("tr", self.named("tbody", table)[0])]

    def heading(self):
        return text_of(self.named("h1")[0])

    def style(self):
        return self.named("style")[0].text

    def sequence(self):
        """The tags in their order, with where they open and close."""
        def walk(element):
            yield "<" + name_of(element)
            for child in element:
                yield from walk(child)
            yield ">"
        return list(walk(self.root))


def colors(style):
    """{"light": {"ink": (r, g, b)}, "dark": ...}, as relative luminance's input."""
    blocks = re.findall(r":root\{([^}]*)\}", style)
    found = {}
    for scheme, block in zip(("light", "dark", "print"), blocks):
        found[scheme] = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", block))
    return found


def contrast(one, other):
    """Of WCAG 2.2, between two colours like "#1b2026"."""
    def luminance(color):
        channels = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
