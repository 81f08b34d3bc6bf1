"""What is raised where the disk is nearly full."""


class DiskFull(ValueError):
    """There would be less room left on the disk than must stay free."""
