"""Names as orders have them: one change of a known kind made to a listed name, by seed.

Every function here takes a name as people write it, the kind of party and a source of
chance, and gives the changed name, or None where this kind of change cannot be made to it.
"""

import re
from collections.abc import Callable
from random import Random

Edit = Callable[[str, str, Random], str | None]
NEAR = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij",
    "i": "uok", "o": "ipl", "p": "ol", "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv",
    "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jli", "l": "kop", "z": "asx", "x": "zsc",
    "c": "xdv", "v": "cfb", "b": "vgn", "n": "bhm", "m": "njk",
}  # fmt: skip
TAILS = (
    ", TEHRAN, IRAN", ", DUBAI, U.A.E.", ", MOSCOW, RUSSIA", ", ISTANBUL, TURKEY",
    " - HONG KONG", ", P.O. BOX 1274",
)  # fmt: skip
ADDED = {
    "person": (("", " II"), ("", " Jr."), ("Mr. ", ""), ("Dr. ", ""), ("Eng. ", "")),
    "vessel": (("M/V ", ""), ("MT ", ""), ("", " (IMO)"), ("Vessel ", "")),
    "company": (("M/S ", ""), ("", " Trading"), ("", " Group"), ("", " Intl"), ("Messrs ", "")),
}
FORMS = (
    ("LLC", "L.L.C.", "Limited Liability Company"),
    ("LTD", "Ltd.", "Limited"),
    ("CO", "Co.", "Company"),
    ("CORP", "Corp.", "Corporation"),
    ("INC", "Inc.", "Incorporated"),
    ("PLC", "P.L.C.", "Public Limited Company"),
    ("OOO", "O.O.O.", "Obshchestvo s Ogranichennoi Otvetstvennostyu", "LLC"),
    ("AO", "JSC", "Joint Stock Company", "Aktsionernoe Obshchestvo"),
    ("OAO", "PJSC", "Public Joint Stock Company", "PAO"),
    ("GMBH", "G.m.b.H.", "Gesellschaft mit beschraenkter Haftung"),
    ("SA", "S.A.", "Sociedad Anonima"),
    ("LTDA", "Ltda.", "Limitada"),
    ("SARL", "S.A.R.L.", "Societe a responsabilite limitee"),
    ("SRL", "S.R.L.", "Societa a responsabilita limitata"),
    ("FZE", "F.Z.E.", "Free Zone Establishment"),
    ("FZCO", "FZ-LLC", "Free Zone Company"),
    ("SAL", "S.A.L.", "Societe Anonyme Libanaise"),
    ("AS", "A.S.", "Anonim Sirketi"),
    ("PVT", "Private", "(Pvt.)"),
)
SOUNDS = (
    ("kh", "h"), ("ou", "u"), ("oo", "u"), ("y", "i"), ("ph", "f"), ("ee", "i"), ("dj", "j"),
    ("q", "k"), ("ck", "k"), ("w", "v"), ("dh", "d"), ("th", "t"), ("ei", "ey"), ("ai", "ay"),
    ("iy", "y"), ("ks", "x"), ("ts", "tz"), ("aa", "a"), ("gh", "g"), ("sch", "sh"),
    ("zh", "j"), ("sy", "si"), ("yu", "iu"), ("ya", "ia"), ("iyya", "ia"), ("ie", "ye"),
)  # fmt: skip
CYRILLIC = dict(zip("ABCEHIKMOPTXaceiopxy", "АВСЕНІКМОРТХасеіорху", strict=True))
SCANNED = (
    ("O", "0"), ("I", "1"), ("l", "1"), ("S", "5"), ("B", "8"), ("G", "6"), ("Z", "2"),
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("E", "3"),
)  # fmt: skip


def typo(text: str, kind: str, rng: Random) -> str | None:
    """One letter put in, left out, struck beside, or changed with the next."""
    del kind
    places = [n for n, c in enumerate(text) if c.isalpha()]
    if len(places) < 4:
        return None
    at = rng.choice(places)
    letter = text[at]
    struck = rng.choice(NEAR.get(letter.lower(), "aeiou"))
    struck = struck.upper() if letter.isupper() else struck
    after = text[at + 1 : at + 2]
    swapped = after + letter if after.isalpha() and after != letter else letter + letter
    return text[:at] + rng.choice([
        struck + text[at:],
        text[at + 1 :],
        struck + text[at + 1 :],
        swapped + text[at + 1 + len(after) :] if swapped != letter * 2 else letter + text[at:],
    ])  # fmt: skip


def typos(text: str, kind: str, rng: Random) -> str | None:
    """Two typos in a long name."""
    if sum(c.isalpha() for c in text) < 12:
        return None
    once = typo(text, kind, rng)
    return typo(once, kind, rng) if once else None


def reordered(text: str, kind: str, rng: Random) -> str | None:
    """The words in another order; of a person at times "FAMILY, Given"."""
    words = text.replace(",", "").split()
    if len(words) < 2:
        return None
    if kind == "person" and rng.random() < 0.4:
        return f"{words[-1]}, {' '.join(words[:-1])}"
    mixed = rng.sample(words, len(words))
    return " ".join(mixed if mixed != words else words[::-1])


def dropped(text: str, kind: str, rng: Random) -> str | None:
    """One word left out of three or more; legal forms are another kind of change."""
    words = text.split()
    open_to = [n for n, word in enumerate(words) if len(word) > 2 and not ways(word)]
    if len(open_to) < 3:
        return None
    # Who shortens a person's name leaves out a name between the first and the last.
    inner = open_to[1:-1] if kind == "person" else open_to
    at = rng.choice(inner)
    return " ".join(word for n, word in enumerate(words) if n != at)


def added(text: str, kind: str, rng: Random) -> str | None:
    """A word put before or behind it, as orders do: a place, a title, a trade."""
    if rng.random() < 0.5 and kind != "vessel":
        return text + rng.choice(TAILS)
    before, behind = rng.choice(ADDED.get(kind, ADDED["company"]))
    return f"{before}{text}{behind}"


def joined(text: str, kind: str, rng: Random) -> str | None:
    """A blank or hyphen left out, one for the other, or a long word broken in two."""
    del kind
    found = []
    gaps = [m.start() for m in re.finditer(r"(?<=\w)[ -](?=\w)", text)]
    if gaps:
        at = rng.choice(gaps)
        other = "-" if text[at] == " " else " "
        found += [text[:at] + text[at + 1 :], text[:at] + other + text[at + 1 :]]
    long = list(re.finditer(r"[^\W\d_]{7,}", text))
    if long:
        word = rng.choice(long)
        cut = rng.randint(word.start() + 3, word.end() - 3)
        found.append(f"{text[:cut]} {text[cut:]}")
    return rng.choice(found) if found else None


def initials(text: str, kind: str, rng: Random) -> str | None:
    """Given names shortened to their first letters, the family name kept."""
    words = text.replace(",", "").split()
    if kind != "person" or len(words) < 2:
        return None
    short = len(words) - 1 if rng.random() < 0.5 else 1
    letters = [f"{word[0]}." if n < short else word for n, word in enumerate(words)]
    return " ".join(letters)


def form(text: str, kind: str, rng: Random) -> str | None:
    """The legal form written out, written otherwise, or left out."""
    words = text.split()
    found = [(n, known) for n, word in enumerate(words) if (known := ways(word))]
    if kind in {"person", "vessel", "aircraft"} or not found or len(words) < 2:
        return None
    at, known = found[-1]
    others = [way for way in known if _bare(way) != _bare(words[at])]
    new = rng.choice([*others, ""])
    head = " ".join(words[:at]).rstrip(",")
    return " ".join(f"{head} {new} {' '.join(words[at + 1 :])}".split())


def sounds(text: str, kind: str, rng: Random) -> str | None:
    """One or two sounds written as another table of transliteration has them."""
    del kind
    new = text
    for _ in range(rng.randint(1, 2)):
        pairs = [pair for a, b in SOUNDS for pair in ((a, b), (b, a)) if pair[0] in new.lower()]
        if not pairs:
            break
        old, other = rng.choice(pairs)
        at = rng.choice([m.start() for m in re.finditer(re.escape(old), new.lower())])
        word = new[new.rfind(" ", 0, at) + 1 :].split(" ")[0]
        first = other.capitalize() if new[at].isupper() else other
        written = other.upper() if word.isupper() else first
        new = new[:at] + written + new[at + len(old) :]
    return new


def homoglyphs(text: str, kind: str, rng: Random) -> str | None:
    """Latin letters put as Cyrillic ones that look alike: in one word, or all."""
    del kind
    words = text.split()
    one = None if rng.random() < 0.5 else rng.randrange(len(words))
    return " ".join(
        "".join(CYRILLIC.get(c, c) for c in word) if one in {None, n} else word
        for n, word in enumerate(words)
    )


def scanned(text: str, kind: str, rng: Random) -> str | None:
    """One letter read as a digit or another shape, as by a scanner."""
    del kind
    places = [(m.start(), a, b) for a, b in SCANNED for m in re.finditer(a, text)]
    if not places:
        return None
    at, old, new = rng.choice(places)
    return text[:at] + new + text[at + len(old) :]


KINDS: dict[str, Edit] = {
    "typo": typo, "two typos": typos, "reordered": reordered, "word dropped": dropped,
    "word added": added, "joined, split": joined, "initials": initials, "legal form": form,
    "transliteration": sounds, "homoglyphs": homoglyphs, "scanned": scanned,
}  # fmt: skip


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word).upper()


FORM_WORDS = frozenset(_bare(part) for known in FORMS for way in known for part in way.split())


def ways(word: str) -> tuple[str, ...]:
    """The ways to write the legal form that this word is; none where it is no form."""
    bare = _bare(word)
    return next((known for known in FORMS if bare in map(_bare, known)), ())
