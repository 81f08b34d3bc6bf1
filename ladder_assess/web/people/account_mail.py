"""The messages of the account pages, each as subject and text."""

from flask_babel import gettext as _

from ladder_assess.services.people.send_mail import Letter
from ladder_assess.web.common.request import mailed_link


def confirm(link: str) -> Letter:
    """To an address that has no account yet."""
    return _("Finish opening your account"), _(
        "Someone, we hope you, asked for an account of Ladder Assess with this address.\n\n"
        "To choose your name and password, open this link within a day:\n\n%(link)s\n\n"
        "If it was not you, do nothing: no account is opened.",
        link=link,
    )


def known(sign_in: str, reset: str) -> Letter:
    """To an address that has an account already."""
    return _("You have an account already"), _(
        "Someone, we hope you, asked for an account of Ladder Assess with this address. "
        "There is one already.\n\nSign in here:\n\n%(sign_in)s\n\n"
        "If you have forgotten the password, you can set another one:\n\n%(reset)s\n\n"
        "If it was not you, do nothing: nothing has changed.",
        sign_in=sign_in,
        reset=reset,
    )


def reset(link: str) -> Letter:
    """To an address with an account, whose password is to be set."""
    return _("Set another password"), _(
        "Someone, we hope you, asked to set another password for your account of Ladder Assess."
        "\n\nTo do so, open this link within an hour:\n\n%(link)s\n\n"
        "If it was not you, do nothing: your password stays as it is.",
        link=link,
    )


def unknown(link: str) -> Letter:
    """To an address without an account, for which another password was asked."""
    return _("There is no account with this address"), _(
        "Someone, we hope you, asked to set another password for an account of Ladder Assess. "
        "There is none with this address: perhaps you use another one.\n\n"
        "You can open an account here:\n\n%(link)s\n\n"
        "If it was not you, do nothing.",
        link=link,
    )


def changed(what: str, reset: str) -> str:
    """The text of a message about a change to how someone signs in."""
    words = _(
        "%(what)s, for your account of Ladder Assess.\n\n"
        "If it was not you, set another password at once, which signs everyone out:\n\n%(reset)s",
        what=what,
        reset=reset,
    )
    return str(words)


def way_in(link: str, reset: str) -> Letter:
    """To whoever has the right password while others try many wrong ones."""
    return _("Sign in with this link"), _(
        "Many people have tried to sign in to your account of Ladder Assess from many places. "
        "Someone, we hope you, has just typed the right password in a browser that we do not know."
        "\n\nTo sign in there, open this link within an hour and type the password again:"
        "\n\n%(link)s\n\n"
        "If it was not you, somebody knows your password. Set another one at once:\n\n%(reset)s",
        link=link,
        reset=reset,
    )


def told_of(what: str) -> Letter:
    """The message that tells a person what was changed about how they sign in."""
    return what, changed(what, mailed_link("account.reset"))
