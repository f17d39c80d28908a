"""The heads of printed papers: who, what, when, and that nothing is made up."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.intake.forms.clauses import forbids
from enduse.intake.forms.country import Countries
from enduse.intake.forms.labels import form_words
from enduse.intake.forms.read import read_form
from enduse.model.document import Document
from enduse.papers.plain import paper_of_text
from enduse.places import Places

PLACES = Places.load()
CASES = tomllib.loads((Path(__file__).parent / "heads.toml").read_text("utf-8"))["paper"]
ADDRESS = ("1 Example St", "0010 Yerevan", "Armenia")


def read(text: str) -> Document:
    return read_form(paper_of_text("a.txt", text), PLACES)[0]


def parties(document: Document) -> set[str]:
    named = ("role", "name", "country")
    return {
        " ".join(str(each[part]) for part in named if part in each)
        for each in document.wire.get("parties", ())
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["says"]))
def test_the_head_of_a_paper_is_read_as_a_person_reads_it(case: dict[str, Any]) -> None:
    document = read(case["text"])
    assert document.sort == case["sort"]
    assert (document.own.number if document.own else "") == case["own"]
    assert document.wire.get("date", "") == case["date"]
    assert [f"{ref.kind} {ref.number}" for ref in document.refs] == case["refs"]
    assert parties(document) == set(case["parties"])
    facts = {fact.name: fact.value for fact in document.facts}
    assert case["facts"].items() <= facts.items()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["says"]))
def test_every_name_stands_on_the_line_that_is_named(case: dict[str, Any]) -> None:
    paper = paper_of_text("a.txt", case["text"])
    lines = {page.place(line): line.text for page, line in paper.lines()}
    document = read_form(paper, PLACES)[0]
    for number, party in enumerate(document.wire.get("parties", ())):
        assert party["name"] in lines[document.places[f"parties/{number}/name"]]
    for fact in document.facts:
        assert fact.text in lines[fact.place]


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_read_and_never_breaks_the_reader(text: str) -> None:
    assert all(
        isinstance(each, Document) for each in read_form(paper_of_text("a", text), PLACES)
    )


WORDS = st.sampled_from(
    ["Invoice", "Buyer:", "Consignee", "same as", "to order of", "Date:", "03/04/2024", "\n",
     "  ", "\n\n", "Georgia", "DAP", "No.", "17", "c/o", "on behalf of", "|", "VAT", ":",
     "Country of origin:", "US", "IMO 9123456", "Vessel / Voyage:", "NL-1012 AB", "\f", ", ",
     "Acme Ltd"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40))
def test_any_order_of_the_words_of_papers_never_breaks_the_reader(words: list[str]) -> None:
    for document in read_form(paper_of_text("a", " ".join(words)), PLACES):
        for party in document.wire.get("parties", ()):
            assert party.keys() > {"role"}


def buyers() -> list[str]:
    return [word for word in form_words()["parties"]["buyer"] if len(word) > 3]


@pytest.mark.parametrize("label", buyers())
def test_every_label_of_the_buyer_says_the_same(label: str) -> None:
    lines = "\n".join(ADDRESS)
    document = read(f"{label.title()}:\nAcme Trading LLC\n{lines}\n")
    assert parties(document) == {"buyer Acme Trading LLC AM"}


ROLES = {"seller": "Seller", "buyer": "Buyer", "consignee": "Consignee", "end_user": "End user"}


@given(st.permutations(sorted(ROLES)), st.integers(2, 4))
def test_blocks_side_by_side_say_what_blocks_below_each_other_say(
    order: list[str], count: int
) -> None:
    roles = order[:count]
    blocks = [(f"{ROLES[role]}:", f"{role.title()} Trading LLC", *ADDRESS) for role in roles]
    below = "\n\n".join("\n".join(block) for block in blocks)
    beside = "\n".join(
        "".join(part.ljust(34) for part in row) for row in zip(*blocks, strict=True)
    )
    assert parties(read(below)) == parties(read(beside))
    assert len(parties(read(below))) == count


def test_a_day_that_reads_two_ways_is_a_question_and_no_date() -> None:
    document = read("COMMERCIAL INVOICE\n\nThe goods of your order\nInvoice date: 03/04/2024\n")
    assert "date" not in document.wire
    assert len(document.questions) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The goods shall not be of poor quality and go to Armenia.",
        "We do not export to Russia.",
        "Shall not the goods be exported to Russia?",
        "The buyer shall not export the goods to Russia unless we agree.",
        "The buyer shall export the goods to Russia.",
    ],
)
def test_loose_words_are_no_clause(sentence: str) -> None:
    assert not forbids(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The buyer shall not export or re-export the goods to the Russian Federation.",
        "De koper mag de goederen niet uitvoeren of wederuitvoeren naar Rusland.",
        "Der Käufer darf die Waren nicht nach Russland ausführen oder wiederausführen.",
        "L'acheteur s'engage à ne pas exporter ou réexporter les biens vers la Russie.",
    ],
)
def test_the_clause_is_found_in_four_languages(sentence: str) -> None:
    assert forbids(sentence)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Savannah, Georgia", None), ("0108 Tbilisi, Georgia", "GE"), ("San Jose, CA", None)],
)
def test_a_state_of_the_us_is_no_country(text: str, code: str | None) -> None:
    countries = Countries(PLACES)
    found = countries.at_end(text)
    assert (countries.code(found[1]) if found else None) == code
