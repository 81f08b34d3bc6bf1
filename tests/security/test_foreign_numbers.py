"""Numbers that only another organisation has, put into addresses of one's own."""

from collections.abc import Iterator

from tests.security.declared import LIST, ORGANISATION, ORGANISATION_LIST, ROUTES
from tests.security.offices import ONLY_THE_OTHERS
from tests.security.walking import Walker, outcome

OF_ORGANISATIONS = {LIST, ORGANISATION_LIST, ORGANISATION}
FOREIGN = (
    "number", "wave", "file_id", "action_id", "document_id", "account_id", "ticket_id",
    "import_id",
)  # fmt: skip


def test_numbers_of_another_organisation_are_not_there_in_ones_own(walker: Walker) -> None:
    """An owner who puts another's number into an address of their own gets nothing by it."""
    others = {
        **walker.world.other.values, "number": ONLY_THE_OTHERS, "wave": ONLY_THE_OTHERS,
    }  # fmt: skip
    wrong: list[str] = []
    tried: set[str] = set()
    for endpoint, declared in ROUTES.items():
        names = set(FOREIGN) & set(walker.rules[endpoint].arguments)
        directions = ("up", "down", "remove") if endpoint == "plan.place" else ("up",)
        for name in names if declared.to in OF_ORGANISATIONS else ():
            tried.add(name)
            for direction in directions:
                changed = {name: others[name], "direction": direction}
                wrong += _reached(walker, endpoint, walker.address(endpoint, **changed))
    assert not wrong, "\n".join(wrong)
    assert tried == set(FOREIGN)


def _reached(walker: Walker, endpoint: str, to: str) -> Iterator[str]:
    """What an owner gets to see or change at an address where there should be nothing."""
    data = dict(ROUTES[endpoint].data)
    # What was removed already is no mistake where it is removed again.
    wanted = {"hidden", "shown"} if endpoint == "plan.place" else {"hidden"}
    for method in walker.methods(endpoint):
        read = method == "GET"
        response = (
            walker.ask("owner", method, to) if read else walker.unprotected("owner", to, data)
        )
        if outcome(response) not in wanted:
            yield f"{method} {to}: {response.status}"
        if walker.changed():
            yield f"{method} {to}: changed {walker.changed()}"
            walker.put_back()
