"""Taking answers back by the code that came with them. Nobody needs an account or a link."""

from flask import Blueprint, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from ladder_assess.services.points_of_view.take_back_view import take_back_view
from ladder_assess.web.access.identity import now
from ladder_assess.web.common.fields import Line, no_longer_than
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, product
from ladder_assess.web.points_of_view import voice

blueprint = Blueprint("take_back", __name__)

CODE_LIMIT = 60


class CodeForm(Form):
    """The code that stood on the page after the answers were sent."""

    code = Line(
        _l("Your code"),
        [InputRequired(message=_l("Enter your code.")), no_longer_than(CODE_LIMIT)],
        description=_l("Sixteen letters and numbers. Dashes and spaces do not matter."),
        render_kw={
            "params": {
                "autocomplete": "off",
                "classes": "govuk-input--width-20",
                "spellcheck": False,
            }
        },
    )


@blueprint.route("/take-back", methods=["GET", "POST"])
def show() -> View:
    """Ask for the code, then erase the answers. Whatever is wrong with a code, the page says the
    same.
    """
    form = CodeForm()
    if form.validate_on_submit():
        if take_back_view(product(), form.code.data, now()):
            # In this browser too nothing is left that could add to what was erased.
            session.pop(voice.KEY, None)
            return redirect(url_for("take_back.done"))
        limit("view_code")
        form.code.errors = [_("There are no answers with this code. Check each letter and number.")]
    return render_template("points_of_view/take_back/show.html", form=form)


@blueprint.get("/take-back/done")
def done() -> View:
    """Said after answers were taken back."""
    return render_template("points_of_view/take_back/done.html")
