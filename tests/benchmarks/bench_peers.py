"""What figures of peers give away, and what they are of use for: the numbers behind the tests.

The attacker owns all other organisations of a group, moves them before each draw and keeps every
figure for two years. The bounds are those of method/benchmarks.md; tests hold to them.
Run it with `make bench`.
"""

import sys
from pathlib import Path
from statistics import fmean, median

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from ladder_assess.core.benchmarks.scale import RUNGS, SCORE_BANDS
from tests.core.benchmarks.attacks import name_a_band, usual
from tests.core.benchmarks.test_attacks import GROUPS, TRIALS
from tests.core.benchmarks.test_draws_over_time import errors


def main() -> None:
    """Print the attack on a value, and how far medians are off."""
    print(f"Whoever owns all others, {TRIALS} trials:")
    for name, bands, most in (("score", SCORE_BANDS, 33), ("rung", RUNGS, 50)):
        without = 100 * usual(bands).max()
        for organisations, draws in GROUPS:
            found = name_a_band(organisations, bands, draws, np.random.default_rng(5), TRIALS)
            print(
                f"  {name}, {organisations} organisations, {len(draws)} draws: right "
                f"{100 * found.right:.1f} % (without figures {without:.1f}, at most {most}), "
                f"sure and right {100 * found.sure:.2f} % (at most 1), "
                f"sure and wrong {100 * found.wrong:.2f} %"
            )
    print("How far a median is off, in points, two years of three worlds of 400:")
    for size, most_off in (("10-19", 7), ("20-49", 4.5), ("50-", 2.5)):
        each = errors()[size]
        print(
            f"  {size} organisations: mean {fmean(each):.2f} (at most {most_off}), "
            f"middle {median(each):g}, over {len(each)} figures"
        )


if __name__ == "__main__":
    main()
