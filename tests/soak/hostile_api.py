"""What programs may send to the API, drawn by schemathesis from its own description (OpenAPI)."""

import time
from typing import Any

from ladder_assess.core.people.access_key import NewKey
from ladder_assess.core.people.event import Actor
from ladder_assess.services.people.keep_access_keys import make_key
from tests.soak.cost import measured
from tests.soak.hostile import Found, drawn, furnished, where
from tests.soak.report import Row

DESCRIPTION = "/api/v1/openapi.json"


def attack_api(cases: int, start: int) -> Row:
    """Send as many requests to the API, some of them with a key that works."""
    # Only a long run has it.
    import schemathesis
    from hypothesis import strategies as st

    found = Found()
    with furnished() as walker:
        own = walker.world.own
        by = Actor(own.people["owner"].id, own.id, int(time.time()))
        key = make_key(walker.world.product, NewKey("Of a soak", True, 30), "soak", by)
        schema: Any = schemathesis.openapi.from_wsgi(DESCRIPTION, walker.app)
        operations = [each.ok() for each in schema.get_all_operations()]
        modes = list(schemathesis.GenerationMode)
        asked = st.one_of(
            [each.as_strategy(generation_mode=mode) for each in operations for mode in modes]
        )
        keys = st.sampled_from(
            (f"Bearer {key}", f"Bearer {key}", "Bearer ladder_none", "Basic x", "")
        )

        def send(each: tuple[Any, str]) -> None:
            case, key = each
            problem = ""
            with measured() as cost:
                try:
                    answer = case.call(headers={"Authorization": key} if key else {})
                    problem = str(answer.status_code) if answer.status_code >= 500 else ""
                except Exception as error:
                    problem = f"{type(error).__name__}: {error!s:.100} {where(error)}"
            found.note(f"{case.method} {case.path}", problem, cost, case.as_curl_command())

        drawn(st.tuples(asked, keys), cases, start, send)
    return found.row("hostile programs")
