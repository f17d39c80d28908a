"""Listed names as texts write them: in sentences of several languages, by kind of change."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from enduse.model.listing import Entry, ListedName
from enduse.names.forms import split_words
from enduse.names.scripts import romanise
from enduse.names.text import clean_name

SENTENCES = {
    "en": (
        "According to the ministry, {} received the parts last year.",
        "The goods were shipped by {} to a plant in the north.",
        "Investigators say that {} has denied it.",
    ),
    "nl": (
        "Volgens het ministerie heeft {} de onderdelen vorig jaar ontvangen.",
        "De goederen werden door {} naar een fabriek in het noorden gestuurd.",
    ),
    "de": (
        "Nach Angaben des Ministeriums hat {} die Teile im vergangenen Jahr erhalten.",
        "Die Ware wurde von {} an ein Werk im Norden geliefert.",
    ),
    "fr": (
        "Selon le ministère, {} a reçu les pièces l'année dernière.",
        "Les marchandises ont été expédiées par {} vers une usine du nord.",
    ),
    "ru": (
        "По данным ведомства, {} получил детали в прошлом году.",
        "Товар был отправлен через {} на завод на севере страны.",
    ),
    "ar": ("وقالت الوزارة إن {} تسلم القطع في العام الماضي.",),
    "zh": ("据报道，{}去年收到了这些零件。",),
}
"""Sentences of our own, by language; the name stands in the middle of each."""

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_ARABIC, _HAN = re.compile("[\u0600-\u06ff]"), re.compile("[\u3400-\u9fff]")
_CASES = (("ий", "ия"), ("ай", "ая"), ("ей", "ея"), ("ь", "я"), ("а", "ы"), ("я", "и"))
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"


@dataclass(frozen=True, slots=True)
class Case:
    """A name of an entry in a sentence, from sign `start` to `end`."""

    way: str
    language: str
    text: str
    start: int
    end: int


def cases(entry: Entry, name: ListedName, dice: Random) -> Iterator[Case]:
    """Every way in which a text may write a name that this name allows."""
    for way, change in WAYS.items():
        written = change(entry, name, dice)
        if written is None:
            continue
        if _HAN.search(written):
            language = "zh"
        elif _ARABIC.search(written):
            language = "ar"
        elif _CYRILLIC.search(written):
            language = "ru"
        else:
            language = dice.choice(("en", "nl", "de", "fr"))
        sentence = dice.choice(SENTENCES[language])
        start = sentence.index("{}")
        text = sentence.replace("{}", written)
        yield Case(way, language, text, start, start + len(written))


def plain(name: ListedName) -> str:
    """A name as a text has it: "YERSHOV, Sergey" is Sergey Yershov."""
    text = name.text
    if name.family_first and "," in text:
        family, _, given = text.partition(",")
        text = f"{given.strip()} {family.strip()}"
    return _titled(text) if text.isupper() or name.family_first else text


def _titled(text: str) -> str:
    return " ".join(word.capitalize() if len(word) > 3 else word for word in text.split())


def _as_is(_: Entry, name: ListedName, __: Random) -> str | None:
    return plain(name)


def _published(_: Entry, name: ListedName, __: Random) -> str | None:
    return name.text if name.family_first else None


def _capitals(_: Entry, name: ListedName, __: Random) -> str | None:
    return plain(name).upper() if plain(name).upper() != plain(name) else None


def _possessive(_: Entry, name: ListedName, __: Random) -> str | None:
    return plain(name) + "'s" if name.text[-1].isascii() and name.text[-1].isalpha() else None


def _no_form(entry: Entry, name: ListedName, _: Random) -> str | None:
    if entry.kind != "company":
        return None
    words = plain(name).split()
    core = [word for word in words if split_words(clean_name(word).split())[0]]
    return " ".join(core) if 1 < len(core) < len(words) else None


def _other_form(entry: Entry, name: ListedName, _: Random) -> str | None:
    core = _no_form(entry, name, _)
    return f"{core.strip(' ,')} LLC" if core and core.isascii() else None


def _broken(_: Entry, name: ListedName, dice: Random) -> str | None:
    words = plain(name).split()
    if len(words) < 2:
        return None
    at = dice.randrange(1, len(words))
    return " ".join(words[:at]) + "\n" + " ".join(words[at:])


def _hyphenated(_: Entry, name: ListedName, dice: Random) -> str | None:
    words = plain(name).split()
    long = [at for at, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if not long or _ARABIC.search(name.text) or _HAN.search(name.text):
        return None
    at = dice.choice(long)
    half = len(words[at]) // 2
    words[at] = words[at][:half] + "-\n" + words[at][half:].lower()
    return " ".join(words)


def _in_latin(_: Entry, name: ListedName, __: Random) -> str | None:
    if name.text.isascii() or _HAN.search(name.text):
        return None
    return " ".join(word.capitalize() for word in romanise(plain(name))[0].split())


def _genitive(entry: Entry, name: ListedName, _: Random) -> str | None:
    """A Russian name in the genitive, as "office of ..." has it."""
    if entry.kind != "person" or not _CYRILLIC.search(name.text):
        return None
    return " ".join(_of(word) for word in plain(name).split())


def _of(word: str) -> str:
    for ending, case in _CASES:
        if word.endswith(ending):
            return word.removesuffix(ending) + case
    return word + "а" if word[-1:] in _CONSONANTS else word


def _no_father(entry: Entry, name: ListedName, _: Random) -> str | None:
    if entry.kind != "person":
        return None
    words = plain(name).split()
    rest = [word for word in words if not re.search("(ovich|evich|ович|евич|ovna|овна)$", word)]
    return " ".join(rest) if 1 < len(rest) < len(words) else None


def _and(_: Entry, name: ListedName, __: Random) -> str | None:
    """With the Arabic "and" written before it."""
    return "و" + name.text if _ARABIC.match(name.text) else None


def _quoted(entry: Entry, name: ListedName, _: Random) -> str | None:
    return f"«{plain(name)}»" if entry.kind == "company" else None


def _ship(entry: Entry, name: ListedName, _: Random) -> str | None:
    return f"the tanker {plain(name)}" if entry.kind == "vessel" else None


WAYS: Mapping[str, Callable[[Entry, ListedName, Random], str | None]] = {
    "as it is": _as_is,
    "family name first": _published,
    "in capitals": _capitals,
    "with 's": _possessive,
    "without its legal form": _no_form,
    "with another legal form": _other_form,
    "over two lines": _broken,
    "hyphenated": _hyphenated,
    "in Latin letters": _in_latin,
    "in the genitive": _genitive,
    "without the father's name": _no_father,
    "behind the Arabic and": _and,
    "in quotation marks": _quoted,
    "a ship that is said to be one": _ship,
}
"""How a text may write a name: None where a name cannot be written so."""
