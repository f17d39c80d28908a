"""The search without reasons finds what the search with them does."""

from hypothesis import given
from hypothesis import strategies as st

from enduse.index.bare import bare_many
from enduse.index.build import build
from enduse.index.search import search_many
from enduse.names.ready import ReadyName, ready

WORDS = ["orion", "oryon", "trading", "llc", "gmbh", "ali", "ahmad", "ahmed", "koto", "46"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
names = st.builds(ready, texts, kind=st.sampled_from(["company", "person", "unknown"])).filter(
    lambda name: name is not None
)


@given(
    asked=st.lists(names, max_size=6),
    listed=st.lists(names, min_size=1, max_size=8),
    floor=st.floats(0.0, 0.99),
    limit=st.integers(1, 4),
)
def test_what_is_found_bare_is_what_is_found_with_reasons(
    asked: list[ReadyName], listed: list[ReadyName], floor: float, limit: int
) -> None:
    index = build([(row, 0, name) for row, name in enumerate(listed)])
    bare = bare_many(index, asked, floor=floor, limit=limit)
    full = search_many(index, asked, names=lambda row, _: listed[row], floor=floor, limit=limit)
    for quick, slow in zip(bare, full, strict=True):
        assert [each[:3] for each in quick] == [
            (each.row, each.name_no, each.score.score) for each in slow
        ]
        for one, other in zip(quick, slow, strict=True):
            reasons = {feature.name for feature in other.score.features}
            same = "exact" in reasons and not reasons & {"family", "forms", "kind"}
            assert one.same == same
