"""What an organisation is: its kind, where it works, how large it is and what it provides.

The ids never change, because answers are kept under them; the names are for people to read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ladder_assess.core.common.finding import MOST_LETTERS, plain_words

POPULATION, INCOME = "population", "income"
LOCAL_AUTHORITY = "la_"
OTHER = "other"
ENGLAND = "england"
WHOLE_UK = "uk"


@dataclass(frozen=True)
class Kind:
    """A kind of organisation. `measure` is what its size is told by: POPULATION or INCOME."""

    id: str
    name: str
    measure: str


# The types of local authority, by their codes in the register.
AUTHORITY_KINDS: Mapping[str, Kind] = {
    "CTY": Kind("la_county", "County council", POPULATION),
    "NMD": Kind("la_non_metropolitan_district", "Non-metropolitan district council", POPULATION),
    "UA": Kind("la_unitary", "Unitary authority in England", POPULATION),
    "MD": Kind("la_metropolitan_district", "Metropolitan district council", POPULATION),
    "LBO": Kind("la_london_borough", "London borough council", POPULATION),
    "CC": Kind("la_city_corporation", "City corporation", POPULATION),
    "COMB": Kind("la_combined", "Combined authority", POPULATION),
    "SRA": Kind("la_strategic_regional", "Strategic regional authority", POPULATION),
    "SCO": Kind("la_scottish_unitary", "Scottish unitary authority", POPULATION),
    "WPA": Kind("la_welsh_unitary", "Welsh unitary authority", POPULATION),
    "NID": Kind("la_northern_ireland_district", "Northern Ireland district council", POPULATION),
}
KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        *AUTHORITY_KINDS.values(),
        Kind("parish_or_town_council", "Parish, town or community council", POPULATION),
        Kind("police", "Police", POPULATION),
        Kind("fire", "Fire and rescue service", POPULATION),
        Kind("nhs", "NHS or other health body", POPULATION),
        Kind("housing_association", "Housing association", INCOME),
        Kind("charity", "Charity", INCOME),
        Kind("social_enterprise", "Social enterprise", INCOME),
        Kind("community_organisation", "Community organisation", INCOME),
        Kind("union", "Trade union", INCOME),
        Kind(OTHER, "Something else", INCOME),
    )
}
NATIONS: Mapping[str, str] = {
    ENGLAND: "England",
    "northern_ireland": "Northern Ireland",
    "scotland": "Scotland",
    "wales": "Wales",
    WHOLE_UK: "More than one nation of the UK",
}
REGIONS: Mapping[str, str] = {
    "east_midlands": "East Midlands",
    "east_of_england": "East of England",
    "london": "London",
    "north_east": "North East",
    "north_west": "North West",
    "south_east": "South East",
    "south_west": "South West",
    "west_midlands": "West Midlands",
    "yorkshire_and_the_humber": "Yorkshire and The Humber",
}


@dataclass(frozen=True)
class SizeBand:
    """A size: from `least` (inclusive) people, or pounds of yearly income, to the next band."""

    id: str
    name: str
    measure: str
    least: int


SIZE_BANDS: Mapping[str, SizeBand] = {
    band.id: band
    for band in (
        SizeBand("population_0", "Fewer than 10,000 people", POPULATION, 0),
        SizeBand("population_10000", "10,000 to 49,999 people", POPULATION, 10_000),
        SizeBand("population_50000", "50,000 to 99,999 people", POPULATION, 50_000),
        SizeBand("population_100000", "100,000 to 199,999 people", POPULATION, 100_000),
        SizeBand("population_200000", "200,000 to 499,999 people", POPULATION, 200_000),
        SizeBand("population_500000", "500,000 to 999,999 people", POPULATION, 500_000),
        SizeBand("population_1000000", "1,000,000 people or more", POPULATION, 1_000_000),
        SizeBand("income_0", "Income under £10,000 a year", INCOME, 0),
        SizeBand("income_10000", "Income of £10,000 to £99,999 a year", INCOME, 10_000),
        SizeBand("income_100000", "Income of £100,000 to £999,999 a year", INCOME, 100_000),
        SizeBand(
            "income_1000000", "Income of £1 million to £9.9 million a year", INCOME, 1_000_000
        ),
        SizeBand(
            "income_10000000", "Income of £10 million to £99.9 million a year", INCOME, 10_000_000
        ),
        SizeBand("income_100000000", "Income of £100 million a year or more", INCOME, 100_000_000),
    )
}
SERVICES: Mapping[str, str] = {
    "adult_social_care": "Adult social care",
    "advice": "Advice and support",
    "arts_and_heritage": "Arts, culture and heritage",
    "children_and_families": "Children and families",
    "community_development": "Community development",
    "community_safety": "Community safety and policing",
    "economy_and_jobs": "Local economy and jobs",
    "education": "Schools and learning",
    "environment_and_climate": "Environment and climate",
    "environmental_health": "Environmental health and licensing",
    "fire_and_rescue": "Fire and rescue",
    "health_care": "Health care",
    "housing": "Housing and homelessness",
    "libraries": "Libraries",
    "mental_health": "Mental health",
    "parks_and_leisure": "Parks, sport and leisure",
    "planning": "Planning and regeneration",
    "public_health": "Public health",
    "transport": "Roads and transport",
    "waste": "Waste and street cleaning",
    "youth": "Youth services",
}


@dataclass(frozen=True)
class Authority:
    """A local authority of the register. `population` is that of mid-2020, where it is known."""

    code: str
    name: str
    gss: str
    type: str
    type_name: str
    nation: str
    region: str
    population: int | None = None

    @property
    def kind(self) -> str:
        """The id of the kind of organisation that it is."""
        found = AUTHORITY_KINDS.get(self.type)
        return found.id if found else OTHER

    @property
    def nation_id(self) -> str:
        """The id of the nation that it lies in; empty for a name that is not known."""
        return _id_of(NATIONS, self.nation)

    @property
    def region_id(self) -> str:
        """The id of the region of England that it lies in; empty outside England."""
        return _id_of(REGIONS, self.region)

    @property
    def size(self) -> str:
        """The id of its size band; empty where its population is not known."""
        return "" if self.population is None else size_band(POPULATION, self.population)


def _id_of(names: Mapping[str, str], name: str) -> str:
    return next((key for key, known in names.items() if known == name), "")


def size_band(measure: str, amount: int) -> str:
    """The id of the band for so many people or pounds a year."""
    bands = [b for b in SIZE_BANDS.values() if b.measure == measure and b.least <= amount]
    return max(bands, key=lambda band: band.least).id


def fits(kind: str, size: str) -> bool:
    """Is this a size that organisations of this kind are told by? No size at all always fits."""
    return not size or SIZE_BANDS[size].measure == KINDS[kind].measure


def matching(authorities: Iterable[Authority], typed: str) -> list[Authority]:
    """The authorities whose name has, for each word typed, a word that begins with it; or whose
    code it is. Names that begin with what was typed come first.
    """
    wanted = plain_words(typed[:MOST_LETTERS])
    if not wanted:
        return []
    found = [a for a in authorities if _matches(a, wanted, typed.strip().upper())]
    return sorted(found, key=lambda a: (not plain_words(a.name)[0].startswith(wanted[0]), a.name))


def _matches(authority: Authority, wanted: list[str], code: str) -> bool:
    if code in (authority.code, authority.gss):
        return True
    words = plain_words(authority.name)
    return all(any(word.startswith(start) for word in words) for start in wanted)
