"""A page's own form, filled in and sent as a browser would."""

from collections.abc import Iterator
from urllib.parse import urljoin

from tests.support.page import Element, Page

Values = dict[str, list[str]]
TICKED = {"radio", "checkbox"}
NOT_SENT = {"submit", "button", "image", "reset", "file"}


class PageForm:
    """One form of a page: what it holds, and what would be sent."""

    def __init__(self, page: Page, element: Element) -> None:
        self.page = page
        self.element = element
        self.controls = list(_controls(page, element))
        self.values: Values = {}
        self.pressed: tuple[str, str] | None = None
        for control in self.controls:
            for value in _holds(control):
                self.values.setdefault(control["name"], []).append(value)

    @property
    def address(self) -> str:
        """Where it is sent."""
        return urljoin(self.page.address, self.element.get("action") or self.page.address)

    @property
    def names(self) -> list[str]:
        """The names of its fields, each once."""
        fields = [*self.controls, *self.answers]
        return list(dict.fromkeys(control["name"] for control in fields))

    @property
    def buttons(self) -> list[Element]:
        return [
            b for b in _owned(self.page, self.element, ("button",)) if b.get("type") != "button"
        ]

    @property
    def answers(self) -> list[Element]:
        """The buttons that are answers: pressing one chooses it and sends the form."""
        return [b for b in self.buttons if b.get("name", "go") != "go"]

    def options(self, name: str) -> list[str]:
        """The values that a group of radio buttons or boxes, a list to choose from, or the buttons
        that are answers offer.
        """
        here = [c for c in (*self.controls, *self.answers) if c["name"] == name]
        if here[0].name == "select":
            return [option["value"] for option in here[0].named("option")]
        return [c.get("value", "on") for c in here]

    def fill(self, **fields: str | list[str]) -> "PageForm":
        """Type or choose: a text for a field or radio button, a list for boxes."""
        for name, value in fields.items():
            assert name in self.names, f"{name} is not on the page, which has {self.names}"
            if name in [b["name"] for b in self.answers]:
                assert value in self.options(name), f"{name} offers {self.options(name)}"
                self.pressed = name, str(value)
                continue
            control = next(c for c in self.controls if c["name"] == name)
            wanted = [value] if isinstance(value, str) else list(value)
            if control.get("type") in TICKED or control.name == "select":
                assert set(wanted) <= set(self.options(name)), f"{name} offers {self.options(name)}"
            self.values[name] = wanted
        return self

    def sent_by(self, button: str | None) -> Values:
        """What pressing a button sends, found by its value or its text; without one, Enter. Where
        an answer that is a button was chosen, that one is pressed instead of going on.
        """
        if self.pressed and button in (None, "next"):
            sent = {name: _as_sent(values) for name, values in self.values.items()}
            return {**sent, self.pressed[0]: [self.pressed[1]]}
        pressed = self.buttons[0] if button is None else self._button(button)
        pushed = {pressed["name"]: [pressed.get("value")]} if "name" in pressed else {}
        return {**{name: _as_sent(values) for name, values in self.values.items()}, **pushed}

    def _button(self, wanted: str) -> Element:
        seen = [b for b in self.buttons if "hidden" not in b]
        return next(b for b in seen if b.get("value") == wanted or wanted in b.text)


def forms_of(page: Page) -> list[PageForm]:
    """Every form of a page that is sent by POST."""
    return [PageForm(page, form) for form in page.named("form") if form.get("method") == "post"]


def form_of(page: Page, wanted: str = "") -> PageForm:
    """The form whose address ends in `wanted`; without it, the first form."""
    forms = forms_of(page)
    assert forms, f"{page.address} has no form"
    return next(form for form in forms if form.address.split("?")[0].endswith(wanted))


def _as_sent(values: list[str]) -> list[str]:
    """Browsers send every line break as two characters."""
    return [value.replace("\r\n", "\n").replace("\n", "\r\n") for value in values]


def _owned(page: Page, form: Element, kinds: tuple[str, ...]) -> Iterator[Element]:
    """The controls of a form: those in it, and those elsewhere that name it."""
    for control in page.named(*kinds):
        owner = control.get("form")
        inside = form in control.above
        if (owner and owner == form.get("id")) or (inside and not owner):
            yield control


def _controls(page: Page, form: Element) -> Iterator[Element]:
    for control in _owned(page, form, ("input", "select", "textarea")):
        if "name" in control and "disabled" not in control and control.get("type") not in NOT_SENT:
            yield control


def _holds(control: Element) -> list[str]:
    if control.name == "textarea":
        return [control.raw_text]
    if control.name == "select":
        chosen = [option for option in control.named("option") if "selected" in option]
        return [option["value"] for option in chosen or control.named("option")[:1]]
    if control.get("type") in TICKED and "checked" not in control:
        return []
    return [control.get("value", "on" if control.get("type") in TICKED else "")]
