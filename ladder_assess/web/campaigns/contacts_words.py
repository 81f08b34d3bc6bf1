"""What pages say of lists of contacts: what is wrong with a row, and why a file cannot be read."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ladder_assess.core.campaigns.contacts import ContactFlaw
from ladder_assess.core.register.flaws import Flaw
from ladder_assess.web.register.words import FLAW_WORDS

# By the id of a flaw. %(found)s is what stands there, %(wanted)s what could.
WORDS: Mapping[str, Any] = {
    **FLAW_WORDS,
    "no_address": _l("There is no e-mail address here."),
    "not_an_address": _l("“%(found)s” is no e-mail address. One looks like name@example.org."),
    "no_group": _l("It does not say which group this person is of."),
    "unknown_group": _l("“%(found)s” is not one of the groups of this questionnaire."),
    "too_long": _l("This is too long. It can have up to %(found)s characters."),
    "no_address_column": _l(
        "No column of e-mail addresses was found. Call it Email, in the row above the addresses."
    ),
    "too_many_rows": _l("There are more than %(wanted)s rows. A campaign has no more contacts."),
    "unpacks_too_large": _l(
        "The workbook holds more than %(wanted)s MB when it is opened. Copy only the list of "
        "contacts into a new one."
    ),
    "line_too_long": _l(
        "A row has more than %(wanted)s characters. Put each person on a line of their own."
    ),
    "outside": _l(
        "The file speaks of a row or column that no spreadsheet has (%(found)s). Copy only the "
        "list of contacts into a new one."
    ),
    "too_many_sheets": _l(
        "The file has more than %(wanted)s sheets. Copy the list of contacts into a file of its "
        "own."
    ),
}


def contact_flaw_words(flaw: ContactFlaw | Flaw | Sequence[str]) -> str:
    """What is wrong with a row or a file, in words."""
    found = Flaw(*flaw)
    return str(WORDS[found.id] % {"found": found.found, "wanted": found.wanted})


def mail_problem_words(problem: str) -> str:
    """Why a message could not be handed over: `problem` is `refused` or `later`, and a code."""
    what, _space, code = problem.partition(" ")
    if what == "later":
        return str(_("Not delivered yet (%(code)s). It is tried again.", code=code))
    if code == "back":
        return str(_("A message came back. Nothing is sent to this address any more."))
    if code.startswith("back "):
        status = code.removeprefix("back ")
        return str(
            _("A message came back (%(code)s). Nothing is sent to this address any more.",
              code=status)
        )  # fmt: skip
    if code == "SMTPNotSupportedError":
        return str(_("The mail server of this site cannot write to addresses in these letters."))
    return str(_("Not delivered: the mail server refused the address (%(code)s).", code=code))
