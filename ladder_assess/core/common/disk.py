"""What is raised where the place of files has no room, or is not to be had."""


class DiskFull(ValueError):
    """There would be less room left on the disk than must stay free."""


class OutOfReach(Exception):
    """A place that lies elsewhere does not do as it is asked; in words for whoever can mend that,
    which tell nothing of what was sent.
    """
