"""Parts of addresses."""

from werkzeug.routing import BaseConverter, IntegerConverter

from ladder_assess.core.common.whole_number import MOST_DIGITS
from ladder_assess.services.activities.load_sample import SAMPLE_TOKEN

ORGANISATION = "o"


class TokenConverter(BaseConverter):
    """What opens a portfolio: a private link's token or, after an "o", an organisation's number.

    Anything else is no address at all, and gets the same 404.
    """

    regex = rf"[a-z2-7]{{32}}|{SAMPLE_TOKEN}|{ORGANISATION}[1-9][0-9]{{0,9}}"


class NumberConverter(IntegerConverter):
    """The number of something that is kept: never more digits than the database can hold, and
    written in one way alone, so that each thing has one address and its requests take turns.
    """

    regex = rf"[1-9][0-9]{{0,{MOST_DIGITS - 1}}}"
