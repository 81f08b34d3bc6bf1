"""Contacts of a round, as they are read from a file or from typed lines."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.contacts import (
    ADDRESS,
    GROUP,
    NAME,
    Contact,
    ContactFlaw,
    ContactList,
    Groups,
    Line,
    WrongRow,
    read_contacts,
    typed_lines,
    with_headings,
)

NO_GROUPS = Groups()
GROUPS = Groups({"provider": "provider", "service user": "service_user"})


def read(headings: list[str], *rows: list[str], groups: Groups = NO_GROUPS) -> ContactList:
    lines = [Line(at, row) for at, row in enumerate(rows, 2)]
    return read_contacts(headings, lines, groups)


def test_columns_are_known_by_what_people_call_them_and_others_are_words_for_messages() -> None:
    found = read(
        ["Full name", "E-Mail", "Job title", "Link", ""],
        ["Ada  Lovelace", "Ada@Example.org", "Analyst", "x", "y"],
        ["Անի Պետրոսյան", "ani@հայ.example", "", "", ""],
    )
    assert found.fields == ("job_title",)
    assert [(c.name, c.address, dict(c.fields)) for c in found.contacts] == [
        ("Ada Lovelace", "Ada@example.org", {"job_title": "Analyst"}),
        ("Անի Պետրոսյան", "ani@հայ.example", {}),
    ]


def test_a_name_may_stand_with_the_address() -> None:
    (contact,) = read(["email"], ["Ada Lovelace <ada@example.org>"]).contacts
    assert (contact.name, contact.address) == ("Ada Lovelace", "ada@example.org")


def test_all_that_is_wrong_is_said_with_row_and_column() -> None:
    found = read(
        ["Mail", "Name", "Group", "Role"],
        ["", "x" * 101, "elsewhere", "\x02"],
        ["ada", "a\u202eb", "", "y" * 201],
        ["ok@example.org", "", "Service-User", ""],
        groups=GROUPS,
    )
    assert found.wrong == (
        WrongRow(2, (
            ContactFlaw("no_address", "Mail"),
            ContactFlaw("unknown_group", "Group", "elsewhere"),
            ContactFlaw("too_long", "Name", "100"),
            ContactFlaw("control", "Role"),
        )),
        WrongRow(3, (
            ContactFlaw("not_an_address", "Mail", "ada"),
            ContactFlaw("no_group", "Group"),
            ContactFlaw("control", "Name"),
            ContactFlaw("too_long", "Role", "200"),
        )),
    )  # fmt: skip
    assert [contact.form for contact in found.contacts] == ["service_user"]


def test_what_the_reader_found_wrong_counts_where_the_column_is_read() -> None:
    flaw = ContactFlaw("formula", "Mail")
    whole = ContactFlaw("quotes")
    lines = [
        Line(2, ["a@b.example", "x"], {0: flaw}),
        Line(3, ["a@b.example", "x"], {1: flaw}),
        Line(4, [], {-1: whole}),
    ]
    found = read_contacts(["Mail", ""], lines, NO_GROUPS)
    assert found.wrong == (WrongRow(2, (flaw,)), WrongRow(4, (whole,)))
    assert len(found.contacts) == 1


def test_a_group_may_be_meant_where_none_is_named() -> None:
    groups = Groups(GROUPS.ids, "provider")
    rows = [["a@b.example", ""], ["c@d.example", "SERVICE USER"]]
    found = read([ADDRESS, GROUP], *rows, groups=groups)
    assert [contact.form for contact in found.contacts] == ["provider", "service_user"]
    found = read([ADDRESS], ["a@b.example"], groups=GROUPS)
    assert found.wrong == (WrongRow(2, (ContactFlaw("no_group", GROUP),)),)


def test_nobody_stands_there_twice_and_who_asked_for_no_mail_is_left_out() -> None:
    rows = ["a@müller.example", "A@XN--MLLER-KVA.example", "known@b.example", "No@more.example"]
    lines = [Line(at, [row]) for at, row in enumerate([*rows, "no@more.example"], 2)]
    found = read_contacts(
        [ADDRESS], lines, NO_GROUPS, {"known@b.example"}, lambda key: key == "no@more.example"
    )
    assert [contact.address for contact in found.contacts] == ["a@müller.example"]
    assert (found.twice, found.known, found.unsubscribed) == (2, 1, 1)
    assert not found.wrong


def test_a_file_without_names_of_columns_is_read_by_what_stands_there() -> None:
    lines = [Line(2, ["Grace", "grace@example.org"])]
    headed = with_headings(["Ada", "ada@example.org"], 1, lines)
    assert headed is not None
    assert headed[0] == [NAME, ADDRESS]
    found = read_contacts(*headed, NO_GROUPS)
    assert [(c.name, c.address) for c in found.contacts] == [
        ("Ada", "ada@example.org"),
        ("Grace", "grace@example.org"),
    ]
    assert with_headings(["Email"], 1, lines) == (["Email"], lines)
    assert with_headings(["Ada", "Lovelace"], 1, lines) is None


@pytest.mark.parametrize(
    ("line", "address", "name"),
    [
        ("ada@example.org", "ada@example.org", ""),
        (" ada@example.org, Ada Lovelace;", "ada@example.org", "Ada Lovelace"),
        ("Ada\tada@example.org", "ada@example.org", "Ada"),
        ("Ada Lovelace <ada@example.org>", "ada@example.org", "Ada Lovelace"),
        ("ada@example.org; Ada ; Provider", "ada@example.org", "Ada"),
    ],
)
def test_a_typed_line_is_a_person(line: str, address: str, name: str) -> None:
    headings, lines = typed_lines(f"\n{line}\n\n")
    (found,) = read_contacts(headings, lines, NO_GROUPS).contacts
    assert (found.address, found.name) == (address, name)
    assert lines[0].number == 2


CELLS = st.lists(st.text(max_size=30), max_size=5)


@given(CELLS, st.lists(CELLS, max_size=6))
def test_each_row_is_taken_wrong_or_counted_once(
    headings: list[str], rows: list[list[str]]
) -> None:
    headings = [ADDRESS, *headings]
    lines = [Line(at, row) for at, row in enumerate(rows)]
    found = read_contacts(headings, lines, NO_GROUPS)
    assert len(found.contacts) + len(found.wrong) + found.twice == len(rows)


@pytest.mark.thorough
def test_fifty_thousand_rows_with_three_in_a_hundred_wrong() -> None:
    chance = random.Random(3)
    wrong = set(chance.sample(range(50_000), 1500))
    lines = [
        Line(at + 2, [f"person {at}" if at in wrong else f"person{at}@müller.example"])
        for at in range(50_000)
    ]
    found = read_contacts([ADDRESS], lines, NO_GROUPS)
    assert {row.line - 2 for row in found.wrong} == wrong
    assert len(found.contacts) == 48_500
    assert isinstance(found.contacts[0], Contact)
