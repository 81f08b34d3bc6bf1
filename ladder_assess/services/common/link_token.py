"""Works out the token of a link, from the random id of the form that it was asked for with.

So pressing a button twice opens one link (an idempotency key), and nobody works a token out who
does not hold the installation's secret. Nothing of a token is kept but a digest.
"""

import hmac
from base64 import b32encode

TOKEN_BYTES = 20
# What a link is for: a private link, a view of an activity, answers in a questionnaire's round.
PRIVATE, VIEW, WAVE = "private-link", "view-link", "wave-link"
# Answers of one person, once.
WAVE_ONCE = "wave-link-once"
# Trying out a round that is a draft.
PILOT = "pilot-link"
# A key by which a program reads campaigns.
ACCESS_KEY = "access-key"
# The pages of whoever runs a workshop.
WORKSHOP = "workshop"


def link_token(secret: str, purpose: str, request: str) -> str:
    """32 letters and digits, 160 bits; another for each purpose and request."""
    mac = hmac.digest(secret.encode(), f"{purpose}:{request}".encode(), "sha256")
    return b32encode(mac[:TOKEN_BYTES]).decode().lower()
