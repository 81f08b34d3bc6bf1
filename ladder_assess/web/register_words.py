"""What the empty register says of its own columns."""

from flask_babel import gettext as _

from ladder_assess.publishing.register_template import Words


def template_words() -> Words:
    """In the reader's language."""
    return Words(
        sheet=_("What the columns mean"),
        heads=(_("Column"), _("What it asks"), _("Type this"), _("If you mean this")),
        identity=_("Your own number or code for the activity. Each has one of its own."),
        name=_("What the activity is called"),
        claimed=_("Which rung do people say it is on? A whole number from 0 to 8."),
        intended=_("Which rung is it meant to be on? A whole number from 0 to 8."),
        evidence=_("How sure is this, and who says so?"),
        several=_("You can give several, with a semicolon between them."),
        not_known=_("Not known"),
        none_of_these=_("None of these"),
    )
