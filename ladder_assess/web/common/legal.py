"""What the law and good manners want said: privacy, accessibility, freedom of information."""

from flask import Blueprint, current_app, render_template

from ladder_assess.services.activities.keep_evidence import Allowed
from ladder_assess.settings import Settings
from ladder_assess.web.common.request import View, product

blueprint = Blueprint("legal", __name__)


def settings() -> Settings:
    """How this installation is set up."""
    found: Settings = current_app.config["SETTINGS"]
    return found


@blueprint.get("/privacy")
def privacy() -> View:
    """What is kept, why, for how long, and what people can do about it."""
    texts = product().definitions.consent
    return render_template(
        "common/legal/privacy.html",
        settings=settings(),
        periods=settings().periods,
        texts=texts,
        file_limit=Allowed(settings().longest_file, settings().most_files, settings().list_space),
    )


@blueprint.get("/accessibility")
def accessibility() -> View:
    """How accessible the pages are, what is not, and whom to tell."""
    return render_template("common/legal/accessibility.html", settings=settings())


@blueprint.get("/freedom-of-information")
def freedom_of_information() -> View:
    """What public bodies that use this need to know about requests for information."""
    return render_template("common/legal/freedom_of_information.html")


@blueprint.get("/erased")
def erased() -> View:
    """Said after something was erased."""
    return render_template("common/legal/erased.html")
