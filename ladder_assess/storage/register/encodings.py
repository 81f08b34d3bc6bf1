"""In which encoding a text is that is not Unicode and does not say it: by which its letters are
those of one script, and as common as they are in its languages.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

LOOKED_AT = 100_000
# In Latin letters, hardly three bytes from 128 on stand beside each other; in others many do.
HIGH_RUN, HIGH = re.compile(rb"[\x80-\xff]{3,}"), re.compile(rb"[\x80-\xff]")
MANY, OF_THE_SCRIPT, LIKELY = 0.3, 0.9, 0.25
CENTRAL = ("cp1250", "Windows-1250")
# What stands within words of one encoding of Latin letters and is a sign in Windows-1252.
WITHIN = (
    (*CENTRAL, re.compile(rb"[a-z][\x9c\x9d\x9f\xb3\xb9\xba\xbe\xbf][a-z]")),
    ("iso8859_2", "ISO 8859-2", re.compile(rb"[a-z][\xb1\xb3\xb6\xbc\xbf][a-z]")),
    ("cp1254", "Windows-1254", re.compile(rb"[a-z][\xf0\xfd\xfe][a-z]")),
)
# What stands behind a small letter of older systems and is a capital letter, a sign or nothing in
# Windows-1252: é, ä and an apostrophe of a Mac, é and ü of DOS. Some of them say it where
# less speaks for Windows.
OLDER = (
    (
        "mac_roman",
        "Mac OS Roman",
        re.compile(
            rb"[a-z][\x87-\x91\x9f\xc9\xd0\xd1\xd5]|[a-z.,!?]\xd3(?![A-Za-z])| [\xd0\xd1] |"
            rb"[a-z][\x94\x95\x98\x99\x9d\xa7][a-z]|[A-Z][\x8a\x8e\x9a\x9f][a-z]"
        ),
    ),
    (
        "cp850",
        "DOS (850)",
        re.compile(rb"[a-z][\x81\x82\x84\x87\x88\x8a]|[a-z]\x94[a-z]|[A-Z][\x81\x82\x84\x94][a-z]"),
    ),
)
OF_WINDOWS = re.compile(rb"[a-z][\xe0-\xff\xb3\xb9]|[\xe0-\xff\xb3\xb9][a-z]|[a-z]\x92[a-z]")
SEVERAL = 3
# Letters of Windows-1252 that no language has together: of each, some several times and others at
# all, and none of the last. They are those of Czech, Slovene, Hungarian, and Romanian.
TOGETHER = (
    (b"\xf8\xec", b"\xe8\x9a\x9e\xf9", b"\xe5\xe6"),
    (b"\x9a\x9e", b"\xe8\xec", b"\xe4\xf6\xe5"),
    (b"\xf5\xfb", b"\xe1\xe9", b"\xe3\xe7\xe8"),
    (b"\xe3", b"\xfe\xba", b"\xe7\xf5"),
)
# Of those of Turkish, Icelandic has all, and these beside.
ICELANDIC = re.compile(rb"[a-z][\xe6\xe1][a-z]?")


class Script(NamedTuple):
    """An encoding, what it is called, and which letters it has that are none of ASCII; `common` are
    those that are most common, which make up about so much of a text.
    """

    codec: str
    called: str
    letters: str
    common: str


SCRIPTS = (
    Script("cp1251", "Windows-1251", r"[Ѐ-ӿ]", "оеаинтслрв"),
    Script("koi8_r", "KOI8-R", r"[Ѐ-ӿ]", "оеаинтслрв"),
    Script("cp1253", "Windows-1253", r"[Ͱ-Ͽ]", "αοιετσηνρςπκ"),
    Script("cp1255", "Windows-1255", r"[֐-׿]", "יוהלארתבמש"),
    Script("cp1256", "Windows-1256", r"[؀-ۿ]", "اليمنرتوبة"),
    Script("cp874", "Windows-874", r"[฀-๿]", "านรอกเง่มยลวดต"),
    Script("cp932", "Shift JIS", r"[぀-ヿ一-鿿々〆、。・「」（）０-９～ー]", ""),
    Script("euc_jp", "EUC-JP", r"[぀-ヿ一-鿿々〆、。・「」（）０-９～ー]", ""),
    Script("euc_kr", "EUC-KR", r"[가-힣]", ""),
    Script("gb18030", "GB 18030", r"[一-鿿、。，：；「」（）《》“”０-９]", ""),
    Script("big5", "Big5", r"[一-鿿、。，：；「」（）《》０-９]", ""),
)
# Kana are in each Japanese text; of Chinese characters those are common that a set has first.
KANA = re.compile(r"[぀-ヿ]")
FIRST_SIGNS = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5": ("big5", 0xA4, 0xC6)}
NO_ASCII = re.compile(r"[^\x00-\x7f]")
# A word in small letters, in capitals or with one at its start.
A_WORD = re.compile(r"[^\W\d_]{2,}")


def encoding_of(content: bytes) -> tuple[str, str]:
    """The codec of a text without a mark that is no UTF-8, and what it is called; Windows-1252
    where its letters are of no other.
    """
    start = content[:LOOKED_AT]
    high = len(HIGH.findall(start))
    in_runs = sum(map(len, HIGH_RUN.findall(start)))
    if in_runs < MANY * high:
        return _latin(start)
    likely = max(SCRIPTS, key=lambda script: _likeness(content, script))
    known = _likeness(content, likely) >= LIKELY
    return (likely.codec, likely.called) if known else WESTERN


WESTERN = ("cp1252", "Windows-1252")


def _latin(start: bytes) -> tuple[str, str]:
    if older := _older(start):
        return older
    if any(_stand_together(start, *letters) for letters in TOGETHER):
        return CENTRAL
    counts = {(codec, called): len(found.findall(start)) for codec, called, found in WITHIN}
    likely = max(counts, key=lambda encoding: counts[encoding])
    is_other = likely[0] == "cp1254" and ICELANDIC.search(start)
    return WESTERN if counts[likely] < SEVERAL or is_other else likely


def _older(start: bytes) -> tuple[str, str] | None:
    """The encoding of an older system, where more says it than speaks for Windows."""
    counts = {(codec, called): len(found.findall(start)) for codec, called, found in OLDER}
    likely = max(counts, key=lambda encoding: counts[encoding])
    return likely if counts[likely] > len(OF_WINDOWS.findall(start)) else None


def _stand_together(start: bytes, several: bytes, some: bytes, none: bytes) -> bool:
    often = sum(start.count(bytes([letter])) for letter in several)
    return often >= SEVERAL and any(x in start for x in some) and not any(x in start for x in none)


def _likeness(content: bytes, script: Script) -> float:
    """How much a text looks like one of an encoding, from 0 to 1."""
    try:
        text = content.decode(script.codec)
    except UnicodeDecodeError:
        return 0
    others = NO_ASCII.findall(text[:LOOKED_AT])
    letters = re.findall(script.letters, text[:LOOKED_AT])
    if not others or len(letters) < OF_THE_SCRIPT * len(others):
        return 0
    if script.common:
        return _share(letters, lambda sign: sign.casefold() in script.common) * _cased(text)
    if script.codec in FIRST_SIGNS:
        return _first_signs(letters, *FIRST_SIGNS[script.codec])
    return 1 if script.codec == "euc_kr" or KANA.search(text) else 0


def _share(signs: list[str], test: Callable[[str], bool]) -> float:
    counted = Counter(signs)
    return sum(times for sign, times in counted.items() if test(sign)) / max(len(signs), 1)


def _cased(text: str) -> float:
    """The share of words with capitals where words have them: none is like пРИВЕТ."""
    words = A_WORD.findall(text[:LOOKED_AT])
    return _share(
        words,
        lambda word: (
            word[1:] in (word[1:].lower(), word[1:].upper())
            and not (word[:1].islower() and word[1:].isupper())
        ),
    )


def _first_signs(letters: list[str], codec: str, first: int, last: int) -> float:
    """The share of signs that are among the more common ones of a set."""

    def is_common(sign: str) -> bool:
        lead = sign.encode(codec, "ignore")[:1]
        return bool(lead) and first <= lead[0] <= last

    return _share(letters, is_common)
