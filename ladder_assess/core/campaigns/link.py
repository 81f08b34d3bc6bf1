"""What a respondent's link opens."""

from dataclasses import dataclass

from ladder_assess.core.instruments.wave import Wave


@dataclass(frozen=True)
class WaveLink:
    """What a respondent's link opens. `form` is empty where the instrument has none; `once` where
    it is for one person and works once.
    """

    wave: Wave
    form: str
    closed: bool
    asked_by: str
    organisation: int | None = None
    once: bool = False
