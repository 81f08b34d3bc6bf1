"""Where somebody asks an organisation for no more mail, by the address in each message to many.

Mail programs press the button by themselves (RFC 8058), without a cookie or a form's token: whoever
has the address of the page may.
"""

from flask import Blueprint, abort, render_template, request

from ladder_assess.services.campaigns.invite_contacts import unsubscribe, whose_mail
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, product

blueprint = Blueprint("unsubscribe", __name__, url_prefix="/unsubscribe")


@blueprint.route("/<code>", methods=["GET", "POST"])
def show(code: str) -> View:
    """Ask for no more mail from an organisation; opening the page alone changes nothing."""
    name = whose_mail(product(), code)
    if name is None:
        limit("guess")
        abort(404)
    if request.method == "POST":
        unsubscribe(product(), code)
    return render_template(
        "campaigns/unsubscribe/show.html",
        name=name,
        done=request.method == "POST",
        form=Form(formdata=None),
    )
