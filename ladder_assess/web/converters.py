"""Parts of addresses."""

from werkzeug.routing import BaseConverter

from ladder_assess.services.load_sample import SAMPLE_TOKEN


class TokenConverter(BaseConverter):
    """The token of a private link: anything else is no address at all, and gets the same 404."""

    regex = rf"[a-z2-7]{{32}}|{SAMPLE_TOKEN}"
