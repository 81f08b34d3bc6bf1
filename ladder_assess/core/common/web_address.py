"""What counts as a web address wherever one is typed or read from a file."""

import re

# A host of so many characters or fewer stands in one line, on a phone too.
SHORT_HOST = 24
# Keyboards of phones write the first letter large, and codes to scan all of them: RFC 3986 takes
# the letters before the colon alike.
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Is a text a web address and nothing else?"""
    return bool(WEB_ADDRESS.fullmatch(text))


def whole_parts(address: str) -> tuple[str, ...]:
    """The parts of an address between which a line may break: the host stands whole where it is a
    number or short, else a long name breaks before its dots, and what follows before each slash.
    """
    scheme, _, rest = address.partition("://")
    host, *path = re.split("(?=/)", rest)
    is_number = host.startswith("[") or re.fullmatch(r"[\d.:]+", host)
    hosts = [host] if is_number or len(host) <= SHORT_HOST else re.split(r"(?=\.)", host)
    return (f"{scheme}://", *hosts, *path)
