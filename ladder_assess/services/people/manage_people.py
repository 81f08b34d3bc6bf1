"""Changes what people may do in an organisation, and lets them go."""

from ladder_assess.core.activities.workflow import may_be_assigned
from ladder_assess.core.people.access import EXPORT, MANAGE, Membership
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import LastOwner
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.keep_access_keys import end_keys
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit, organisations, tickets

__all__ = ["LastOwner", "change_place", "let_go"]


def change_place(
    product: Product, by: Account, before: Membership, after: Membership, now: int
) -> bool:
    """Give a person another role or other rights; False, and nothing changed, where they do not
    have the place any more that they had before. Raises LastOwner when no owner would be left.

    The invitations of somebody who may not invite any more end for good, as keys for programs do of
    somebody who may not make any, and what was assigned to
    somebody who cannot describe it any more is assigned to nobody: it would wait for them for ever.
    """
    if before == after:
        return True
    details = {
        "account": after.account,
        "role": [before.role, after.role],
        "rights": [sorted(before.rights), sorted(after.rights)],
    }
    event = Event(now, "role_changed", details, by.id)
    with product.database.writing() as connection:
        changed = organisations.change_membership(connection, before, after)
        if changed:
            audit.put(connection, after.organisation, event)
            if not after.may(MANAGE):
                _end_invitations(connection, by, after, now)
            if not after.may(EXPORT):
                end_keys(connection, after.account, by.id, now, after.organisation)
            if not may_be_assigned(after.role):
                organisations.unassign(connection, after.organisation, after.account)
    return changed


def let_go(product: Product, by: Account, membership: Membership, now: int) -> None:
    """Take a person, perhaps oneself, out of an organisation. Raises LastOwner for its last owner.

    What was assigned to them is assigned to nobody afterwards, and keys that they made end.
    """
    organisation, account = membership.organisation, membership.account
    name = "person_left" if by.id == account else "person_removed"
    event = Event(now, name, {"account": account, "role": membership.role}, by.id)
    with product.database.writing() as connection:
        if organisations.end_membership(connection, organisation, account):
            audit.put(connection, organisation, event)
            _end_invitations(connection, by, membership, now)
            end_keys(connection, account, by.id, now, organisation)


def _end_invitations(connection: Writing, by: Account, of: Membership, now: int) -> None:
    for _ in range(tickets.withdraw_of(connection, of.organisation, of.account)):
        audit.put(connection, of.organisation, Event(now, "invitation_withdrawn", {}, by.id))
