"""A password is refused for being short, common or about the person, and for nothing else."""

import pytest

from ladder_assess.core.people.passwords import ABOUT_YOU, COMMON, TOO_LONG, TOO_SHORT, problem


@pytest.mark.parametrize(
    "password",
    [
        "tulip brick ferry moss", "aaaabbbbccccd", "correct horse 7 staple", "ŵyneb y graig las",
        "93857102946183", "  x y z  q 9 w  ", "密码很长但是没有规则的密码啊啊",
        "p" * 5 + "tkvwmlnx",
    ],
)  # fmt: skip
def test_anything_long_and_uncommon_will_do(password: str) -> None:
    assert problem(password, "ann@example.org", "Ann Lee") is None


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "Password123!", "passwordpassword", "qwertyuiop123", "123456789012",
        "987654321098", "aaaaaaaaaaaa", "abababababab", "1qaz2wsx3edc4rfv", "Welcome2Welcome2",
        "letmeinletmein", "ladderassess2026", "correct horse battery staple", "summer2024!!!!",
        "abcdefghijklm", "administrator", "this is my password",
    ],
)  # fmt: skip
def test_what_is_tried_first_is_refused(password: str) -> None:
    assert problem(password) == COMMON


def test_length_is_counted_in_characters() -> None:
    assert problem("ŵ" * 5 + "abcdef") == TOO_SHORT
    assert problem("x9 kd" * 26) == TOO_LONG
    assert problem("".join(chr(0x4E00 + n) for n in range(128))) is None


def test_what_is_known_of_a_person_is_refused() -> None:
    about = ("rosalind.okafor@example.org", "Rosalind Okafor")
    assert problem("rosalindokafor1", *about) == ABOUT_YOU
    assert problem("Okafor-Rosalind-99", *about) == ABOUT_YOU
    assert problem("rosalind likes brick ferries", *about) is None
