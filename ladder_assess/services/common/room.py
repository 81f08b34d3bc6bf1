"""Whether the disk has room for what somebody without an account sends."""

from ladder_assess.core.common.disk import DiskFull
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.instance import ensure_free


def has_room(product: Product, floor: int) -> bool:
    """Would so many bytes of the disk stay free? With less, only respondents and organisations have
    what they send kept: whoever opens many private links fills the disk for nobody else.
    """
    try:
        ensure_free(product.database.path.parent, 0, floor)
    except DiskFull:
        return False
    return True
