"""Keys by which programs read the campaigns of an organisation."""

from dataclasses import dataclass

# For how many days a key may work.
LIFETIMES = (30, 90, 365)
# Of so many keys none is lost sight of.
MOST_KEYS = 20
# What each begins with, so that whoever finds one knows what it is.
PREFIX = "ladder_"
A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class AccessKey:
    """A key that an `account` made for an organisation, with what it is for. With `rows` it may
    also read what each respondent answered. Instants are seconds since 1970; `used_on` is a day,
    ISO 8601, and empty where the key was never used.
    """

    id: int
    organisation: int
    account: int
    name: str
    rows: bool
    made: int
    until: int
    used_on: str = ""

    def works(self, now: float) -> bool:
        """Has its time not run out?"""
        return now < self.until


@dataclass(frozen=True)
class NewKey:
    """A key as it is asked for: what it is for, whether it may read rows, and for how many days."""

    name: str
    rows: bool
    days: int
