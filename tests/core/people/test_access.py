"""Roles and rights, over every role, set of rights and permission."""

from itertools import chain, combinations, product

from ladder_assess.core.people.access import (
    CONTRIBUTOR,
    EDITOR,
    GRANTS,
    OWNER,
    RIGHT_GRANTS,
    RIGHTS,
    ROLES,
    SURVEY,
    SURVEY_MANAGER,
    TRAIN,
    TRAINER,
    VIEWER,
    VIEWS,
    Membership,
)

SETS = [frozenset(s) for n in range(len(RIGHTS) + 1) for s in combinations(RIGHTS, n)]
PERMISSIONS = frozenset(chain(*GRANTS.values(), *RIGHT_GRANTS.values()))


def held(role: str, rights: frozenset[str], *, assigned: bool = True) -> set[str]:
    place = Membership(1, 1, role, rights)
    return {permission for permission in PERMISSIONS if place.may(permission, assigned=assigned)}


def test_roles_rise_and_every_permission_is_held_by_an_owner() -> None:
    nothing: frozenset[str] = frozenset()
    assert held(VIEWER, nothing) < held(EDITOR, nothing) < held(OWNER, nothing)
    assert held(CONTRIBUTOR, nothing) < held(EDITOR, nothing)
    assert held(OWNER, nothing) == PERMISSIONS


def test_rights_add_what_they_open_and_nothing_else() -> None:
    for role, rights, assigned in product(ROLES, SETS, (True, False)):
        opened = set().union(*(RIGHT_GRANTS[right] for right in rights))
        bare = held(role, frozenset(), assigned=assigned)
        assert held(role, rights, assigned=assigned) == bare | opened


def test_every_right_opens_something_for_those_whose_role_does_not() -> None:
    assert {SURVEY_MANAGER: {VIEWS, SURVEY}, TRAINER: {TRAIN}} == RIGHT_GRANTS
    for role in (VIEWER, CONTRIBUTOR):
        for right in RIGHTS:
            assert held(role, frozenset({right})) > held(role, frozenset())


def test_what_is_not_known_opens_nothing() -> None:
    assert not held("", frozenset())
    assert held(VIEWER, frozenset({"made_up"})) == held(VIEWER, frozenset())
    assert not Membership(1, 1, OWNER, frozenset(RIGHTS)).may("made_up")
