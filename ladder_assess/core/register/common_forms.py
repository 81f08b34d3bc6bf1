"""Which common form the words of a register suggest: for somebody to confirm, and never assumed."""

from collections.abc import Iterable
from typing import NamedTuple

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.arrangement import Arrangement
from ladder_assess.core.common.finding import finds, plain_words

# What registers call a common form besides its name, by its id.
CALLED = {
    "online-survey": ("survey", "questionnaire"),
    "public-meeting": ("public event", "town hall meeting", "residents meeting", "open meeting"),
    "statutory-notice": (
        "public notice",
        "legal notice",
        "traffic order",
        "traffic regulation order",
    ),
    "statutory-consultation": (
        "formal consultation",
        "consultation required by law",
        "local plan",
        "regulation 18",
        "regulation 19",
        "licensing policy",
        "school admissions",
        "admission arrangements",
        "public spaces protection order",
        "pspo",
        "council tax reduction scheme",
    ),
    "planning-consultation": ("planning application",),
    "citizens-assembly": ("citizens jury", "climate assembly"),
    "citizens-panel": ("residents panel",),
    "youth-council": ("youth parliament", "youth forum"),
    "tenant-scrutiny-panel": ("scrutiny panel",),
    "co-design-workshop": ("co-design",),
    "volunteer-scheme": ("volunteering", "volunteers"),
    "participatory-budgeting": ("participatory budget",),
    "community-asset-transfer": ("asset transfer",),
    "neighbourhood-planning-forum": ("neighbourhood forum",),
}
NAMES = frozenset(
    (*(each.replace("-", " ") for each in CALLED), *(n for of in CALLED.values() for n in of))
)
# Words of a column's heading by which it says what kind of thing an activity is.
OF_KIND = ("type", "method", "kind", "format", "technique", "channel")
# More is no name of a kind.
LONGEST = 80


class Suggestion(NamedTuple):
    """An activity that may be of a common form, and what its register says; it is `sure` where
    those are the words of the form itself.
    """

    record: ActivityRecord
    said: str
    sure: bool


def suggest(
    records: Iterable[ActivityRecord], forms: Iterable[Arrangement]
) -> dict[str, list[Suggestion]]:
    """The activities that each form is suggested for, in the order of the forms; an activity is
    suggested for the form whose name it has, or else for the first with a name in what it says.
    """
    offered = list(forms)
    found: dict[str, list[Suggestion]] = {form.id: [] for form in offered}
    for record in records:
        said = kind_said(record)
        if form := said and _form(said, [each for each in offered if _agrees(each, record)]):
            found[form.id].append(Suggestion(record, said, _is_called(form, said)))
    return {form: suggested for form, suggested in found.items() if suggested}


def kind_said(record: ActivityRecord) -> str:
    """What the register of an activity calls its kind: a column that is joined with others in what
    happens, or all of that where it is short; empty where it says none.
    """
    text = record.values.get("description", "")
    if not record.register_id or not isinstance(text, str):
        return ""
    parts = [part.partition(": ") for part in text.split("\n\n")]
    headed = [said for head, _, said in parts if any(w in plain_words(head) for w in OF_KIND)]
    alone = [text] if len(parts) == 1 and not parts[0][1] else []
    said = next(iter([*headed, *alone]), "").strip().rstrip(".")
    return said if len(said) <= LONGEST else ""


def _form(said: str, forms: Iterable[Arrangement]) -> Arrangement | None:
    offered = list(forms)
    exact = (form for form in offered if _is_called(form, said))
    close = (f for f in offered if any(finds(n, said) for n in (f.name, *CALLED.get(f.id, ()))))
    return next(exact, None) or next(close, None)


def names_a_form(text: str) -> bool:
    """Does a text name a common form, as registers call it?"""
    return len(text) <= LONGEST and any(finds(name, text) for name in NAMES)


def is_of_kind(heading: str) -> bool:
    """Does a heading say what kind of thing each activity is?"""
    return any(word in plain_words(heading) for word in OF_KIND)


def _agrees(form: Arrangement, record: ActivityRecord) -> bool:
    """Is none of the usual answers of a form another than what was said of an activity?"""
    said = ((item, record.values.get(item, answer)) for item, answer in form.answers.items())
    return all(form.answers[item] == answer for item, answer in said)


def _is_called(form: Arrangement, said: str) -> bool:
    return plain_words(form.name) == plain_words(said)
