"""A consent that was given: for which purpose, in which wording, on which day."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Consent:
    """A consent. `reference` stands where a name would; days are ISO 8601, empty for never. `file`
    is the name of the file that it was given for, in the list of a person's own.

    For anonymous answers neither account nor anything about the answers is kept with it.
    """

    reference: str
    purpose: str
    version: int
    given_on: str
    withdrawn_on: str = ""
    account_id: int | None = None
    organisation_id: int | None = None
    file: str = ""
