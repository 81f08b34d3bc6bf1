"""Refuses to build a wheel without the styles, scripts and fonts, which git does not list."""

import json
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = Path("static", "dist")


class NotBuilt(Exception):
    """What the wheel would lack, and what to do."""


class Whole(BuildHookInterface[Any]):
    """Looks before a wheel is built; an editable install needs nothing yet."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raise NotBuilt where something is missing that pages ask for."""
        if version == "editable":
            return
        built = Path(self.root) / BUILT
        manifest = built / "manifest.json"
        named = json.loads(manifest.read_text("utf-8")).values() if manifest.is_file() else ()
        missing = [name for name in named if not (built / name).is_file()]
        if not named or missing:
            what = ", ".join(missing) or str(manifest)
            raise NotBuilt(
                f"The styles and scripts are not built: run make install. Missing: {what}"
            )
