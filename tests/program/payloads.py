"""What a stranger may try to get into a report: over two hundred pieces of bytes, none of
which may reach a reader as more than the text that it is."""


def utf8(*codes):
    """Surrogates, too, which no UTF-8 may hold."""
    return ["".join(map(chr, code if isinstance(code, tuple) else (code,)))
            .encode("utf-8", "surrogatepass") for code in codes]


# Every control but the line feed, which ends a line of a log; DEL; C1 as UTF-8 and as bytes.
CONTROLS = [bytes([c]) for c in range(32) if c != 10] + [b"\x7f"]
CONTROLS += utf8(*range(0x80, 0xa0)) + [b"\x80", b"\x85", b"\x90", b"\x9b31m", b"\x9d0;t\x9c"]

TERMINAL = [b"\x1b[2J", b"\x1b[31mred\x1b[0m", b"\x1b]0;title\x07", b"\x1b]8;;https://evil.example\x1b\\x",
            b"\x1b]52;c;ZWNobw==\x07", b"\x1bP+q544e\x1b\\", b"\x1b_G\x1b\\", b"\x1b^pm\x1b\\", b"\x1bc",
            b"\x1b[6n", b"\x1b[?1049h", b"\x1b(0lqqk\x1b(B", b"a\x08\x08b", b"over\rwritten", b"\x1b[1A\x1b[2K",
            b"%s%n%x%p", b"\x0e\x0f", b"\x05"]

INVISIBLE = utf8(0xad, 0x34f, 0x600, 0x61c, 0x6dd, 0x70f, 0x8e2, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e,
                 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d,
                 0x202e, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a,
                 0x206f, 0x3164, 0xfdd0, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffa, 0xfffb, 0xfffe,
                 0xffff, 0x110bd, 0x13430, 0x1bca0, 0x1d173, 0x1fffe, 0xe0001, 0xe0041, 0xe007f, 0xe0100,
                 0x10ffff, (0x202e, 0x67, 0x6e, 0x70, 0x2e), (0x61, 0x300, 0x300, 0x300, 0x300))

NOT_UTF8 = utf8(0xd800, 0xdfff) + [b"\xff", b"\xfe\xff", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\xaf",
                                   b"\xf0\x80\x80\xaf", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80",
                                   b"\xe2\x82", b"\xc0\xbcscript\xc0\xbe", b"\xed\x95"]

MARKUP = [b"<script>alert(1)</script>", b"</script><script>x()</script>", b"<img src=x onerror=alert(1)>",
          b"<svg onload=alert(1)>", b"<svg><script href=data:,x />", b"</svg><b>", b"</title><b>", b"</style><b>",
          b"<style>*{display:none}</style>", b"</textarea><b>", b"<iframe src=//evil.example>", b"<base href=//e>",
          b"<link rel=stylesheet href=//e>", b"<meta http-equiv=refresh content=0>", b"<!--", b"-->", b"--!>",
          b"<![CDATA[", b"]]>", b"<?xml version='1.0'?>", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///'>]>", b"&e;",
          b"&lt;b&gt;", b"&#60;b&#62;", b"&#x3c;b", b"&amp;amp;", b"&nosuch;", b"&", b"<", b">", b"\"", b"'", b"`",
          b"\"><b x=\"", b"'><b x='", b"\" onmouseover=\"alert(1)", b"' autofocus onfocus='x", b"javascript:alert(1)",
          b"data:text/html,<b>", b"vbscript:x", b"<a href=javascript:x>y</a>", b"<plaintext>", b"<noscript><p title='</noscript>'>",
          b"<math><mtext><table><mglyph><style>", b"<table><tr>", b"</td></tr></table>", b"</article></main></body>", b"</li></ul>",
          b"<details open ontoggle=x()>", b"expression(alert(1))", b"url(//evil.example)", b"@import '//e';", b"}*{color:red",
          b"\\3c b\\3e", b"<\xc0\xbcb>", b"<b\x00>", b"{{7*7}}", b"${7*7}", b"<%= 7 %>", b"+ADw-b+AD4-", b"<FORM ACTION=//e>"]

FORMULAS = [b"=1+1", b"+1+1", b"-1+1", b"@SUM(1)", b"\t=1", b"\r=1", b"=cmd|'/c calc'!A0", b"=HYPERLINK(\"//e\")",
            b"\"=1\"", b"\",=1,\"", b";=1", b",=1", b" =1", b"'=1", b"=1\r\n=2".replace(b"\n", b"\x0b")]

HEADERS = [b"\rBcc: all@example.com", b"\r\x0bSubject: x", b"=?UTF-8?Q?=0ABcc:_x?=", b"=?utf-8?b?Cg==?=", b"=0D=0ABcc: x",
           b"--=_smtplogscan", b"--=_smtplogscan--", b"=_smtplogscan", b"Content-Type: text/html", b".", b"From mx1", b"..",
           b"boundary=\"x\"", b"=3D", b"=\x20", b"=E2=80=AE", b"QUIT", b"%0d%0aBcc:x"]

DATA = [b"\\", b"\\\"", b"\\u0000", b"\\n", b"\"}", b"\",\"x\":\"", b"]}", b"null", b"/*", b"//", b"{\"a\":1}", b"\"} 1\x0bx{y=\"",
        b"# HELP x", b"},", b"__name__", b"NaN", b"1e999", b"```", b"[x](javascript:y)", b"![x](//e)", b"| a | b |",
        b"# heading", b"<https://evil.example>", b"**bold**", b"$(id)", b"`id`", b";id", b"|id", b"&&id", b"../../etc/passwd"]

PAYLOADS = CONTROLS + TERMINAL + INVISIBLE + NOT_UTF8 + MARKUP + FORMULAS + HEADERS + DATA
LONG = [b"A" * 3000, b"<" * 2000, b"\xe2\x80\xae" * 900, b"\"" * 1500, b"&" * 1500, b"=" * 1500]
