"""Ladder Assess: what public bodies' participation really is, by its facts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from ladder_assess.settings import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The web application: settings, extensions, blueprints."""
    # Imported here, because every command imports this package and few of them need the web.
    from flask import Flask
    from flask_compress import Compress

    from ladder_assess import web
    from ladder_assess.publishing.common.words import Words
    from ladder_assess.services.common.product import guard, open_product
    from ladder_assess.settings import from_environment
    from ladder_assess.web.common import configuration, translations

    settings = settings or from_environment()
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config.update(configuration.configuration(settings))
    app.jinja_environment = configuration.Templates
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = configuration.template_loader(settings)
    product = open_product(*settings.site)
    app.teardown_appcontext(lambda _: product.database.rest())
    definitions = product.definitions
    app.extensions["ladder_assess"] = product
    app.extensions["ladder_assess_words"] = Words(
        definitions.questionnaire,
        definitions.sources,
        definitions.instruments,
        product.earlier_questions,
    )
    translations.init_app(app)
    Compress(app)
    web.register(app)
    web.account_elsewhere.init_app(app, settings)
    configuration.wrap(app, settings)
    # Once more, for the store of jobs that was made meanwhile.
    guard(settings.instance)
    return app
