"""An address tells of a local authority only where nobody else can have its domain."""

import pytest

from ladder_assess.core.benchmarks.authority_address import (
    authority_at,
    domain_of,
    known_domains,
)
from ladder_assess.core.benchmarks.organisation import Authority
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.people.authorities import FILE, read_authorities

with (CHECKOUT / "questionnaires" / FILE).open("rb") as stream:
    AUTHORITIES: list[Authority] = read_authorities(stream)
KNOWN = known_domains(AUTHORITIES)


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("a@lambeth.gov.uk", "London Borough of Lambeth"),
        ("a@tower-hamlets.gov.uk", "London Borough of Tower Hamlets"),
        ("a@surreycc.gov.uk", "Surrey County Council"),
        ("a@kent.gov.uk", "Kent County Council"),
        ("a@cambridgeshire.gov.uk", "Cambridgeshire County Council"),
        ("a@aberdeenshire.gov.uk", "Aberdeenshire Council"),
        ("a@belfastcity.gov.uk", "Belfast City Council"),
    ],
)
def test_a_domain_that_can_be_no_other_tells_the_authority(email: str, name: str) -> None:
    found = authority_at(email, KNOWN)
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
        # Whoever has a name below it: a school, say.
        "a.b@Housing.Lambeth.gov.uk",
        "pupil@school.lambeth.gov.uk",
        # Parishes', towns' and city parishes', or such as could be.
        "a@lichfield.gov.uk",
        "a@chichestercity.gov.uk",
        "a@newport.gov.uk",
        "a@cambridge.gov.uk",
        "a@warwickcc.gov.uk",
        "a@oxfordcity.gov.uk",
        "a@bostoncouncil.gov.uk",
        "a@lambethcouncil.gov.uk",
        "a@council.gov.uk",
    ],
)
def test_any_other_domain_tells_nothing(email: str) -> None:
    assert authority_at(email, KNOWN) is None or "@" not in email


def test_only_names_that_no_parish_bears_are_known() -> None:
    assert len(KNOWN) > 60
    for domain, authority in KNOWN.items():
        assert (
            authority.type in {"CTY", "LBO", "NID"}
            or domain == domain.removesuffix("shire.gov.uk") + "shire.gov.uk"
        )


def test_a_domain_stands_behind_the_last_at() -> None:
    assert domain_of('"a@b"@Example.ORG.') == "example.org"


def test_a_letter_that_only_looks_like_one_tells_nothing() -> None:
    """Every letter that becomes one or two of ours when it is made small, in every known domain:
    a domain with it is another one.
    """
    others = {
        chr(number).casefold(): chr(number)
        for number in range(128, 0x1FFFF)
        if (small := chr(number).casefold()).isascii() and small.isalpha()
    }
    assert {"s", "k", "ss"} <= others.keys()
    tried = [
        f"a@{domain.replace(small, other, 1)}"
        for domain in KNOWN
        for small, other in others.items()
        if small in domain
    ]
    assert len(tried) > len(KNOWN)
    assert any(domain_of(email) in KNOWN for email in tried)
    assert not any(authority_at(email, KNOWN) for email in tried)
