"""The checks of every page find what they are there to find."""

import pytest

from tests.support.checks import faults
from tests.support.page import Page

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FRAME = (
    '<!DOCTYPE html><html lang="en"><head><title>A page - Ladder Assess</title>'
    '<meta name="viewport" content="width=device-width"></head>'
    '<body><header></header><main><h1 id="top">A page</h1>{}</main><footer></footer></body></html>'
)
TOKEN = '<input type="hidden" name="csrf_token" value="x">'


def found(content: str, **headers: str) -> list[str]:
    sent = {**HEADERS, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return faults(Page("/", 200, sent, FRAME.format(content)))


def test_a_good_page_has_no_faults() -> None:
    field = '<label for="a">A</label><input id="a" name="a">'
    form = f'<form method="post" action="/a">{TOKEN}{field}<button>Go</button></form>'
    assert not found(f'<h2>Part</h2><p><a href="#top">Up</a></p>{form}')


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("<p>a<div>b</div></p>", "HTML: No <p> tag to close in line 1"),
        ("<h1>Another</h1>", "level 1 headings"),
        ("<h3>Deep</h3>", "comes after a heading of level 1"),
        ('<p id="top">a</p>', "id 'top' stands 2 times"),
        ('<a href="#none">a</a>', "leads nowhere"),
        ('<p aria-describedby="none">a</p>', "there is no such id"),
        ("<input>", "no label: input"),
        ("<textarea></textarea>", "no label: textarea"),
        ("<fieldset><p>a</p></fieldset>", "a fieldset without a legend"),
        ("<button></button>", "no text: button"),
        ("<svg></svg>", "a drawing without a title"),
        ('<img src="a">', "no alternative text"),
        ("<table><tbody><tr><th>a</th></tr></tbody></table>", "without a scope"),
        ('<form method="post"></form>', "a form with 0 tokens"),
        (f'<form method="post" action="//b">{TOKEN}</form>', "a form that is sent to '//b'"),
        ("<form></form>", "not sent by POST"),
        ('<form method="get"><input name="csrf_token" value="a"></form>', "a form with 1 tokens"),
        ('<p style="color: red">a</p>', "has style="),
        ('<p onclick="a()">a</p>', "has onclick="),
        ('<a href="JavaScript:a()">a</a>', "has href="),
        ("<script>a()</script>", "an inline script"),
        ("<ul><p>a</p></ul>", "p in ul"),
        ("<span><div>a</div></span>", "div in span"),
        ('<a href="/"><button>a</button></a>', "button in a"),
        ("<p>{{ name }}</p>", "left over"),
        ("<p>%(name)s</p>", "left over"),
        ("<p>&amp;lt;b&amp;gt;</p>", "left over"),
        ("<main></main>", "2 of main"),
        ("<p>It has no rung.The median lies lower.</p>", "run together"),
    ],
)
def test_a_fault_is_found(content: str, fault: str) -> None:
    assert fault in "\n".join(found(content))


def test_a_loose_policy_is_found() -> None:
    loose = HEADERS["Content-Security-Policy"] + " 'unsafe-inline'"
    assert found("", Content_Security_Policy=loose)
    assert found("", Content_Security_Policy="")
    assert found("", Referrer_Policy="origin")
