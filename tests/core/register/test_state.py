"""What was found in a file, as it is kept between its pages."""

from ladder_assess.core.register.notes import Notes
from ladder_assess.core.register.state import Findings, findings_from


def test_what_another_version_knew_of_a_file_is_passed_over() -> None:
    """A file that waits while the product is brought up to date could not be shown any more."""
    found = Findings(headings=("Ref",), columns=("id",), notes=Notes(months=2), without_id=1)
    kept = found.as_data()
    kept["notes"] = {**kept["notes"], "gone": 3}
    assert findings_from({**kept, "take_names": True}) == found
