"""Numbers as a spreadsheet shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.number_format import BUILT_IN, is_date_format, shown_number


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (123, "00000", "00123"),
        (7, '"A-"0000', "A-0007"),
        (7, r"\A\-0000", "A-0007"),
        (0.5, "0%", "50%"),
        (0.5, "0 %", "50 %"),
        (0.125, "0.0%", "12.5%"),
        (1234.5, "#,##0", "1,235"),
        (1234567, "#,##0.00", "1,234,567.00"),
        (1200, '"£"#,##0', "£1,200"),
        (1200, "[$£-809]#,##0", "£1,200"),
        (-3, "0;(0)", "(3)"),
        (-3, "0", "-3"),
        (-0.2, "0", "0"),
        (0, "0;-0;", "0"),
        (3.14159, "0.00", "3.14"),
        (3.5, "0.##", "3.5"),
        (4000, "0,", "4"),
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567890123, "General", "1234567890123"),
        (0.75, "# ?/?", "0.75"),
        (5, "0.00E+00", "5"),
        (5, "[>=100]0", "5"),
        (5, "0;[Red]-0", "5"),
        (1e300, "0", "1e+300"),
        (12, "@", "12"),
        (3, '0 "people; mostly"', "3 people; mostly"),
        (45, "000-000", "000-045"),
        (7700900123, r"00000\ 000000", "07700 900123"),
        (5551234, "(###) ###-####", "() 555-1234"),
        (12345, '"KR/"00"-"000', "KR/12-345"),
        (1, '"Yes";"Yes";"No"', "Yes"),
        (0, '"Yes";"Yes";"No"', "No"),
        (0, '0;-0;"-"', "0"),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "0"),
        (1234567, "# ##0", "1234567"),
        (1.5, "# ??/??", "1.5"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "[$-809]d mmmm yyyy", "[h]:mm", "mmm-yy", "yyyy"])
def test_a_format_of_days_or_times_is_known(code: str) -> None:
    assert is_date_format(code)


@pytest.mark.parametrize("code", [*BUILT_IN.values(), '"day "0', r"0\d", "[Red]0", "0;[Red]0"])
def test_what_only_looks_like_a_day_is_a_number(code: str) -> None:
    assert not is_date_format(code)


@given(st.integers(0, 10**12), st.integers(1, 12))
def test_leading_zeros_are_those_of_the_format(number: int, zeros: int) -> None:
    assert shown_number(number, "0" * zeros) == str(number).zfill(zeros)


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?,.;%"\\[]_*a£ -', max_size=12))
def test_no_code_fails(value: float, code: str) -> None:
    assert isinstance(shown_number(value, code), str)
