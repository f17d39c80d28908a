"""Names near to listed ones that mean somebody else: hard negatives, by seed.

Every one is held against all listed names: what equals a listed name, in any order of its
words, or is a part of one, is no negative and is left out (`Known.holds`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from random import Random

from asked import Listed, Question, Set, natural, plain
from edits import FORM_WORDS

SONS = frozenset({"bin", "ibn", "ben", "bint", "ould", "wuld", "uld"})
PLACES = (
    "Sweden", "Finland", "Iran", "Syria", "Cuba", "Russia", "Germany", "Panama", "Lebanon",
    "Turkey", "China", "Singapore", "Malaysia", "Colombia", "Mexico", "Myanmar", "Sudan",
    "Iraq", "Dubai", "London", "Moscow", "Beijing", "Shanghai", "Hong Kong", "Tehran",
    "Minsk", "Belarus", "Cyprus", "Tajikistan", "Switzerland", "Pakistan", "Thailand",
    "Kuwait", "Bahrain", "Damascus", "Istanbul", "Ukraine", "Crimea", "Venezuela", "Yemen",
)  # fmt: skip
COMMON = 25
"""A word of companies that as many listed names have is a common one."""

Words = list[str]


class Known:
    """Every listed name by its words, to tell a negative from a name in other words."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self._having: dict[str, set[int]] = defaultdict(set)
        self._written = {natural(text, kind).casefold() for _, text, kind in listed}
        for number, (_, text, _) in enumerate(listed):
            for word in plain(text).split():
                self._having[word].add(number)

    def written(self, text: str) -> bool:
        """Whether a listed name is this one, word for word."""
        return text.casefold() in self._written

    def holds(self, text: str) -> bool:
        """Whether some listed name has all words of this one, in any order.

        >>> known = Known([(1, "LAVROV, Sergey Viktorovich", "person")])
        >>> known.holds("Sergey Lavrov"), known.holds("Sergey Petrov")
        (True, False)
        """
        found = [self._having.get(word, set()) for word in set(plain(text).split())]
        return not found or bool(set.intersection(*sorted(found, key=len)))


class Maker:
    """Makes negatives of each kind from listed names."""

    def __init__(self, listed: Sequence[Listed], rng: Random) -> None:
        self.rng = rng
        self.people = [
            natural(t, k).split() for _, t, k in listed if k == "person" and "," in t
        ]
        self.companies = [text.split() for _, text, kind in listed if kind == "company"]
        self.all = [(natural(text, kind).split(), kind) for _, text, kind in listed]
        having = {(row, _bare(word)) for row, text, kind in listed if kind == "company"
                  for word in text.split()}  # fmt: skip
        counts = Counter(word for _, word in having)
        self.common = sorted(word for word in counts if counts[word] >= COMMON and _own(word))

    def family(self) -> tuple[str, str] | None:
        """A long name of a person, its family name another's."""
        words, other = self.rng.choice(self.people), self.rng.choice(self.people)
        long = len(words) >= 4 and words[-1] != other[-1]
        return (" ".join([*words[:-1], other[-1]]), "person") if long else None

    def crossed(self) -> tuple[str, str] | None:
        """The given name of one and the family name of another."""
        one, other = self.rng.choice(self.people), self.rng.choice(self.people)
        return " ".join([one[0], other[-1]]), "person"

    def patronymic(self) -> tuple[str, str] | None:
        """The son for the father: "Y bin X" of a listed "X bin Y"."""
        words = self.rng.choice(self.people)
        marks = [n for n, word in enumerate(words[1:-1], 1) if word.lower() in SONS]
        if not marks:
            return None
        at = self.rng.choice(marks)
        return " ".join([*words[: at - 1], words[at + 1], words[at], words[at - 1],
                         *words[at + 2 :]]), "person"  # fmt: skip

    def place(self) -> tuple[str, str] | None:
        """Another place in a company's name, in brackets or not."""
        text = " ".join(self.rng.choice(self.companies))
        found = [p for p in PLACES if re.search(rf"\b{p}\b", text, re.IGNORECASE)]
        if not found:
            return None
        new = self.rng.choice([p for p in PLACES if p not in found])
        new = new.upper() if text.isupper() else new
        return re.sub(rf"\b{found[0]}\b", new, text, flags=re.IGNORECASE), "company"

    def number(self) -> tuple[str, str] | None:
        """Another number, in figures or Roman ones at the end."""
        words, kind = self.rng.choice(self.all)
        text = " ".join(words) if kind != "person" else ""
        found = list(re.finditer(r"\d+", text))
        if found:
            one = self.rng.choice(found)
            new = int(one.group()) + self.rng.choice([1, 2, 3, 7, 10])
            return f"{text[: one.start()]}{new}{text[one.end() :]}", kind
        roman = re.search(r"(?<= )(II|III|IV)$", text)
        return (text[: roman.start()] + "VII", kind) if roman and len(words) > 1 else None

    def common_word(self) -> tuple[str, str] | None:
        """A common word of a company put for another: "BAE Industries" of "BAE Systems"."""
        return self._word(common=True)

    def own_word(self) -> tuple[str, str] | None:
        """The word that tells a company from others put for a common one."""
        return self._word(common=False)

    def _word(self, *, common: bool) -> tuple[str, str] | None:
        words = list(self.rng.choice(self.companies))
        places = [n for n, word in enumerate(words)
                  if _own(_bare(word)) and (_bare(word) in self.common) == common]  # fmt: skip
        if len(words) < 3 or not places:
            return None
        words[self.rng.choice(places)] = self.rng.choice(self.common)
        return " ".join(words), "company"


def negatives(listed: Sequence[Listed], count: int, rng: Random) -> Set:
    """About `count` negatives, as many of each kind; fewer where the lists have few."""
    known, make = Known(listed), Maker(listed, rng)
    kinds: dict[str, Callable[[], tuple[str, str] | None]] = {
        "family swapped": make.family, "crossed": make.crossed,
        "patronymic": make.patronymic, "place": make.place, "number": make.number,
        "common word": make.common_word, "own word": make.own_word,
    }  # fmt: skip
    questions: list[Question] = []
    tags: list[str] = []
    for tag, one in kinds.items():
        found: dict[str, str] = {}
        # Father and son have the same words: there the order is what tells them apart.
        listed_so = known.written if tag == "patronymic" else known.holds
        for _ in range(400 * count // len(kinds)):
            made = one()
            if made and made[0] not in found and not listed_so(made[0]):
                found[made[0]] = made[1]
            if len(found) >= count // len(kinds):
                break
        questions += [(-1, text, kind) for text, kind in found.items()]
        tags += [tag] * len(found)
    return Set("hard", questions, tags)


def _bare(word: str) -> str:
    return word.upper().strip(".,()\"'")


def _own(word: str) -> bool:
    """Whether a word is long enough to mean something, and of no legal form."""
    return len(word) > 4 and word.isalpha() and word not in FORM_WORDS
