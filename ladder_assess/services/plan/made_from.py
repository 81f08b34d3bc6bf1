"""Tells whether what a finished file was made from is as it was then."""

from hashlib import blake2b

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.made_document import DONE, REGISTER, REGISTER_TEXT, DocumentState
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.activities import list_kept
from ladder_assess.storage.plan import plans


def made_from(product: Product, portfolio: Portfolio, kind: str) -> str:
    """Differs where the activities do or, of a plan, its title or its actions."""
    found = blake2b(digest_size=16)
    for kept in list_kept(product.database, portfolio):
        found.update(kept.fingerprint)
    if kind not in (REGISTER, REGISTER_TEXT):
        actions = plans.list_actions(product.database, portfolio)
        found.update(repr((portfolio.title, actions)).encode())
    return found.hexdigest()


def is_older(product: Product, portfolio: Portfolio, document: DocumentState) -> bool:
    """Has something changed since a file was made? Whoever sees but some activities is not told,
    nor is anybody of a file for some that were chosen.
    """
    if document.state != DONE or not document.step or document.chosen:
        return False
    if portfolio.assigned_to is not None:
        return False
    return made_from(product, portfolio, document.kind) != document.step
