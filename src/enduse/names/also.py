"""What a name as typed may also be, before its words are read."""

import re

from enduse.names.common import PLACES
from enduse.names.forms import FORM_WORDS
from enduse.names.text import clean_name

_ACRONYM = re.compile(r"\(\s*([^\W\d_]{2,10})\s*\)")
# Slavic and Turkish letters that others write as they hear them: "Vučić" is Vuchich too.
_SOUNDS = {"č": "ch", "ć": "ch", "š": "sh", "ž": "zh", "đ": "dj", "ş": "sh"}
_SOUNDS |= {letter.upper(): sound.title() for letter, sound in _SOUNDS.items()}
_HOOK = re.compile("|".join(_SOUNDS))
# Two words that were typed without a blank between: "RamziMawafi".
_TWO_WORDS = re.compile("(?<=[a-z]{2})(?=[A-Z]{2}|[A-Z][a-z]{2})")
_BOX = re.compile(r"p\W{0,2}o\W{0,2}box\W*\d*\W*", re.IGNORECASE)
_ADDRESS_PARTS = 2
# What is written before a name and is no part of it; "Eng" without a point is a family name.
_TITLES = r"^(?i:messrs\b|m/s\b|(?:engr?|ing|prof|capt|col|gen|maj|lt|adm|amb)\.)"
_TITLE = re.compile(rf"(?:{_TITLES}\W*)+")
# What one of the ways below needs of a word, so that most names are read once only.
_CALLS = re.compile(rf"[(\x80-\U0010ffff]|[a-z]{{2}}[A-Z]|[Bb][Oo][Xx]|{_TITLES}")


def calls_for_also(word: str) -> bool:
    """Whether a name with this word as typed may be written in another way.

    `also_written` gives nothing for a name without any such word and with one comma at most.

    >>> calls_for_also("(SHIG)"), calls_for_also("RamziMawafi"), calls_for_also("Ramzi")
    (True, True, False)
    """
    return _CALLS.search(word) is not None


def also_written(text: str) -> tuple[str, ...]:
    """The name without its initials, address or title, with hooked letters as heard, cut.

    >>> also_written("Šešelj (Vojislav)"), also_written("Müller")
    (('Sheshelj (Vojislav)',), ())
    >>> also_written("Acme Trading, Dubai, U.A.E."), also_written("RamziMawafi")
    (('Acme Trading',), ('Ramzi Mawafi',))
    >>> also_written("M/S Acme Trading"), also_written("Eng. Ali Koto")
    (('Acme Trading',), ('Ali Koto',))
    """
    found = (
        without_acronym(text),
        _as_it_sounds(text),
        without_address(text),
        _TITLE.sub("", text),
        _TWO_WORDS.sub(" ", text),
    )
    return tuple(dict.fromkeys(other for other in found if other != text))


def _as_it_sounds(text: str) -> str:
    """Words with hooked letters, as others write what they hear; not those of legal forms."""
    if not _HOOK.search(text):
        return text
    return " ".join(_heard(word) for word in text.split(" "))


def _heard(word: str) -> str:
    if FORM_WORDS.issuperset(clean_name(word).split()):
        return word
    return _HOOK.sub(lambda each: _SOUNDS[each.group()], word)


def without_acronym(text: str) -> str:
    """A name without initials of its own in brackets, which few writers repeat.

    >>> without_acronym("SHAHID HEMMAT INDUSTRIAL GROUP (SHIG)")
    'SHAHID HEMMAT INDUSTRIAL GROUP'
    >>> without_acronym("Bowne Global Solutions (Sweden) AB")
    'Bowne Global Solutions (Sweden) AB'
    """
    found = _ACRONYM.search(text)
    if found is None:
        return text
    initials = (word[0] for word in re.findall(r"[^\W\d_]+", text[: found.start()].upper()))
    # Each letter must open a word, in their order: "(SHIG)", and not "(UK)".
    if not all(letter in initials for letter in found[1]):
        return text
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())


def without_address(text: str) -> str:
    """A name without the town and country, or the post office box, typed behind it.

    A single place stays: "Al-Haramain, Pakistan" is not the one in Kenya.

    >>> without_address("Acme Trading, Moscow, Russia"), without_address("Acme, P.O. Box 12")
    ('Acme Trading', 'Acme')
    >>> without_address("Al-Haramain, Pakistan")
    'Al-Haramain, Pakistan'
    """
    parts = text.split(",")
    last = len(parts)
    boxes = 0
    while last > 1 and (_is_place(parts[last - 1]) or _BOX.fullmatch(parts[last - 1].strip())):
        last -= 1
        boxes += bool(_BOX.fullmatch(parts[last].strip()))
    return ",".join(parts[:last]) if boxes or len(parts) - last >= _ADDRESS_PARTS else text


def _is_place(part: str) -> bool:
    words = clean_name(part).split()
    return bool(words) and PLACES.issuperset(words)
