"""What the API can be asked and what it answers, for programs and those who write them (OpenAPI
3.1). Tests hold each answer against it.
"""

from collections.abc import Mapping
from typing import Any

from ladder_assess.core.campaigns.course import STATES
from ladder_assess.publishing.charts import Speech

Part = dict[str, Any]
TEXT: Part = {"type": "string"}
WHOLE: Part = {"type": "integer", "minimum": 0}
YES_OR_NO: Part = {"type": "boolean"}
OR_NOTHING: Part = {"type": ["string", "null"]}
MOMENT: Part = {"type": ["string", "null"], "format": "date-time"}
JSON, PROBLEM = "application/json", "application/problem+json"


def api_document(server: str, speech: Speech) -> Part:
    """The whole document. `server` is the address below which all is found."""
    say = speech.gettext
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say("Campaigns"),
            "version": "1",
            "description": say(
                "Read the campaigns of your organisation with a program. Answers are counted in"
                " fives, and what fewer than five of a group have answered is left out, as on the"
                " pages."
            ),
        },
        "servers": [{"url": server}],
        "security": [{"key": []}],
        "paths": _paths(speech),
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(speech),
            "responses": _refusals(speech),
        },
    }


def _paths(speech: Speech) -> Part:
    say = speech.gettext
    return {
        "/campaigns": _get(
            "campaigns", say("The campaigns of the organisation, page by page"), _json("Campaigns"),
            [_query("after", say("The id of the last campaign of the page before"), TEXT),
             _query("limit", say("How many campaigns a page has at most"),
                    {"type": "integer", "minimum": 1, "maximum": 100, "default": 50})],
            refusals=("400", "401", "429"),
        ),
        "/campaigns/{campaign}": _get(
            "campaign", say("How far a campaign is, and how many have answered"),
            _json("Campaign"), [_named(say)],
        ),
        "/campaigns/{campaign}/results": _get(
            "results", say("What a campaign came to, as far as its page shows it"),
            _json("Results"), [_named(say)],
        ),
        "/campaigns/{campaign}/codebook": _get(
            "codebook", say("What the columns of the rows mean, in the exact words"),
            _json("Codebook"), [_named(say)], refusals=("401", "403", "404", "429"),
        ),
        "/campaigns/{campaign}/answers.jsonl": _get(
            "answers_jsonl", say("What each person answered, a line each (JSON Lines)"),
            {"application/jsonl": {"schema": TEXT}}, [_named(say)],
            refusals=("401", "403", "404", "429"),
        ),
        "/campaigns/{campaign}/answers.csv": _get(
            "answers_csv", say("What each person answered, a row each (CSV)"),
            {"text/csv": {"schema": TEXT}}, [_named(say)], refusals=("401", "403", "404", "429"),
        ),
        "/campaigns/{campaign}/comments.jsonl": _get(
            "comments_jsonl", say("What people said in their own words, a line each (JSON Lines)"),
            {"application/jsonl": {"schema": TEXT}}, [_named(say)],
            refusals=("401", "403", "404", "429"),
        ),
        "/campaigns/{campaign}/comments.csv": _get(
            "comments_csv", say("What people said in their own words, a row each (CSV)"),
            {"text/csv": {"schema": TEXT}}, [_named(say)], refusals=("401", "403", "404", "429"),
        ),
    }  # fmt: skip


def _get(
    name: str,
    summary: str,
    content: Part,
    parameters: list[Part],
    refusals: tuple[str, ...] = ("401", "404", "429"),
) -> Part:
    """What can be asked at an address."""
    found = {"200": {"description": summary, "headers": _TAG, "content": content}}
    not_new = {"304": {"description": "Not Modified", "headers": _TAG}}
    refused = {code: {"$ref": f"#/components/responses/{code}"} for code in refusals}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [*parameters, _IF_NONE_MATCH],
            "responses": found | not_new | refused,
        }
    }


_TAG: Part = {"ETag": {"schema": TEXT}}
_IF_NONE_MATCH: Part = {"name": "If-None-Match", "in": "header", "required": False, "schema": TEXT}


def _json(schema: str) -> Part:
    return {JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _query(name: str, says: str, schema: Part) -> Part:
    return {"name": name, "in": "query", "required": False, "description": says, "schema": schema}


def _named(say: Any) -> Part:
    says = say("The id of the campaign, from the list")
    return {"name": "campaign", "in": "path", "required": True, "description": says, "schema": TEXT}


def _object(properties: Mapping[str, Part], optional: tuple[str, ...] = ()) -> Part:
    """An object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(of: Part) -> Part:
    return {"type": "array", "items": of}


def _by_id(of: Part) -> Part:
    return {"type": "object", "additionalProperties": of}


def _says(schema: Part, text: str) -> Part:
    return schema | {"description": text}


def _schemas(speech: Speech) -> Part:
    return {
        "Campaigns": _object(
            {
                "campaigns": _list({"$ref": "#/components/schemas/Campaign"}),
                "next": _says(
                    OR_NOTHING, speech.gettext("The address of the next page, if there is one")
                ),
            }
        ),
        "Campaign": _campaign(speech),
        "Results": _results(speech),
        "Codebook": _codebook(speech),
        "Problem": _object({"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT}),
    }


def _campaign(speech: Speech) -> Part:
    say, hoped_for = speech.gettext, {"type": ["integer", "null"], "minimum": 1}
    in_fives = _says(WHOLE | {"multipleOf": 5}, say("How many have answered, in fives"))
    group = {"id": TEXT, "name": TEXT, "answers": in_fives, "target": hoped_for}
    optional = ("codebook", "answers_csv", "answers_jsonl", "comments_csv", "comments_jsonl")
    return _object(
        {
            "id": TEXT,
            "questionnaire": TEXT,
            "number": WHOLE,
            "title": TEXT,
            "subject": _says(TEXT, say("What it is about, if it is about one thing of several")),
            "state": {"type": "string", "enum": list(STATES)},
            "opens_at": MOMENT,
            "closes_at": MOMENT,
            "short": _says(YES_OR_NO, say("Is only the short form asked?")),
            "rows": _says(YES_OR_NO, say("Was it opened for rows without a name?")),
            "elsewhere": _says(YES_OR_NO, say("Were answers collected elsewhere and brought in?")),
            "comments": _says(YES_OR_NO, say("May people leave a comment?")),
            "answers": in_fives,
            "target": _says(hoped_for, say("How many answers are hoped for")),
            "groups": _list(_object(group)),
            "links": _object(dict.fromkeys(("self", "results", *optional), TEXT), optional),
        }
    )


def _results(speech: Speech) -> Part:
    say = speech.gettext
    score = {"type": "integer", "minimum": 0, "maximum": 100}
    group = {
        "answered": WHOLE | {"multipleOf": 5},
        "dimensions": _says(
            _by_id(_object({"score": score, "answered": WHOLE})),
            say("The score of each topic, from 0 to 100"),
        ),
        "stages": _by_id(score),
        "weakest": _list(TEXT),
        "items": _says(
            _by_id(_object({"answered": WHOLE, "counts": _by_id(WHOLE)})),
            say("How many gave each answer to each question"),
        ),
    }
    return _object(
        {
            "instrument": TEXT,
            "version": WHOLE,
            "wave": WHOLE,
            "subject": TEXT,
            "opened_on": TEXT | {"format": "date"},
            "short": YES_OR_NO,
            "groups": _says(
                _by_id(_object(group)),
                say("Each group of which five or more have answered, by its id"),
            ),
        }
    )


def _codebook(speech: Speech) -> Part:
    codes = _list(_object({"number": {"type": "integer"}, "id": TEXT, "text": TEXT}))
    column = {
        "name": TEXT,
        "item": TEXT,
        "question": TEXT,
        "option": TEXT,
        "option_text": TEXT,
        "ordered": YES_OR_NO,
        "codes": codes,
    }
    return _object(
        {
            "questionnaire": TEXT,
            "version": WHOLE,
            "title": TEXT,
            "short": YES_OR_NO,
            "made_on": TEXT | {"format": "date"},
            "weighed_by": _says(
                TEXT, speech.gettext("What answers are weighed by, if they are by anything")
            ),
            "missing": _by_id(TEXT),
            "groups": codes,
            "columns": _list(_object(column)),
        }
    )


def _refusals(speech: Speech) -> Part:
    say = speech.gettext
    waits = {"Retry-After": {"description": say("After how many seconds to ask again"),
                             "schema": WHOLE}}  # fmt: skip
    return {
        "400": _refusal(say("Something that was asked for is wrong")),
        "401": _refusal(say("There is no key that works")),
        "403": _refusal(say("The key may not read this")),
        "404": _refusal(say("There is no such thing")),
        "429": _refusal(say("It was asked for too often")) | {"headers": waits},
    }


def _refusal(says: str) -> Part:
    return {
        "description": says,
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
