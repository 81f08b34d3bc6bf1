"""What counts as a web address wherever one is typed or read from a file."""

import re

# Keyboards of phones write the first letter large, and codes to scan all of them: RFC 3986 takes
# the letters before the colon alike.
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Is a text a web address and nothing else?"""
    return bool(WEB_ADDRESS.fullmatch(text))
