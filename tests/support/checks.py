"""What must hold of every page, whatever it shows: each check names the faults that it finds."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.support.page import Element, Page

NAME_OF_PRODUCT = "Ladder Assess"
FIELDS = ("input", "select", "textarea")
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form", "list")
ONLY_PHRASES = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "strong", "em", "label", "button", "pre",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p",
    "section", "table", "ul",
}  # fmt: skip
ONLY_CHILDREN = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
}  # fmt: skip
# What is shown as it is written, or was typed by somebody.
AS_IT_IS = {"code", "pre", "script", "style"}
PRESSED = ("a", "button", "summary", "input", "select", "textarea")
ADDRESSES = ("href", "src", "action", "formaction")
LANDMARKS = ("main", "header", "footer")
LEFTOVERS = re.compile(
    r"\{\{|\{%|%\(\w+\)|&#\d+;|&(?:amp|lt|gt|quot);|\bUndefined\b|\bNone,|<function"
)
# Two sentences without a space between them: templates drop what stands between two of their lines.
SEAM = r"[a-z]{2}[”)]?[.!?][“(]?[A-Z][a-z]+"
RUN_TOGETHER = re.compile("[^.!?]{0,30}" + SEAM)
# By itself it is looked for much faster, and hardly any text has one.
SEAMS = re.compile(SEAM)
UNSAFE = re.compile(r"unsafe|\*|data:|https?:|blob:")
POLICY = {"default-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'",
          "form-action": "'self'", "script-src": "'self'", "style-src": "'self'"}  # fmt: skip
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def faults(page: Page) -> list[str]:
    """Everything that is wrong with a page; nothing is what it should be."""
    checks = (
        markup, frame, ids, headings, labels, names, forms, inline, nesting, leftovers, sentences,
        policy,
    )  # fmt: skip
    return [fault for check in checks for fault in check(page)]


def markup(page: Page) -> Iterator[str]:
    """The HTML parses without an error."""
    yield from (f"HTML: {error}" for error in page.errors)


def frame(page: Page) -> Iterator[str]:
    """There is a language, a title that says what the page is, one heading, and the landmarks."""
    if not page.named("html")[0].get("lang"):
        yield "no language"
    if not page.title.endswith(f" - {NAME_OF_PRODUCT}") or page.title.startswith("-"):
        yield f"the title is {page.title!r}"
    if [bool(h.text) for h in page.named("h1")] != [True]:
        yield f"level 1 headings: {[h.text for h in page.named('h1')]}"
    for landmark in LANDMARKS:
        if len(page.named(landmark)) != 1:
            yield f"{len(page.named(landmark))} of {landmark}"
    if "viewport" not in [meta.get("name") for meta in page.named("meta")]:
        yield "no viewport"


def ids(page: Page) -> Iterator[str]:
    """Every id stands once, and everything that is referred to is there."""
    counted = Counter(e["id"] for e in page.having("id"))
    yield from (f"id {name!r} stands {n} times" for name, n in counted.items() if n > 1 or not name)
    for reference in REFERENCES:
        for element in page.having(reference):
            for wanted in element[reference].split() or [""]:
                if wanted not in counted:
                    yield f"{element.name} {reference}={wanted!r}: there is no such id"
    for link in page.links:
        if link["href"].startswith("#") and link["href"][1:] not in counted:
            yield f"the link {link['href']!r} leads nowhere"


def headings(page: Page) -> Iterator[str]:
    """No level of heading is left out on the way down."""
    level = 0
    for heading in page.elements:
        if re.fullmatch("h[1-6]", heading.name) and not _in_summary(heading):
            if int(heading.name[1]) > level + 1:
                yield f"{heading.name} {heading.text!r} comes after a heading of level {level}"
            level = int(heading.name[1])


def _in_summary(element: Element) -> bool:
    """What went wrong stands above everything, so that it is read first."""
    return any("govuk-error-summary" in above.get("class") for above in element.above)


def labels(page: Page) -> Iterator[str]:
    """Every field has a label, and every group of fields a legend."""
    labelled = {label.get("for") for label in page.named("label") if label.text}
    for field in page.named(*FIELDS):
        if field.get("type") in UNLABELLED:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        wrapped = any(above.name == "label" for above in field.above)
        if not (named or wrapped or field.get("id") in labelled):
            yield f"no label: {field.name} {field.attributes}"
    for group in page.named("fieldset"):
        if not any(child.name == "legend" and child.text for child in group.children):
            yield f"a fieldset without a legend: {group.text[:80]}"


def names(page: Page) -> Iterator[str]:
    """Links, buttons, drawings and parts of tables say what they are."""
    for element in page.named("a", "button", "summary", "th", "caption", "option"):
        if not (element.text or element.get("aria-label")):
            yield f"no text: {element.name} {element.attributes}"
    for picture in page.named("img"):
        if "alt" not in picture:
            yield f"no alternative text: {picture.attributes}"
    for drawing in page.named("svg"):
        titles = [c for c in drawing.children if c.name == "title" and c.text]
        if not titles and drawing.get("aria-hidden") != "true":
            yield f"a drawing without a title: {drawing.attributes}"
    for head in page.named("th"):
        if "scope" not in head:
            yield f"a table header without a scope: {head.text}"


def forms(page: Page) -> Iterator[str]:
    """A form that changes something goes to this site and carries a token; one that only asks says
    so, and puts none into an address.
    """
    for form in page.named("form"):
        asks = form.get("method") == "get"
        if form.get("method") not in ("post", "get"):
            yield f"a form that is not sent by POST: {form.attributes}"
        if "action" in form and not re.match(r"/(?!/)", form["action"]):
            yield f"a form that is sent to {form['action']!r}"
        tokens = [field for field in form.named("input") if field.get("name") == "csrf_token"]
        if [bool(token.get("value")) for token in tokens] != ([] if asks else [True]):
            yield f"a form with {len(tokens)} tokens: {form.attributes}"


def inline(page: Page) -> Iterator[str]:
    """Nothing that the policy on content would stop."""
    for element in page.elements:
        for name, value in element.attributes.items():
            if name == "style" or name.startswith("on"):
                yield f"{element.name} has {name}={value!r}"
            if name in ADDRESSES and value.strip().lower().startswith(("javascript:", "data:")):
                yield f"{element.name} has {name}={value!r}"
        if element.name == "style" or (element.name == "script" and not element.get("src")):
            yield f"an inline {element.name}"


def nesting(page: Page) -> Iterator[str]:
    """No element stands where HTML does not allow it."""
    for element in page.elements:
        above = element.parent.name if element.parent else ""
        if above in ONLY_CHILDREN and element.name not in ONLY_CHILDREN[above]:
            yield f"{element.name} in {above}: {element.text[:80]}"
        if element.name in BLOCKS:
            holders = [a.name for a in element.above if a.name in ONLY_PHRASES]
            yield from (f"{element.name} in {h}: {element.text[:80]}" for h in holders)
        if element.name in PRESSED:
            holders = [a.name for a in element.above if a.name in ("a", "button")]
            yield from (f"{element.name} in {h}: {element.text[:80]}" for h in holders)


def leftovers(page: Page) -> Iterator[str]:
    """No template, format or entity shows through, but where code is shown as such."""
    code = [element.text for element in page.named("code")]
    text = page.text
    for shown in sorted(code, key=len, reverse=True):
        text = text.replace(shown, "")
    yield from (f"left over: {found}" for found in LEFTOVERS.findall(text))


def sentences(page: Page) -> Iterator[str]:
    """One sentence stands apart from the next."""
    for element in page.nodes:
        if (
            element.name == "#text"
            and SEAMS.search(element.words)
            and not any(a.name in AS_IT_IS for a in element.above)
        ):
            yield from (f"run together: {found}" for found in RUN_TOGETHER.findall(element.words))


def policy(page: Page) -> Iterator[str]:
    """The headers forbid what no page needs."""
    sent = page.headers.get("Content-Security-Policy", "")
    if UNSAFE.search(sent):
        yield f"the policy allows too much: {sent}"
    rules = dict(rule.strip().split(" ", 1) for rule in sent.split(";") if rule.strip())
    for name, wanted in POLICY.items():
        if rules.get(name) != wanted:
            yield f"the policy has {name} {rules.get(name)}"
    for name, wanted in HEADERS.items():
        if page.headers.get(name) != wanted:
            yield f"{name} is {page.headers.get(name)!r}"
    if page.address.startswith("/p/") and "private" not in page.headers.get("Cache-Control", ""):
        yield "a private page may be kept by others"
