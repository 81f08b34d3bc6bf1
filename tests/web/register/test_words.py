"""Everything that can be wrong with a register has words, which say all that is known of it."""

import re

from flask import Flask

from ladder_assess.core.register.columns import register_columns
from ladder_assess.core.register.flaws import FLAWS, Flaw
from ladder_assess.services.common.product import Product
from ladder_assess.web.register.words import FLAW_WORDS, column_words, flaw_words


def test_every_flaw_has_words_that_say_what_is_known(app: Flask) -> None:
    assert set(FLAW_WORDS) == set(FLAWS)
    with app.test_request_context():
        for flaw in FLAWS:
            said = flaw_words(Flaw(flaw, "Column", "what stands there", "what could"))
            assert "%(" not in said
            assert said.endswith((".", "//"))
            named = re.findall(r"%\((\w+)\)s", str(FLAW_WORDS[flaw]))
            assert ("what stands there" in said) == ("found" in named)
            assert ("what could" in said) == ("wanted" in named)


def test_what_was_typed_is_never_taken_for_a_place_to_fill(app: Flask) -> None:
    with app.test_request_context():
        assert "100%(wanted)s" in flaw_words(Flaw("option", "", "100%(wanted)s", "a"))


def test_no_two_columns_are_called_the_same(app: Flask, product: Product) -> None:
    columns = register_columns(product.definitions.questionnaire).values()
    with app.test_request_context():
        names = [column_words(column) for column in columns]
    assert len(names) == len(set(names))
