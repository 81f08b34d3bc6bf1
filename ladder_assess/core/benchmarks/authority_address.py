"""Is an e-mail address at the domain of a local authority? Its name in the register says so.

Names under gov.uk are given to public bodies alone, so `someone@lambeth.gov.uk` works for Lambeth.
Where a domain is not simply the authority's name, nothing is concluded: somebody has to look.
"""

from collections.abc import Iterable

from ladder_assess.core.benchmarks.organisation import Authority

PUBLIC = ".gov.uk"
# Words of a name that a domain leaves out, and what it may put behind the name instead.
LEFT_OUT = {"authority", "borough", "city", "combined", "council", "county", "district", "london"}
LEFT_OUT |= {"metropolitan", "of", "royal", "strategic", "the", "unitary"}
BEHIND = ("", "council", "cc", "dc", "bc", "mbc", "city")
# A parish of the same name holds the domain: lichfield.gov.uk is not the district council's.
OF_PARISHES = frozenset({"lichfield"})


def domain_of(email: str) -> str:
    """What stands behind the last @, in small letters."""
    return email.rpartition("@")[2].strip().casefold().rstrip(".")


def authority_at(email: str, authorities: Iterable[Authority]) -> Authority | None:
    """The one authority at whose domain an address is; None where none or several might be."""
    label = _label(domain_of(email))
    if not label or label in OF_PARISHES:
        return None
    found = [authority for authority in authorities if label in _labels(authority.name)]
    return found[0] if len(found) == 1 else None


def _label(domain: str) -> str:
    """The name under gov.uk that a domain belongs to, without hyphens; empty for another domain."""
    if not domain.endswith(PUBLIC):
        return ""
    return domain.removesuffix(PUBLIC).rpartition(".")[2].replace("-", "")


def _labels(name: str) -> frozenset[str]:
    words = "".join(c if c.isalnum() else " " for c in name.casefold().replace("'", "")).split()
    own = [word for word in words if word not in LEFT_OUT]
    starts = {"".join(own), "".join(word for word in own if word != "and")}
    return frozenset(start + end for start in starts for end in BEHIND if start)
