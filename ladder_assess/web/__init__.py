"""The web: one blueprint for each noun. `register` puts them and what they share onto an app."""

from flask import Flask

from ladder_assess.web import activity, errors, home, plan, portfolio, practice, security, views
from ladder_assess.web.converters import TokenConverter


def register(app: Flask) -> None:
    """Add blueprints, converters, template helpers, error pages and response headers."""
    app.url_map.converters["token"] = TokenConverter
    views.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    for noun in (home, practice, portfolio, activity, plan):
        app.register_blueprint(noun.blueprint)
