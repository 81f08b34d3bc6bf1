"""An instrument of which not everything is asked of everybody."""

from pathlib import Path

from ladder_assess.core.instruments.definition import build_instrument
from ladder_assess.storage.common.yaml_source import read_yaml

SOURCE = read_yaml(Path(__file__).parent / "skipping-v1.yaml").data
SKIPPING = build_instrument(SOURCE)
