"""Names that are the same but for how they are written are known for the same.

The older tests changed case and punctuation of what was erased; what stood was compared as it was
written, and nothing by accents or forms in law.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.same_name import FORMS, name_key

WORDS = st.lists(
    st.text("abcdefgxyzßøéñ0123", min_size=1, max_size=6).filter(
        lambda word: word not in FORMS and word != "the"
    ),
    min_size=1,
    max_size=5,
)


@given(
    WORDS,
    st.sampled_from(["{}", "{}.", "The {}", " {} ", "{}!", "“{}”", "{}\u200b", "\u202e{}"]),
    st.sampled_from(["", "Ltd", "LTD.", "Limited", "CIO", "C.I.C.", "(charity)", "Co. Ltd", "plc"]),
    st.sampled_from([" ", "-", " - ", "  ", ", ", "\u00a0", " – "]),
    st.sampled_from([str.upper, str.lower, str.title, str]),
)
def test_how_it_is_written_makes_no_other(
    words: list[str], around: str, form: str, gap: str, case: type[str]
) -> None:
    written = around.format(case(gap.join(words))) + " " + form
    assert name_key(written) == name_key(" ".join(words))


@given(WORDS, st.sampled_from("\u0301\u0308\u0327\u0331\ufe0f\u034f"), st.data())
def test_accents_and_marks_make_no_other(words: list[str], mark: str, data: st.DataObject) -> None:
    name = unicodedata.normalize("NFKD", " ".join(words))
    at = data.draw(st.integers(1, len(name)))
    assert name_key(name[:at] + mark + name[at:]) == name_key(name)


@given(st.text(min_size=1))
def test_it_stays_the_same_and_is_never_nothing(name: str) -> None:
    key = name_key(name)
    assert bool(key) == bool(name.strip())
    assert key == name_key(unicodedata.normalize("NFC", name)) or not key.isalnum()


@pytest.mark.parametrize(
    "name",
    [
        "AGE uk camden.",
        "Age UK Camdén",
        "Age UK Cаmden",
        "The Age UK Camden Ltd",
        "Ａｇｅ ＵＫ Ｃａｍｄｅｎ",
        "Age U.K. Camden C.I.O.",
        "Age UK Camden (Registered Charity)",
        "Age UK Camden Community Interest Company",
        "AgeUK-Camden",
    ],
)
def test_an_instance_of_each(name: str) -> None:
    assert name_key(name) == name_key("Age UK Camden")


def test_others_stay_others() -> None:
    names = (
        "Age UK Camden", "Age UK Brent", "Age Camden", "Mind", "The Charity", "Charity", "Ltd",
        "Company of Makers", "Limited Edition", "Mind 2", "Мир", "日本",
    )  # fmt: skip
    assert len({name_key(name) for name in names}) == len(names) - 1, "but for the article"
