"""What programs read of an organisation's campaigns, by a key (API): JSON, and rows as files.

Only a key in the header `Authorization` lets anybody in; no cookie does. Everything is read by the
code of the pages, so that what they hold back is held back here.
"""

import hmac
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, g, request, url_for
from flask import stream_with_context as streamed
from flask_babel import gettext as _
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import BadRequest, Forbidden, Unauthorized

from ladder_assess.core.campaigns.campaign import Campaign
from ladder_assess.core.campaigns.course import state_at
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.access_key import AccessKey
from ladder_assess.core.people.event import Actor
from ladder_assess.publishing.campaigns.api_document import api_document
from ladder_assess.publishing.campaigns.campaign_records import campaign_record
from ladder_assess.publishing.campaigns.codebook_files import codebook_record
from ladder_assess.publishing.campaigns.comment_files import comments_csv, comments_jsonl
from ladder_assess.publishing.campaigns.survey_text import Survey, survey_of
from ladder_assess.publishing.instruments.wave_records import wave_record
from ladder_assess.services.campaigns.draft_campaign import (
    campaigns_and_rounds,
    find_campaign,
    progress_of,
)
from ladder_assess.services.campaigns.read_comments import list_comments, take_comments
from ladder_assess.services.campaigns.take_answers import how_many, take_answers
from ladder_assess.services.instruments.open_wave import find_wave
from ladder_assess.services.instruments.score_wave import score_wave
from ladder_assess.services.people.find_place import portfolio_of
from ladder_assess.services.people.keep_access_keys import find_key, note_use
from ladder_assess.web.access.admission import beside_the_use_case, let_write_while
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.campaigns.answers import KINDS
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, product, today

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
OPEN_TO_ALL = {"api.document"}
BEARER = "bearer"
COMMENTS = {"csv": comments_csv, "jsonl": comments_jsonl}
# How many campaigns a page of the list has.
USUAL, MOST = 50, 100
Record = dict[str, Any]


@blueprint.before_request
def open_by_key() -> None:
    """Open what the key of this request opens, or answer 401."""
    if request.endpoint in OPEN_TO_ALL:
        return
    token = _token()
    found = find_key(product(), token, now())
    if found is None:
        limit("guess")
        raise _no_key()
    g.access_key, g.membership = found
    limit("api", g.access_key.id)
    g.portfolio = portfolio_of(product(), g.membership)
    let_write_while(partial(_still_works, token))
    with beside_the_use_case():
        note_use(product(), g.access_key, today())


def _token() -> str:
    """The key in the header, the only place where one is looked for."""
    sent = request.authorization
    return sent.token or "" if sent is not None and sent.type == BEARER else ""


def _no_key() -> Unauthorized:
    return Unauthorized(
        _("Send a key that works in the header Authorization, after the word Bearer."),
        www_authenticate=WWWAuthenticate(BEARER),
    )


def _still_works(token: str) -> None:
    """It can be revoked while a request is at work."""
    if find_key(product(), token, now()) is None:
        raise _no_key()


def _key() -> AccessKey:
    found: AccessKey = g.access_key
    return found


@blueprint.after_request
def tell_keys_apart(response: Response) -> Response:
    """What one key opens is no other's, and no browser shows it as a page of the site."""
    if request.endpoint not in OPEN_TO_ALL:
        response.vary.add("Authorization")
    if "Content-Disposition" not in response.headers:
        response.headers.set("Content-Disposition", "attachment", filename="api.json")
    return response


@blueprint.get("/openapi.json")
def document() -> Response:
    """What can be asked, and what is answered, for programs (OpenAPI)."""
    response = _json(api_document(url_for("api.campaigns").removesuffix("/campaigns"), speech()))
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@blueprint.get("/campaigns")
def campaigns() -> Response:
    """The campaigns of the organisation, page by page."""
    found = campaigns_and_rounds(product(), portfolio())
    names, most = [_name(wave) for wave, _campaign in found], _asked_for()
    after = request.args.get("after")
    if after is not None and after not in names:
        raise BadRequest(_("“after” names no campaign. Take it from “next” of the page before."))
    begin = names.index(after) + 1 if after is not None else 0
    page = found[begin : begin + most]
    further = begin + most < len(found)
    onward = (
        url_for("api.campaigns", after=names[begin + most - 1], limit=most) if further else None
    )
    return _json({"campaigns": [_record(*each) for each in page], "next": onward})


def _asked_for() -> int:
    """How many campaigns a page shall have."""
    said = request.args.get("limit")
    most = USUAL if said is None else whole_number(said) or 0
    if not 1 <= most <= MOST:
        raise BadRequest(_("“limit” is a whole number from 1 to %(most)s.", most=MOST))
    return most


@blueprint.get("/campaigns/<campaign>")
def campaign(campaign: str) -> Response:
    """How far a campaign is, and how many have answered."""
    return _json(_record(*_found(campaign)))


@blueprint.get("/campaigns/<campaign>/results")
def results(campaign: str) -> Response:
    """What a campaign came to, as far as its page shows it."""
    wave, _campaign = _found(campaign)
    result = score_wave(product(), portfolio(), wave)
    return _json(wave_record(result.instrument, wave, None, dict(result.groups)))


@blueprint.get("/campaigns/<campaign>/codebook")
def codebook(campaign: str) -> Response:
    """What the columns of the rows mean, in the exact words that people saw."""
    return _json(codebook_record(_survey(_with_rows(campaign)), speech()))


@blueprint.get("/campaigns/<campaign>/answers.<any(csv, jsonl):kind>")
def answers(campaign: str, kind: str) -> View:
    """What each person answered, a row each, while it is read; the log says that they were taken,
    and by which key.
    """
    wave = _with_rows(campaign)
    people = how_many(product(), portfolio(), wave)
    tag = _tag(repr((wave.id, kind, people, _survey(wave).instrument.stamp)).encode())
    if tag in {each.partition(":")[0] for each in request.if_none_match}:
        return Response(status=304, headers={"ETag": f'"{tag}"'})
    limit("api_rows", _key().id)
    by = Actor(_key().account, _key().organisation, now())
    rows = take_answers(product(), portfolio(), wave, by, kind, key=_key().name)
    response = file_out(streamed(KINDS[kind](_survey(wave), rows)), f"{campaign}-answers.{kind}")
    response.set_etag(tag)
    return response


@blueprint.get("/campaigns/<campaign>/comments.<any(csv, jsonl):kind>")
def comments(campaign: str, kind: str) -> View:
    """What people said in their own words, apart from their answers; the log says that it was
    taken, and by which key.
    """
    wave, found = _found(campaign)
    if not found.settings.comments:
        abort(404, _("This campaign did not ask for comments, so it has none."))
    _may_read_rows()
    writes, survey = COMMENTS[kind], _survey(wave)
    said = "".join(writes(survey, list_comments(product(), portfolio(), wave)))
    tag = _tag(said.encode())
    if tag in {each.partition(":")[0] for each in request.if_none_match}:
        return Response(status=304, headers={"ETag": f'"{tag}"'})
    limit("api_rows", _key().id)
    by = Actor(_key().account, _key().organisation, now())
    taken = take_comments(product(), portfolio(), wave, by, kind, key=_key().name)
    response = file_out("".join(writes(survey, taken)), f"{campaign}-comments.{kind}")
    response.set_etag(tag)
    return response


def _may_read_rows() -> None:
    if not _key().rows:
        raise Forbidden(_("This key may not read rows. Make one that may."))


def _with_rows(name: str) -> Wave:
    """A campaign whose rows the key may read."""
    wave, _campaign = _found(name)
    if not wave.by_row:
        abort(404, _("This campaign was not opened for rows, so it has none."))
    _may_read_rows()
    return wave


def _survey(wave: Wave) -> Survey:
    instrument = product().definitions.instruments[wave.instrument]
    return survey_of(wave, instrument, today(), speech())


def _found(name: str) -> tuple[Wave, Campaign]:
    """A campaign of the key's organisation by its name here."""
    instrument, _dash, number = name.rpartition("-")
    wave = find_wave(product(), portfolio(), instrument, whole_number(number) or 0)
    known = wave is not None and wave.instrument in product().definitions.instruments
    found = find_campaign(product(), portfolio(), wave) if wave and known else None
    if wave is None or found is None or _name(wave) != name:
        abort(404, _("There is no such campaign. The list of campaigns has the names of all."))
    return wave, found


def _name(wave: Wave) -> str:
    return f"{wave.instrument}-{wave.number}"


def _record(wave: Wave, campaign: Campaign) -> Record:
    name = _name(wave)
    links = {"self": url_for("api.campaign", campaign=name),
             "results": url_for("api.results", campaign=name)}  # fmt: skip
    if wave.by_row and _key().rows:
        links["codebook"] = url_for("api.codebook", campaign=name)
        links |= {
            f"answers_{kind}": url_for("api.answers", campaign=name, kind=kind)
            for kind in ("csv", "jsonl")
        }
    if campaign.settings.comments and _key().rows:
        links |= {
            f"comments_{kind}": url_for("api.comments", campaign=name, kind=kind)
            for kind in COMMENTS
        }
    given = progress_of(product(), portfolio(), wave)
    instrument = product().definitions.instruments[wave.instrument]
    state = state_at(campaign.course, now())
    return campaign_record(instrument, wave, campaign, state, given.groups, speech()) | {
        "links": links
    }


def _json(content: Mapping[str, Any]) -> Response:
    """An answer with a tag by which a program need not read the same twice (ETag)."""
    text = json.dumps(content, ensure_ascii=False)
    response = Response(text, mimetype="application/json")
    response.set_etag(_tag(text.encode()))
    response.make_conditional(request)
    return response


def _tag(said: bytes) -> str:
    return hmac.digest(product().secret.encode(), request.path.encode() + said, "sha256").hex()[:32]
