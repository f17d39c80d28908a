"""Other ways to write one name: of other times, countries and machines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.names.chinese import _FROM_WADE, _PINYIN, in_pinyin
from enduse.names.others import other_word, others
from enduse.names.ready import MAX_VARIANTS, ready
from enduse.names.table import lines, load
from enduse.names.text import clean_name

latin = st.text("abcdefghijklmnopqrstuvwxyz015", min_size=1, max_size=9)


@given(
    st.lists(latin, min_size=1, max_size=5), st.sampled_from(["person", "vessel", "unknown"])
)
def test_other_readings_are_other_clean_words(words: list[str], kind: str) -> None:
    for reading in others(words, kind):
        assert reading != tuple(words)
        assert clean_name(" ".join(reading)) == " ".join(reading)


def test_the_tables_are_in_clean_form_and_lead_somewhere_else() -> None:
    raw = load("others")
    texts = (raw["slavic"]["names"], raw["arabic"]["names"], raw["chinese"]["families"])
    pairs = [pair for text in texts for pair in lines(text).items()]
    assert [word for pair in pairs for word in pair if clean_name(word) != word] == []
    assert [word for word, meant in pairs if word in meant.split()] == []


def test_what_a_name_is_led_to_leads_nowhere_else() -> None:
    raw = load("others")
    names = lines(raw["slavic"]["names"]) | lines(raw["arabic"]["names"])
    assert {name: other_word(name) for name in names.values() if other_word(name)} == {}


def test_every_syllable_of_pinyin_has_a_wade_spelling_that_leads_back() -> None:
    reached = {syllable for meant in _FROM_WADE.values() for syllable in meant}
    assert reached == _PINYIN


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Hsi Chin-ping", "xi jin ping"),
        ("Mao Tse-tung", "mao ze dong"),
        ("Teng Hsiao-ping", "deng xiao ping"),
        ("Chu Jung-chi", "zhu rong ji"),
        ("Chiang Chingkuo", "jiang jingguo"),
        ("Tsang Wei", "zeng wei"),
        ("Wong Wei", "huang wei"),
        ("Wei Cheung", "wei zhang"),
        ("Volodymyr Oleksiyovych Petrenko", "vladimir alekseyevich petrenko"),
        ("Mikalai Ivanou", "nikolay ivanou"),
        ("Олександр Коваль", "aleksandr koval"),
        ("Gamal Ragab", "jamal rajab"),
        ("جمال رجب", "gamal ragab"),
        ("Moussa Essaadi", "moussa saadi"),
        ("Ali Reza Hossein Zadeh", "ali reza hosseinzadeh"),
        ("Nikita Chruschtschow", "nikita khrushchov"),
        ("Ivan GUDZ0N", "ivan gudzon"),
        ("Vučić", "vuchich"),
        ("Вучић", "vuchic"),
        ("Ахмет Şahin", "akhmet shahin"),
    ],
)
def test_a_person_is_compared_under_the_other_name_too(written: str, meant: str) -> None:
    name = ready(written, kind="person")
    assert name is not None
    assert tuple(meant.split()) in name.variants
    assert len(name.variants) <= MAX_VARIANTS


@pytest.mark.parametrize(
    "written",
    [
        "Li Wei",
        "Xi Jinping",
        "Andrew Wong",
        "Kim Chol Su",
        "Ennio Rossi",
        "Anna Schmidt",
        "Wei",
    ],
)
def test_a_name_that_is_written_one_way_has_no_other(written: str) -> None:
    name = ready(written, kind="person")
    assert name is not None
    assert name.variants == ()


@pytest.mark.parametrize(
    ("written", "meant"), [("SK GUDZ0N", "sk gudzon"), ("M0SC0W 5HIP", None), ("B2B 4U", None)]
)
def test_digits_inside_a_word_may_be_letters(written: str, meant: str | None) -> None:
    name = ready(written, kind="company")
    assert name is not None
    assert (tuple(meant.split()) in name.variants) if meant else True
    assert other_word("b2b") is other_word("s7") is other_word("1990") is None


def test_chinese_is_not_sought_in_a_single_word_or_a_long_name() -> None:
    assert in_pinyin(("hsi",)) == []
    assert in_pinyin(("hsi",) * 5) == []


def test_two_names_of_a_person_without_a_blank_are_two() -> None:
    person = ready("КАКОРА АлексейВикторович", kind="person")
    company = ready("АвтоВАЗ РусГидро", kind="company")
    assert person is not None
    assert company is not None
    assert person.tokens == ("kakora", "aleksey", "viktorovich")
    assert company.tokens == ("avtovaz", "rusgidro")
