"""Slips of a letter, many pairs at once: the same as one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from enduse.index import slips as module
from enduse.index.keys import Longs, spelt
from enduse.index.slips import slips

WORDS = st.text("abcé日", min_size=1, max_size=27)


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=30), st.sampled_from([1, 2]))
def test_many_at_once_are_as_far_apart_as_one_by_one(
    pairs: list[tuple[str, str]], most: int
) -> None:
    # Each word beside itself with a letter lost, doubled and turned round, too.
    for one, _ in list(pairs):
        pairs += [(one, one[1:] or one), (one, one[0] + one), (one, one[1::-1] + one[2:])]
    ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))

    def texts(some: Longs) -> tuple[list[str], list[str]]:
        return [ours[at] for at in some], [theirs[at] for at in some]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_FEW", 0)
        patch.setattr(module, "_AT_ONCE", 16)
        found = slips(spelt(ours), spelt(theirs), texts, most=most)
    assert np.minimum(found, most + 1).tolist() == [
        min(OSA.distance(*pair), most + 1) for pair in pairs
    ]
