"""The register of local authorities: the built-in file, the file it was made from, others."""

import csv
import io
from pathlib import Path

import pytest

from ladder_assess.core.benchmarks.organisation import (
    ENGLAND,
    KINDS,
    NATIONS,
    OTHER,
    REGIONS,
    Authority,
)
from ladder_assess.services.common.product import Product
from ladder_assess.services.common.update_register import fill_register, update_register
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.people import authorities as register
from ladder_assess.storage.people.authorities import BadRegister, as_csv, read_authorities

BUILT_IN = CHECKOUT / "questionnaires" / register.FILE
MADE_FROM = CHECKOUT.parent / "shared" / "data" / "uk_local_authorities.csv"
HEADER = (
    "local-authority-code,official-name,gss-code,local-authority-type,local-authority-type-name,"
    "nation,region,pop-2020,current-authority\n"
)
ADUR = (
    "ADU,Adur District Council,E07000223,NMD,Non-metropolitan district,England,South East,{},{}\n"
)


def read(text: str) -> list[Authority]:
    return read_authorities(io.BytesIO(text.encode()))


def built_in() -> list[Authority]:
    with BUILT_IN.open("rb") as stream:
        return read_authorities(stream)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "register.sqlite3")
    made.migrate()
    return made


@pytest.mark.skipif(not MADE_FROM.exists(), reason="the file it was made from is not here")
def test_the_built_in_register_has_every_current_authority_as_its_source_says() -> None:
    with MADE_FROM.open(encoding="utf-8", newline="") as stream:
        current = [row for row in csv.DictReader(stream) if row["current-authority"] == "True"]
    wanted = {
        row["local-authority-code"]: (
            row["official-name"], row["gss-code"], row["local-authority-type"],
            row["local-authority-type-name"], row["nation"], row["region"],
            int(float(row["pop-2020"])) if row["pop-2020"] else None,
        )
        for row in current
    }  # fmt: skip
    found = {
        a.code: (a.name, a.gss, a.type, a.type_name, a.nation, a.region, a.population)
        for a in built_in()
    }
    assert len(found) == len(current)
    assert found == wanted


def test_every_authority_has_a_kind_a_nation_and_where_in_england_a_region() -> None:
    for authority in built_in():
        assert authority.kind in KINDS
        assert authority.kind != OTHER
        assert authority.nation_id in NATIONS
        assert (authority.region_id in REGIONS) == (authority.nation_id == ENGLAND)
        assert bool(authority.size) == (authority.population is not None)


def test_a_new_installation_has_the_built_in_register(product: Product) -> None:
    assert register.list_authorities(product.database) == sorted(
        built_in(), key=lambda a: (a.name, a.code)
    )


def test_what_is_written_is_read_again() -> None:
    assert read(as_csv(built_in())) == built_in()
    assert as_csv(built_in()) == BUILT_IN.read_text("utf-8")


def test_a_newer_file_takes_the_place_of_the_register(database: Database) -> None:
    fill_register(database, BUILT_IN.parent)
    before = register.count_authorities(database)
    newer = HEADER + ADUR.format("64187.0", "True") + ADUR.replace("ADU", "QQQ").format("", "True")
    changes = update_register(database, io.BytesIO(newer.encode()))
    assert changes == (2, 1, before - 1)
    adur = register.find_authority(database, "ADU")
    assert adur is not None
    assert adur.population == 64187
    fill_register(database, BUILT_IN.parent)
    assert register.count_authorities(database) == 2


def test_authorities_that_are_no_more_are_left_out() -> None:
    gone = ADUR.replace("ADU", "OLD").format("5", "False")
    assert [a.code for a in read("\ufeff" + HEADER + gone + ADUR.format("5", "True"))] == ["ADU"]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "columns"),
        ("a,b\n1,2\n", 1, "columns"),
        (HEADER, 1, "found 0"),
        (HEADER + ADUR.format("5", "True") * 2, 3, "twice"),
        (HEADER + ADUR.format("many", "True"), 2, "population in digits"),
        (HEADER + ADUR.format("-5", "True"), 2, "population in digits"),
        (HEADER + ADUR.replace("South East", "").format("5", "True"), 2, "region"),
        (HEADER + "ADU\n", 2, "expected something in official-name"),
        (HEADER + 'ADU,"Adur\n', 1, "CSV"),
    ],
)
def test_a_file_that_is_no_register_changes_nothing(
    database: Database, text: str, line: int, words: str
) -> None:
    with pytest.raises(BadRegister) as bad:
        update_register(database, io.BytesIO(text.encode()))
    assert str(bad.value).startswith(f"line {line}: ")
    assert words in str(bad.value)
    assert register.count_authorities(database) == 0


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(BadRegister, match="CSV file in UTF-8"):
        read_authorities(io.BytesIO(b"PK\x03\x04\xff\xfe"))
