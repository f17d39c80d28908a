"""Listed names of legal forms alone: each finds itself, and a bare form finds nobody."""

import pytest

from enduse.desk.indexes import build_index, unindexed
from enduse.index.listed import ready_listed
from enduse.index.search import search
from enduse.index.thresholds import DEFAULT
from enduse.model.listing import Entry, ListedName
from enduse.names.ready import ready

# As published: OFAC (2 May 2024), OFSI (10 April 2025), Canada (2025).
NAMES = (
    "SL", "SE", "PSC", "SPC", "ASC", "ASBL", "SAE OOO", "PTE OOO", "LLC IBC", "ANO", "RT",
    "TBK JSC", "EK-COMPANY AG", "E. K.-COMPANY GMBH & CO. KG",
)  # fmt: skip
LISTED = tuple(
    Entry("us_ofac_sdn", str(number), "unknown", (ListedName(text),))
    for number, text in enumerate(NAMES)
)


@pytest.mark.parametrize("kind", ["unknown", "company"])
@pytest.mark.parametrize("text", NAMES)
def test_a_listed_name_of_legal_forms_finds_itself(text: str, kind: str) -> None:
    asked = ready(text, kind=kind)
    assert asked is not None
    found = search(
        build_index(LISTED),
        asked,
        names=lambda row, number: ready_listed(LISTED[row], number) or asked,
        floor=DEFAULT.hit,
        limit=20,
    )
    assert NAMES.index(text) in [match.row for match in found]


def test_only_a_bare_form_is_told_of_as_not_found_by_name() -> None:
    bare = Entry("us_ofac_sdn", "99", "unknown", (ListedName("LLC"),))
    (issue,) = unindexed((*LISTED, bare))
    assert issue.says.startswith("1 names")
    assert "99 'LLC'" in issue.says
