"""Rounds of questionnaires: which there are, and their results as files."""

import json
from functools import partial

from flask import Blueprint, abort

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.instruments.wave_records import COLUMNS, wave_record, wave_rows
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.services.instruments.open_wave import find_wave, instruments
from ladder_assess.services.instruments.score_wave import WaveResult, score_beside, score_wave
from ladder_assess.web.access.admission import let_write_while_there
from ladder_assess.web.access.scope import portfolio, scope
from ladder_assess.web.common.file_in import allow_a_file
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.request import View, product
from ladder_assess.web.instruments.charts import picture_file

# Of a file of answers that is brought in.
MOST_BYTES = 4 * 1024 * 1024
blueprint = Blueprint("questionnaires", __name__, url_prefix="/p/<token:token>/questionnaires")
allow_a_file(blueprint, "questionnaires.bring_in", lambda: MOST_BYTES)
scope(blueprint)


def instrument_or_404(identity: str) -> Instrument:
    """An instrument that organisations answer."""
    found = {instrument.id: instrument for instrument in instruments(product())}
    return found.get(identity) or abort(404)


def wave_or_404(instrument: str, number: int) -> Wave:
    """A wave of this request's portfolio."""
    instrument_or_404(instrument)
    find = partial(find_wave, product(), portfolio(), instrument, number)
    found = find() or abort(404)
    let_write_while_there(find)
    return found


@blueprint.get("/<instrument>/rounds/<number:wave>/pictures/<picture>.<any(csv, svg):kind>")
def picture(instrument: str, wave: int, picture: str, kind: str) -> View:
    """A picture of a round, as a drawing or as the figures behind it."""
    found = wave_or_404(instrument, wave)
    return picture_file(*score_beside(product(), portfolio(), found), picture, kind)


@blueprint.get("/<instrument>/rounds/<number:wave>/results.<any(csv, json):kind>")
def figures(instrument: str, wave: int, kind: str) -> View:
    """The figures of a round as a file."""
    result = score_wave(product(), portfolio(), wave_or_404(instrument, wave))
    shown = (result.instrument, result.wave, result.own, dict(result.groups))
    if kind == "csv":
        content = as_csv(COLUMNS, wave_rows(*shown))
    else:
        content = json.dumps(wave_record(*shown), ensure_ascii=False)
    return file_out(content, f"{_stem(result)}.{kind}")


def _stem(result: WaveResult) -> str:
    return f"{result.instrument.stamp}-round-{result.wave.number}"
