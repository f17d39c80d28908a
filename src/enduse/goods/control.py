"""Numbers of the control lists as written on an order: read, or told what is wrong with them.

The EU's Annex I and the US Commerce Control List number their entries alike: "3A001" is the
same entry in both, though its paragraphs and values may differ, and a few numbers (9A120) name
other goods in each.
"""

import re
import unicodedata
from dataclasses import dataclass

CATEGORIES = {
    "0": "nuclear materials, facilities and equipment",
    "1": "materials, chemicals, microorganisms and toxins",
    "2": "materials processing",
    "3": "electronics",
    "4": "computers",
    "5": "telecommunications and information security",
    "6": "sensors and lasers",
    "7": "navigation and avionics",
    "8": "marine",
    "9": "aerospace and propulsion",
}
GROUPS = {
    "A": "systems, equipment and components",
    "B": "test, inspection and production equipment",
    "C": "materials",
    "D": "software",
    "E": "technology",
}
REGIMES = {
    "0": "Wassenaar Arrangement (WA)",
    "1": "Missile Technology Control Regime (MTCR)",
    "2": "Nuclear Suppliers Group (NSG)",
    "3": "Australia Group (AG)",
    "4": "Chemical Weapons Convention (CWC)",
    "5": "no regime's list; in the US: spacecraft, firearms and others",
    "6": "US: munitions of the 600 series",
    "9": "US alone: anti-terrorism, crime control and others",
}
"""By the third figure of a number. Category 0 is the nuclear suppliers' own list, whatever the
figure says."""

EAR99 = "EAR99"
_EXPECTED = "a number such as 3A001 or 3A001.a.7.b, EAR99, or ML and a number"
_ENTRY = re.compile(r"(\d)([A-E])(\d{3})")
# Behind the entry: "a7b", ".a.7.b", " (a)(7)"; two letters or two figures need a dot between.
_TAIL = (
    r"((?:[.\s()-]{1,3}(?:[A-Z]|[1-9]\d{0,2})(?![A-Z])|(?<=\d)[A-Z](?![A-Z])|"
    r"(?<=[A-Z])[1-9]\d{0,2})*)[.\s)]*"
)
_WHOLE = re.compile(rf"(\d)[\s-]?([A-E])[\s-]?(\d{{3}}){_TAIL}")
_PART = re.compile(r"[A-Z]|\d+")
_MUNITIONS = re.compile(rf"ML[\s.-]?(\d{{1,2}}){_TAIL}")
_LAST_MUNITIONS = 22
_LABEL = re.compile(r"^(?:(?:ECCN|US|EU|ANNEX\s+I|DUAL[ -]?USE|NO|NR)\b\W*)+")
_NONE = re.compile(r"(?:NONE|N/?A|NLR|NO|NIL|-|–|—|GEEN|KEINE|AUCUN)\W*")
_SPREADSHEET = re.compile(r"(\d)(?:[.,]0+)?E\+(\d{1,3})")
# Letters of other scripts, and figures, that a hurried hand takes for others.
_SCRIPTS = str.maketrans("АВСЕДОЗІ", "ABCEDO3I")
_FIGURES = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class ControlNumber:
    """A number that could be read.

    `entry` is "3A001", "EAR99" or "ML4"; `paragraph` its further parts, in small letters.
    `category`, `group` and `number` are None for what has none. `regime` is the regime from
    whose list the number comes, by the range of its number.

    >>> str(parse_control("3a001a7")), str(parse_control("ECCN 5A992.c"))
    ('3A001.a.7', '5A992.c')
    """

    written: str
    entry: str
    paragraph: tuple[str, ...] = ()
    category: str | None = None
    group: str | None = None
    number: str | None = None
    regime: str | None = None

    def __str__(self) -> str:
        return ".".join((self.entry, *self.paragraph))

    @property
    def of_us_range(self) -> bool:
        """Whether its range is one that the United States number alone ("5A992").

        A range is no proof: what the EU's annex holds, its edition says. The 500 series is not
        among them, since annexes from November 2025 may use it.
        """
        return self.entry == EAR99 or (self.number or "")[:1] in {"6", "9"}

    @property
    def dual_use(self) -> bool:
        """Whether it is a number of a dual-use list: not EAR99, and not munitions."""
        return self.category is not None


@dataclass(frozen=True, slots=True)
class ControlTrouble:
    """A number that could not be read as it stands.

    `where` is how many characters in the trouble starts. `maybe` are numbers that it may have
    been; they are offered to whoever can ask, and nothing takes them by itself. `denied` says
    that the text claims to have no number ("none").
    """

    written: str
    where: int
    found: str
    expected: str = _EXPECTED
    maybe: tuple[str, ...] = ()
    denied: bool = False

    @property
    def says(self) -> str:
        """The trouble in words, with what it may have been."""
        meant = f"; did you mean {' or '.join(self.maybe)}?" if self.maybe else ""
        return f"{self.found} at character {self.where + 1}; expected {self.expected}{meant}"


def parse_control(text: str) -> ControlNumber | ControlTrouble:
    """Read a number of Annex I or of the Commerce Control List, EAR99, or a munitions number.

    Case, dots, blanks and dashes between its parts mean nothing. Letters of another script, a
    spreadsheet's "3.00E+01" and several numbers in one place come back as trouble.

    >>> read = parse_control("3A001.a.7.b")
    >>> read.category, read.group, read.number, read.paragraph
    ('3', 'A', '001', ('a', '7', 'b'))
    >>> parse_control("3АOO1").maybe
    ('3A001',)
    """
    western = "".join(str(unicodedata.decimal(c, c)) for c in text)
    plain = unicodedata.normalize("NFKC", western).strip().upper()
    bare = _LABEL.sub("", plain).lstrip()
    if re.fullmatch(r"EAR[\s-]?99\W*", bare):
        return ControlNumber(text, EAR99)
    if found := _MUNITIONS.fullmatch(bare):
        if 1 <= int(found[1]) <= _LAST_MUNITIONS:
            return ControlNumber(text, f"ML{int(found[1])}", _parts(found[2]))
        return ControlTrouble(text, 2, f"number {found[1]}", "a munitions number, ML1 to ML22")
    if found := _WHOLE.fullmatch(bare):
        return _number(text, found[1] + found[2] + found[3], _parts(found[4]))
    return _trouble(text, plain, bare)


def entry_of(text: str) -> str | None:
    """The entry of a number, "3A001" of "3A001.a.7"; None where it cannot be read."""
    read = parse_control(text)
    return read.entry if isinstance(read, ControlNumber) else None


def _number(text: str, entry: str, paragraph: tuple[str, ...]) -> ControlNumber:
    category, group, number = entry[0], entry[1], entry[2:]
    regime = REGIMES.get(number[0])
    if category == "0" and number[0] in "0123":
        regime = REGIMES["2"]
    return ControlNumber(text, entry, paragraph, category, group, number, regime)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _PART.findall(text))


def _trouble(text: str, plain: str, bare: str) -> ControlTrouble:
    start = max(plain.find(bare), 0)
    if not bare:
        return ControlTrouble(text, 0, "nothing")
    if _NONE.fullmatch(bare):
        return ControlTrouble(text, 0, "no number, in words", denied=True)
    if ruined := _SPREADSHEET.fullmatch(bare):
        maybe = (f"{ruined[1]}E{int(ruined[2]):03}",) if ruined[1] != "0" else ()
        return ControlTrouble(text, start, "a spreadsheet's short form", "text", maybe)
    return _holding(text, plain, start=start) or _unlike(text, plain, bare=bare)


def _holding(text: str, plain: str, *, start: int) -> ControlTrouble | None:
    """An entry stands there, and more that does not fit; or several do."""
    held = tuple(dict.fromkeys(match[0] for match in _ENTRY.finditer(plain)))
    if not held:
        return None
    if len(held) > 1:
        return ControlTrouble(text, start, f"{len(held)} numbers", "one number", held[:9])
    at = plain.find(held[0]) + len(held[0])
    at = at if plain[at:] else start
    return ControlTrouble(text, at, f"{plain[at : at + 10]!r}", _EXPECTED, held)


def _unlike(text: str, plain: str, *, bare: str) -> ControlTrouble:
    """Not one number in it as written; what it looks like is offered."""
    alike = bare.translate(_SCRIPTS)
    where = next((at for at, char in enumerate(plain) if not char.isascii()), 0)
    for start in range(min(len(alike), 40)):
        five = alike[start : start + 5]
        meant = five[:1].translate(_FIGURES) + five[1:2] + five[2:].translate(_FIGURES)
        if _ENTRY.fullmatch(meant):
            mixed = "letters of two scripts" if alike != bare else "letters for figures"
            return ControlTrouble(text, where, mixed, _EXPECTED, (meant,))
    shown = f"{bare[:20]!r}"
    if re.match(r"\d[A-E]\d{1,2}(?!\d)", bare):
        return ControlTrouble(text, where, f"{shown}, too few figures", "three figures")
    return ControlTrouble(text, where, shown)
