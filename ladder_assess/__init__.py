"""Ladder Assess: what public bodies' participation really is, by its facts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from ladder_assess.settings import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The web application: settings, extensions, blueprints."""
    # Imported here, because every command imports this package and few of them need the web.
    from flask import Flask
    from flask_babel import Babel
    from flask_compress import Compress
    from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
    from werkzeug.middleware.proxy_fix import ProxyFix
    from whitenoise import WhiteNoise

    from ladder_assess import web
    from ladder_assess.jobs import Jobs
    from ladder_assess.publishing.words import Words
    from ladder_assess.services.product import open_product
    from ladder_assess.settings import from_environment, today

    settings = settings or from_environment()
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.longest_post,
        MAX_FORM_MEMORY_SIZE=settings.longest_post,
        WTF_CSRF_TIME_LIMIT=settings.form_lifetime,
        # Pages carry no referrer, because the address of a private link is a secret.
        WTF_CSRF_SSL_STRICT=False,
        **web.security.cookies(settings),
        SIGN_IN_IDLE=settings.sign_in_idle,
        SIGN_IN_LONGEST=settings.sign_in_longest,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        SITE_ADDRESS=settings.site_address,
        LIMIT_TIMES=settings.limit_times,
        SENDS_MAIL=bool(settings.smtp_host),
        LONGEST_FILE=settings.longest_file,
        MOST_FILES=settings.most_files,
        SETTINGS=settings,
        TODAY=today,
        DIST=settings.dist,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(settings.templates),
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    product = open_product(settings.questionnaires, settings.database, settings.secret_key)
    app.extensions["ladder_assess"] = product
    app.extensions["ladder_assess_jobs"] = Jobs(settings, product)
    definitions = product.definitions
    app.extensions["ladder_assess_words"] = Words(definitions.questionnaire, definitions.sources)
    Babel(app)
    Compress(app)
    web.register(app)
    web.account_elsewhere.init_app(app, settings)
    files = WhiteNoise(
        app.wsgi_app,
        root=settings.dist,
        prefix="static/",
        max_age=3600,
        allow_all_origins=False,
        add_headers_function=web.security.add_file_headers,
    )
    # Who asks is what the trusted proxies say, and nobody else.
    count = settings.proxies
    app.wsgi_app = ProxyFix(files, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]
    return app
