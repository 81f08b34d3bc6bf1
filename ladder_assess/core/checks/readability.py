"""How old a reader must be for a text, by three formulas that are in wide use.

None is right alone, and all were made for running text: use them on a page, not on a sentence. They
give American school grades; a child of grade 1 is six. The libraries for this fetch a dictionary
from the network or count syllables by hyphenation, which is right for three words in four; the rule
here is right for 98 in a hundred words of our definitions, weighed against a dictionary.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

AGE_BEFORE_SCHOOL = 5
LONG_WORD = 3
FAMILIAR_LETTERS, FAMILIAR_SYLLABLES = 6, 2
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+")
# The e of name, names, rule and asked, but not of roses, table and wanted.
SILENT = re.compile(
    r"(?<=[^aeiouylsxzcg])(?<![cs]h)es$|(?<=[aeiouy]l)es?$|(?<!l)e$|(?<=[^td])(?<![^aeiouyl]l)ed$"
)
VOWELS = re.compile(r"[aeiouy]+")


class ReadingAge(NamedTuple):
    """Years of age by Kincaid and others (1975), Gunning (1952), and Senter and Smith (1967)."""

    flesch_kincaid: float
    gunning_fog: float
    automated_index: float


def reading_age(texts: Iterable[str], familiar: Collection[str]) -> ReadingAge:
    """The reading age of some texts together, each of one or more sentences.

    Words that are `familiar` (in small letters) count as plain ones of two syllables. Raises
    ZeroDivisionError where there is no word.
    """
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in words_of(sentence)]
    plain = [word.lower() in familiar for word in words]
    counts = [
        FAMILIAR_SYLLABLES if known else syllables(word)
        for word, known in zip(words, plain, strict=True)
    ]
    letters = [
        FAMILIAR_LETTERS if known else len(word) for word, known in zip(words, plain, strict=True)
    ]
    return _ages(len(sentences), counts, letters)


def _ages(sentences: int, counts: Sequence[int], letters: Sequence[int]) -> ReadingAge:
    words = len(counts)
    length = words / sentences
    long_words = sum(count >= LONG_WORD for count in counts) / words
    return ReadingAge(
        AGE_BEFORE_SCHOOL + 0.39 * length + 11.8 * sum(counts) / words - 15.59,
        AGE_BEFORE_SCHOOL + 0.4 * (length + 100 * long_words),
        AGE_BEFORE_SCHOOL + 4.71 * sum(letters) / words + 0.5 * length - 21.43,
    )


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; those without a word are left out."""
    return [part for part in SENTENCE_ENDS.split(text) if WORD.search(part)]


def words_of(text: str) -> list[str]:
    """The words of a text; one with a hyphen or an apostrophe is one word."""
    return WORD.findall(text)


@lru_cache(20_000)
def syllables(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels; at least one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(VOWELS.findall(SILENT.sub("", letters))))
