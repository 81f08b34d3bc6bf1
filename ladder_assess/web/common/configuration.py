"""What the settings mean for Flask, for its templates and for what stands in front of it."""

import time
from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from ladder_assess.settings import Settings, today
from ladder_assess.web.common import security

# What the rules may work on a long list for one look at it: seconds of the processor. What stands
# on the page is put together besides.
PATIENCE = 1.0
COMPONENTS = ("govuk_frontend_jinja", "govuk_frontend_wtf")
STATIC_AGE = 3600
# What every plain table has, whatever stands in it.
OF_TABLES = frozenset(dir(dict))


def configuration(settings: Settings) -> dict[str, Any]:
    """The configuration of the app: Flask's own keys, its extensions' and ours."""
    return {
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": settings.longest_post,
        "MAX_FORM_MEMORY_SIZE": settings.longest_post,
        "WTF_CSRF_TIME_LIMIT": settings.form_lifetime,
        # Pages carry no referrer, because the address of a private link is a secret.
        "WTF_CSRF_SSL_STRICT": False,
        **security.cookies(settings),
        "SIGN_IN_IDLE": settings.sign_in_idle,
        "SIGN_IN_LONGEST": settings.sign_in_longest,
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 5,
        "SITE_ADDRESS": settings.site_address,
        "LIMIT_TIMES": settings.limit_times,
        "PATIENCE": PATIENCE,
        "SENDS_MAIL": bool(settings.smtp_host),
        "LONGEST_FILE": settings.longest_file,
        "MOST_FILES": settings.most_files,
        "LIST_SPACE": settings.list_space,
        "SETTINGS": settings,
        "TODAY": today,
        "NOW": lambda: int(time.time()),
        "DIST": settings.dist,
    }


def template_loader(settings: Settings) -> BaseLoader:
    """Where templates come from: our own, then the components of GOV.UK under their names."""
    components = {package: PackageLoader(package) for package in COMPONENTS}
    return ChoiceLoader([FileSystemLoader(settings.templates), PrefixLoader(components)])


class Templates(Environment):
    """The templates of pages. What all share is complete before the first is read, and each has it
    as one plain table: a chain of two is gone through key by key at every import of a macro, more
    than a hundred times a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows: what all share, and its own."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What `obj.attribute` means. The parameters of macros are plain tables, hundreds a page:
        these are looked into at once, not after a search for an attribute that fails.
        """
        if type(obj) is dict and attribute not in OF_TABLES:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def wrap(app: Flask, settings: Settings) -> None:
    """Serve the built files in front of the app; who asks is what trusted proxies say alone."""
    files = WhiteNoise(
        app.wsgi_app,
        root=settings.dist,
        prefix="static/",
        max_age=STATIC_AGE,
        allow_all_origins=False,
        add_headers_function=security.add_file_headers,
    )
    count = settings.proxies
    trusted = ProxyFix(files, x_for=count, x_proto=count, x_host=0) if count else files
    app.wsgi_app = trusted  # type: ignore[method-assign]
