"""An address tells of a local authority only where its domain is the authority's name."""

import pytest

from ladder_assess.core.benchmarks.authority_address import authority_at, domain_of
from ladder_assess.core.benchmarks.organisation import Authority
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.people.authorities import FILE, read_authorities

with (CHECKOUT / "questionnaires" / FILE).open("rb") as stream:
    AUTHORITIES: list[Authority] = read_authorities(stream)


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("a@lambeth.gov.uk", "London Borough of Lambeth"),
        ("a.b@Housing.Lambeth.gov.uk", "London Borough of Lambeth"),
        ("a@tower-hamlets.gov.uk", "London Borough of Tower Hamlets"),
        ("a@surreycc.gov.uk", "Surrey County Council"),
        ("a@cambridge.gov.uk", "Cambridge City Council"),
        ("a@cambridgeshire.gov.uk", "Cambridgeshire County Council"),
        ("a@belfastcity.gov.uk", "Belfast City Council"),
    ],
)
def test_a_domain_that_is_the_name_tells_the_authority(email: str, name: str) -> None:
    found = authority_at(email, AUTHORITIES)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "email",
    [
        "a@lambeth.gov.uk.example.org",
        "a@lambeth.org.uk",
        "lambeth.gov.uk@example.org",
        "a@xlambeth.gov.uk",
        "a@lambethgov.uk",
        "a@gov.uk",
        "a@.gov.uk",
        "lambeth.gov.uk",
        "",
        "a@lichfield.gov.uk",  # the parish's, not the district council's
        "a@council.gov.uk",
    ],
)
def test_any_other_domain_tells_nothing(email: str) -> None:
    assert authority_at(email, AUTHORITIES) is None or "@" not in email
    if "@" in email:
        assert authority_at(email, AUTHORITIES) is None


def test_no_two_authorities_would_have_the_same_domain() -> None:
    for authority in AUTHORITIES:
        plain = "".join(c for c in authority.name.casefold() if c.isalnum())
        found = authority_at(f"a@{plain}.gov.uk", AUTHORITIES)
        assert found is None or found == authority


def test_a_domain_stands_behind_the_last_at() -> None:
    assert domain_of('"a@b"@Example.ORG.') == "example.org"
