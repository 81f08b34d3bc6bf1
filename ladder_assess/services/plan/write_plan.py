"""Writes the improvement plan: proposals picked, reworded, added to, ordered and owned."""

from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain

from ladder_assess.core.activities.history import NOBODY, Author
from ladder_assess.core.activities.portfolio import AssessedActivity, Portfolio
from ladder_assess.core.common.number_runs import in_few_letters
from ladder_assess.core.plan.edits import Differing, merge, seal
from ladder_assess.core.plan.filter import SEVERAL_ACTIVITIES, Proposed, by_advice
from ladder_assess.core.plan.goals import in_turn, value_of
from ladder_assess.core.plan.of_scores import ORGANISATION, propose_for_scores
from ladder_assess.core.plan.order import brought_forward, in_order
from ladder_assess.core.plan.plan import Action, Proposal, ScoreNow, propose
from ladder_assess.core.plan.ranking import After
from ladder_assess.core.plan.weighing import weigh_proposals
from ladder_assess.services.common.product import Product, Rules
from ladder_assess.storage.plan import plans, taken_out

UP, DOWN = "up", "down"
MOVED, CHANGED, GONE = "moved", "changed", "gone"
# The numbers of activities, 0 for the organisation, and what is picked for all of them together.
Pick = tuple[tuple[int, ...], str]


def proposals_for(rules: Rules, activity: AssessedActivity) -> tuple[Proposal, ...]:
    """What the library of recommendations answers to an activity's findings, the most urgent first.

    What is as urgent stays in the order of core.plan.propose.
    """
    library = rules.definitions.library
    found = propose(library, activity.assessment, activity.explanation)
    single = activity.intended is not None and len(activity.explanation.rests_on) == 1
    return weigh_proposals(found, activity, single=single)


def advice_titles(rules: Rules) -> dict[str, str]:
    """What everything that can be proposed is called, by its id."""
    definitions = rules.definitions
    found = [*definitions.library.by_trigger.values(), *chain(*definitions.advice.values())]
    return {recommendation.id: recommendation.title for recommendation in found}


def advice_order(rules: Rules) -> After:
    """All that comes before each recommendation that needs something, by its id."""
    definitions = rules.definitions
    found = [*definitions.library.by_trigger.values(), *chain(*definitions.advice.values())]
    return {each.id: each.after for each in found if each.after}


def for_organisation(rules: Rules, scores: Iterable[ScoreNow]) -> Proposed:
    """What is proposed to the organisation by its scores."""
    advice = propose_for_scores(rules.definitions.advice, scores)
    return Proposed(None, weigh_proposals(advice, None))


def still_open(proposed: Iterable[Proposed], actions: Iterable[Action]) -> tuple[Proposed, ...]:
    """What is proposed and has not been taken up yet; where none is left, none is shown."""
    taken = {
        (number, action.recommendation)
        for action in actions
        for number in action.activities or (ORGANISATION,)
    }
    numbers = {number for number, _ in taken}
    found = (_without(each, taken) if each.number in numbers else each for each in proposed)
    return tuple(proposed for proposed in found if proposed.proposals)


def _without(proposed: Proposed, taken: Container[tuple[int, str]]) -> Proposed:
    left = (p for p in proposed.proposals if (proposed.number, p.recommendation.id) not in taken)
    return replace(proposed, proposals=tuple(left))


def as_action(proposal: Proposal, numbers: tuple[int, ...], chosen: int = 0) -> Action:
    """A proposal as an action for its owner to reword, for the activities of these numbers; 0 is
    the organisation. `chosen` is when, in seconds since 1970.
    """
    several = len(numbers) > 1
    recommendation = proposal.recommendation
    return Action(
        id=0,
        activity=ORGANISATION if several else numbers[0],
        covers=numbers if several else (),
        title=recommendation.title,
        do=recommendation.do,
        why=recommendation.why,
        source=recommendation.source,
        effort=recommendation.effort,
        who=recommendation.who,
        measure=recommendation.measure,
        recommendation=recommendation.id,
        trigger=recommendation.answers,
        chosen=chosen,
        then=proposal.scores,
    )


def pick(
    product: Product,
    portfolio: Portfolio,
    proposed: Iterable[Proposed],
    picked: Iterable[Pick],
    chosen: int = 0,
) -> int:
    """Put proposals into the plan: one action for each pick, however many activities it names.

    They come in the order in which they were proposed, of the same those for several activities
    first, and what others need before those. Returns how many were added; what is not proposed to
    an activity is left out of it, and what stands alone is not added where one for several holds
    it. `chosen` is when, in seconds since 1970, 0 where that is not known.
    """
    every = tuple(proposed)
    left = {
        (each.number, proposal.recommendation.id): proposal
        for each in every
        for proposal in each.proposals
    }
    after = advice_order(product)
    chosen_now = list(picked)
    ordered = sorted(chosen_now, key=_as_proposed(every, chosen_now))
    places = in_order(ordered, partial(_picks_needed, after))
    # Looked through before anything is written: nobody else can save meanwhile.
    found = [_taken_of(left, ordered[placed.place], chosen) for placed in places]
    added: list[int] = []
    with product.database.writing() as connection:
        for action, request in filter(None, found):
            added.append(plans.add_action(connection, portfolio, action, request))
        plans.order_actions(connection, portfolio, partial(_with_added, after, added))
    return len(added)


def _as_proposed(
    proposed: Sequence[Proposed], picked: Iterable[Pick]
) -> Callable[[Pick], tuple[int, int, Sequence[int]]]:
    """What picks sort by to stand in the order in which they were proposed: each for itself, or of
    many activities, and where one is for several, each recommendation once.
    """
    advised = {each.recommendation.id: place for place, each in enumerate(by_advice(proposed))}
    turns = {value_of(pair): place for place, pair in enumerate(in_turn(proposed))}
    many = len({each.number for each in proposed} - {ORGANISATION}) > SEVERAL_ACTIVITIES
    together = many or any(len(numbers) > 1 for numbers, _wanted in picked)

    def place(pick: Pick) -> tuple[int, int, Sequence[int]]:
        numbers, wanted = pick
        if together:
            return advised.get(wanted, len(advised)), -len(numbers), numbers
        return turns.get(f"{numbers[0]}:{wanted}", len(turns)), -1, numbers

    return place


def _taken_of(
    left: dict[tuple[int, str], Proposal], pick: Pick, chosen: int
) -> tuple[Action, str] | None:
    """The action for a pick, taken from what is proposed still, and what tells that it was added;
    None where none of it is proposed.
    """
    numbers, wanted = pick
    found = tuple(number for number in numbers if (number, wanted) in left)
    taken = [left.pop((number, wanted)) for number in found]
    return (as_action(taken[0], found, chosen), _request(found, wanted)) if taken else None


def _picks_needed(after: After, pick: Pick) -> Callable[[Pick], bool] | None:
    numbers, ids = frozenset(pick[0]), after.get(pick[1])
    if not ids:
        return None
    return lambda other: other[1] in ids and not numbers.isdisjoint(other[0])


def _with_added(after: After, added: Collection[int], actions: Sequence[Action]) -> list[int]:
    """The actions in their order, with those that were added before what needs them."""

    def needs(one: Action, other: Action) -> bool:
        same = set(one.activities or (ORGANISATION,)) & set(other.activities or (ORGANISATION,))
        return bool(same) and other.recommendation in after.get(one.recommendation, ())

    kept, new = ([a for a in actions if (a.id in added) == wanted] for wanted in (False, True))
    return [action.id for action in brought_forward(kept, new, needs)]


def add_own(product: Product, portfolio: Portfolio, action: Action, request: str) -> int:
    """Put an action of one's own at the end of the plan; returns its id. The same `request` again
    adds nothing.
    """
    with product.database.writing() as connection:
        return plans.add_action(connection, portfolio, action, request)


def _request(numbers: tuple[int, ...], recommendation: str) -> str:
    """The same for the same, so that a button can be pressed twice."""
    return f"{in_few_letters(numbers)}:{recommendation}"


def reword(
    product: Product,
    portfolio: Portfolio,
    action_id: int,
    worded: Callable[[Action], Action],
    seen: str,
    author: Author = NOBODY,
) -> tuple[Action, tuple[Differing, ...]] | None:
    """Save an action as `worded` on a page that was shown with the seal `seen`.

    Returns it as it is kept, and what someone else changed meanwhile; None when it has been taken
    out of the plan.
    """
    found: tuple[Differing, ...] = ()

    def change(kept: Action) -> Action:
        nonlocal found
        merged, found = merge(kept, worded(kept), seen)
        return merged

    with product.database.writing() as connection:
        action = plans.change_action(connection, portfolio, action_id, change, author)
    return None if action is None else (action, found)


def take_out(
    product: Product, portfolio: Portfolio, action_id: int, seen: str, today: date, now: int
) -> bool:
    """Take an action out of the plan, unless it was reworded since it was shown with this seal. It
    can be put back for a while; then the daily round of `apply_retention` erases it.

    Returns whether it is out, as it is also where someone else was quicker.
    """
    with product.database.writing() as connection:
        return taken_out.set_aside(
            connection, portfolio, action_id, today, now, lambda kept: seen in ("", seal(kept))
        )


def move(
    product: Product, portfolio: Portfolio, action_id: int, direction: str, beside: int = 0
) -> str:
    """Move an action one place up or down; at the end of the list nothing changes.

    `beside` is the action that it was shown next to in that direction, 0 where that is not known.
    Returns MOVED, CHANGED where another stands there by now and nothing was done, or GONE.
    """
    outcome = GONE

    def order(actions: Sequence[Action]) -> list[int]:
        nonlocal outcome
        ids = [action.id for action in actions]
        if action_id not in ids:
            return ids
        place = ids.index(action_id)
        other = place - 1 if direction == UP else place + 1
        inside = 0 <= other < len(ids)
        outcome = CHANGED if beside and (not inside or ids[other] != beside) else MOVED
        if inside and outcome == MOVED:
            ids[place], ids[other] = ids[other], ids[place]
        return ids

    with product.database.writing() as connection:
        plans.order_actions(connection, portfolio, order)
    return outcome
