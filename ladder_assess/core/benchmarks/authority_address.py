"""Is an e-mail address at the domain of a local authority? Its name in the register may say so.

The register records no domains. Names under gov.uk are given to public bodies alone, but parishes,
towns and city parishes are public bodies too: chichestercity.gov.uk is a parish's, lichfield.gov.uk
as well. So a name is taken for a domain only where no parish can have it: of county councils, of
London boroughs, of districts in Northern Ireland, which has no parishes, and of names that end in
"shire". Nothing may stand before it: whoever is at a school's part of a domain is not the council.
Of any other domain nothing is concluded: somebody has to look.
"""

from collections.abc import Iterable, Mapping

from ladder_assess.core.benchmarks.organisation import Authority

PUBLIC = ".gov.uk"
# Words of a name that a domain leaves out.
LEFT_OUT = {"authority", "borough", "city", "combined", "council", "county", "district", "london"}
LEFT_OUT |= {"metropolitan", "of", "royal", "strategic", "the", "unitary"}
# What a domain may put behind the name, by type of authority in the register.
BEHIND: Mapping[str, tuple[str, ...]] = {
    "CTY": ("", "cc"),
    "LBO": ("",),
    "NID": ("", "city", "council"),
}
SHIRE = "shire"


def domain_of(email: str) -> str:
    """What stands behind the last @, in small letters."""
    return email.rpartition("@")[2].strip().casefold().rstrip(".")


def known_domains(authorities: Iterable[Authority]) -> dict[str, Authority]:
    """The domains that can be one authority's alone, without hyphens."""
    found: dict[str, list[Authority]] = {}
    for authority in authorities:
        for domain in _domains(authority):
            found.setdefault(domain, []).append(authority)
    return {domain: own[0] for domain, own in found.items() if len(own) == 1}


def authority_at(email: str, known: Mapping[str, Authority]) -> Authority | None:
    """The authority at whose domain an address is, of those that are `known_domains`; or None, also
    where a letter only becomes one of the domain's when it is made small, as ß and the long s do.
    """
    if not email.rpartition("@")[2].isascii():
        return None
    return known.get(domain_of(email).replace("-", ""))


def _domains(authority: Authority) -> Iterable[str]:
    name = authority.name.casefold().replace("'", "")
    words = "".join(c if c.isalnum() else " " for c in name).split()
    own = [word for word in words if word not in LEFT_OUT]
    starts = {"".join(own), "".join(word for word in own if word != "and")} - {""}
    for start in starts:
        behind = BEHIND.get(authority.type, ("",) if start.endswith(SHIRE) else ())
        yield from (start + end + PUBLIC for end in behind)
