"""What a made document says: written down while it is laid out, so that truth is what is printed."""

import re
import subprocess
import tempfile
import tomllib
import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from papers.make.deal import TONGUES, Company, Deal, Item

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_SIGNS = {"en": ",.", "de": ".,", "fr": "\u00a0,", "ch": "'.", "plain": " .", "bare": " ,"}


@cache
def labels(part: str, tongue: str) -> dict[str, str]:
    """The labels of `dev` or `held` in one language."""
    rows = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))[part]
    return {key: row[TONGUES.index(tongue)] for key, row in rows.items()}


class Said:
    """The truth of one document, and the ways it writes numbers and dates.

    `numbers` is a style of thousands and decimals (en, de, fr, ch, plain, bare), `days` one of
    dates (long, dots, slashes, iso, short, us).
    """

    def __init__(
        self, deal: Deal, part: str, sort: str, *, numbers: str = "", days: str = "dots"
    ) -> None:
        self.deal, self.part, self.tongue = deal, part, deal.tongue
        self.numbers, self.days = numbers or deal.tongue.replace("nl", "de"), days
        self.words = labels(part, deal.tongue)
        self.truth: dict[str, Any] = {
            "sort": sort, "language": deal.tongue, "own": None, "refs": [], "date": None,
            "parties": [], "lines": [], "facts": {}, "end_use": None, "payment_terms": None,
            "clauses": [], "optional": [],
        }  # fmt: skip

    def num(self, value: Decimal | int, places: int | None = 2) -> str:
        """A number as this document writes it."""
        made = f"{value:,}" if places is None else f"{value:,.{places}f}"
        many, point = tuple(_SIGNS[self.numbers])
        many = "" if self.numbers in {"plain", "bare"} else many
        return made.replace(",", "\0").replace(".", point).replace("\0", many)

    def day(self, day: date) -> str:
        """A day as this document writes it."""
        month = MONTHS[self.tongue].split()[day.month - 1]
        return {
            "dots": f"{day:%d.%m.%Y}", "slashes": f"{day:%d/%m/%Y}", "iso": day.isoformat(),
            "dashes": f"{day:%d-%m-%Y}", "us": f"{month[:3]} {day.day}, {day.year}",
            "long": f"{day.day}{'.' if self.tongue == 'de' else ''} {month} {day.year}",
            "short": f"{day:%d-%b-%Y}".upper(), "two": f"{day:%d.%m.%y}",
        }[self.days]  # fmt: skip

    def own(self, kind: str, number: str) -> str:
        """Its own number."""
        self.truth["own"] = {"kind": kind, "number": number}
        return number

    def ref(self, kind: str, number: str) -> str:
        """Another document's number."""
        self.truth["refs"].append({"kind": kind, "number": number})
        return number

    def dated(self, day: date) -> str:
        """The document's own date."""
        self.truth["date"] = day.isoformat()
        return self.day(day)

    def fact(self, name: str, value: str, shown: str = "") -> str:
        """A fact by the name that model/document.py gives it."""
        self.truth["facts"][name] = value
        # A ship may be named as a party too, and a container's number is one that papers share.
        if name == "vessel":
            self.optional("parties/vessel")
        if name == "container":
            self.optional(f"refs/{value.casefold()}")
        return shown or value

    def when(self, name: str, day: date) -> str:
        """A date that is a fact."""
        return self.fact(name, day.isoformat(), self.day(day))

    def weight(self, name: str, value: Decimal) -> str:
        """A weight in kilograms."""
        return self.fact(name, str(value.normalize() + 0), f"{self.num(value, 1)} kg")

    def terms(self) -> str:
        """The Incoterm with its place."""
        self.fact("incoterm", self.deal.incoterm)
        self.fact("incoterm_place", self.deal.incoterm_place)
        return f"{self.deal.incoterm} {self.deal.incoterm_place}"

    def pay(self) -> str:
        """The payment terms."""
        text = self.words["net_days"].format(self.deal.terms_days)
        self.truth["payment_terms"] = text
        return text

    def clause(self) -> str:
        """The clause against re-export to Russia."""
        self.truth["clauses"].append("no_reexport_to_russia")
        return self.words["clause"]

    def use(self, text: str) -> str:
        """What the goods are for."""
        self.truth["end_use"] = text
        return text

    def party(self, role: str, firm: Company, *ids: str, where: bool = True) -> Company:
        """A party in its role; `ids` are the schemes printed, `where` whether the address is."""
        made: dict[str, Any] = {"role": role, "name": firm.name}
        if where:
            made["address"] = ", ".join(filter(None, (firm.street, firm.place)))
            made["country"] = firm.country
        shown = {"vat": firm.vat, "registration": firm.registration, "swift": firm.registration}
        if found := {scheme: shown[scheme] for scheme in ids if shown[scheme]}:
            made["ids"] = found
        self.truth["parties"].append(made)
        return firm

    def optional(self, *paths: str) -> None:
        """Fields that a reader may give or leave out: a person could say either."""
        self.truth["optional"].extend(paths)

    def goods(self, item: Item, *shown: str, **other: str) -> None:
        """A line of goods, of which the document shows the fields named."""
        whole = {
            "description": item.what, "hs": item.hs, "part_number": item.part,
            "quantity": str(item.quantity), "unit": self.words[item.unit],
            "value": str(item.value), "currency": self.deal.currency, "origin": item.origin,
        }  # fmt: skip
        self.truth["lines"].append({key: whole[key] for key in shown} | other)


def folded(text: str) -> str:
    """Letters and digits alone, small."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text).casefold())


def pages_of(data: bytes) -> list[str]:
    """The text of a PDF's pages, by poppler: a reader that is none of ours."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = ["pdftotext", "-layout", file.name, "-"]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return out.removesuffix("\f").split("\f")


def paged(truth: dict[str, Any], data: bytes) -> list[str]:
    """Add the page of each party, line and number; returns what stands on no page."""
    pages = [folded(page) for page in pages_of(data)]
    raw = [page.split() for page in pages_of(data)]
    lost = []
    own = [truth["own"]] if truth["own"] else []
    for each in (*truth["parties"], *truth["lines"], *own):
        said = str(each.get("name") or each.get("description") or each.get("number"))
        fold = folded(said)
        words = {folded(word) for word in said.split()} - {""}
        for number, page in enumerate(pages, 1):
            if fold in page or words <= {folded(word) for word in raw[number - 1]}:
                each["page"] = number
                break
        else:
            # A word broken over two lines of a narrow cell; where there is one page, it is that.
            if len(pages) == 1:
                each["page"] = 1
            lost.append(said)
    return lost
