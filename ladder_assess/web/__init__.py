"""The web: one blueprint for each noun. `register` puts them and what they share onto an app."""

from types import ModuleType

from flask import Flask

from ladder_assess.web import (
    account,
    account_elsewhere,
    account_own,
    activity,
    administration,
    compare,
    data_protection,
    errors,
    exercise,
    home,
    identity,
    invitation,
    legal,
    organisation,
    own_list,
    paging,
    people,
    plan,
    plan_documents,
    plan_files,
    points_of_view,
    portfolio,
    portfolio_dates,
    practice,
    public_page,
    published,
    questionnaires,
    questionnaires_answer,
    questionnaires_links,
    questionnaires_respond,
    register_export,
    register_import,
    scope,
    security,
    take_back,
    take_in,
    upload,
    views,
    voice,
    workflow,
)
from ladder_assess.web.converters import NumberConverter, TokenConverter

NOUNS: tuple[ModuleType, ...] = (
    home,
    account,
    account_own,
    account_elsewhere,
    practice,
    portfolio,
    portfolio_dates,
    register_import,
    register_export,
    activity,
    workflow,
    upload,
    plan,
    plan_documents,
    plan_files,
    public_page,
    published,
    legal,
    data_protection,
    points_of_view,
    questionnaires,
    questionnaires_answer,
    questionnaires_links,
    questionnaires_respond,
    compare,
    exercise,
    voice,
    take_back,
    own_list,
    organisation,
    people,
    invitation,
    take_in,
    administration,
)


def register(app: Flask) -> None:
    """Add blueprints, converters, template helpers, error pages and response headers."""
    app.url_map.converters |= {"token": TokenConverter, "number": NumberConverter}
    views.init_app(app)
    identity.init_app(app)
    scope.init_app(app)
    organisation.init_app(app)
    paging.init_app(app)
    take_in.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    # Where the pages of a noun are spread over several modules, they share its blueprint.
    for blueprint in dict.fromkeys(noun.blueprint for noun in NOUNS):
        app.register_blueprint(blueprint)
