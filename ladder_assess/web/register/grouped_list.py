"""A list to choose one from whose options stand in groups."""

from typing import Any

from ladder_assess.web.common.widgets import Dropdown


class GroupedDropdown(Dropdown):
    """A list whose choices say in which group they stand."""

    template = "register/register_import/select.html"

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        return {**params, "groups": [*field.iter_groups()]}
