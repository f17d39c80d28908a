"""Columns that claim a field: whose it is where no heading says, and one of several."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from enduse.intake.headings import fold, known
from enduse.intake.orders.look import ALL, MOST, Look, fits, sort_of
from enduse.intake.orders.mapping import is_field, letters
from enduse.intake.orders.titles import BARE, KNOWN

JOINED = frozenset({"description", "notes", "end_use"})
"""Fields of which several columns are read together."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, what its heading claims, and why; `sure` is "sure", "likely" or "perhaps"."""

    at: int
    title: str
    field: str
    look: Look
    why: str = "heading"
    sure: str = "sure"
    of_line: bool = False

    @property
    def said(self) -> str:
        """The column in words: "'Land' (C)"."""
        return f"{self.title[:60]!r} ({letters(self.at)})" if self.title else letters(self.at)


def placed(columns: Sequence[Column]) -> list[Column]:
    """Headings such as "Land" go to the party whose heading stands to their left."""
    has_function = any(each.field == "function" for each in columns)
    exported = any(each.of_line or fold(each.title) == "partnerid" for each in columns)
    named = [each.field.partition(".")[0] for each in columns if _is_party(each.field)]
    taken = {each.field for each in columns}
    found: list[Column] = []
    last = ""
    for each in columns:
        role, _, attribute = each.field.partition(".")
        if exported and each.field in {"consignee.address", "bill_to.address"}:
            # Odoo's "Delivery Address" is a contact, shown by its name.
            why = "Odoo's address is a contact, shown by its name"
            each = replace(each, field=f"{role}.name", why=why, sure="likely")  # noqa: PLW2901
        if role != BARE:
            last = role if _is_party(each.field) else last
            if has_function and each.field in {"buyer.name", "buyer.customer_no"}:
                # KUNNR beside PARVW is the number of whoever has that function.
                each = replace(each, field="partner.customer_no")  # noqa: PLW2901
            found.append(each)
            continue
        if exported and fold(each.title) == "name" and "number" not in taken:
            made = replace(each, field="number", why="Odoo's name of an order", sure="likely")
        else:
            made = _to_party(each, attribute, has_function=has_function, last=last, named=named)
        if made.field in taken and _is_party(made.field):
            made = replace(made, field="", why=f"{made.field} has a column already")
        taken.add(made.field)
        found.append(made)
    return found


def _to_party(
    column: Column, attribute: str, *, has_function: bool, last: str, named: Sequence[str]
) -> Column:
    if has_function:
        return replace(column, field=f"partner.{attribute}", why="of the partner function")
    if last:
        why = f"stands behind the {last.replace('_', ' ')}"
        return replace(column, field=f"{last}.{attribute}", why=why, sure="likely")
    if named:
        why = f"stands before the {named[0].replace('_', ' ')}"
        return replace(column, field=f"{named[0]}.{attribute}", why=why, sure="perhaps")
    why = "no heading names a party, so it is taken as the buyer's"
    return replace(column, field=f"buyer.{attribute}", why=why, sure="perhaps")


def _is_party(field: str) -> bool:
    role, sign, _ = field.partition(".")
    return bool(sign) and role != BARE


def checked(columns: Iterable[Column], questions: list[str]) -> list[Column]:
    """Headings held against their contents: one that these contradict is a question."""
    found = []
    for each in columns:
        if not each.field or each.field == KNOWN or fits(each.field, each.look):
            found.append(each)
        elif each.field.endswith(".name"):
            why = "holds numbers only: somebody's number, not a name"
            role = each.field.partition(".")[0]
            found.append(replace(each, field=f"{role}.customer_no", why=why))
        else:
            sort = sort_of(each.field)
            some = ", ".join(repr(text[:40]) for text in each.look.some)
            questions.append(
                f"column {each.said} is called as {each.field}, and fewer than "
                f"{MOST:.0%} of its cells read as {sort} (it holds {some}): what is it?"
            )
            found.append(replace(each, field="", why="its contents are not what it is called"))
    return found


def chosen(columns: Sequence[Column], questions: list[str]) -> dict[str, list[Column]]:
    """The columns of each field: one, or those that are joined. Two are a question."""
    by_field: dict[str, list[Column]] = {}
    for each in columns:
        if each.field and each.field != KNOWN:
            by_field.setdefault(each.field, []).append(each)
    found: dict[str, list[Column]] = {}
    for field, some in by_field.items():
        if not is_field(field):
            continue
        filled = [each for each in some if each.look.filled] or some[:1]
        alike = {each.look.same: each for each in reversed(filled)}
        if len(filled) == 1 or field in JOINED or field.endswith(".street"):
            found[field] = filled
        elif len(alike) == 1:
            found[field] = filled[:1]
        elif field == "part_number":
            found[field] = [min(filled, key=_rank)]
        else:
            names = " and ".join(each.said for each in filled)
            questions.append(f"columns {names} both claim {field}: which of them is it?")
    return found


def _rank(column: Column) -> int:
    names = list(known("items"))
    return names.index(fold(column.title)) if fold(column.title) in names else len(names)


def riddles(
    found: Mapping[str, Sequence[Column]], columns: Sequence[Column], questions: list[str]
) -> None:
    """Columns of unknown headings that would change an answer: whose countries, which codes."""
    asked = "hs" in found or any(each.field == "hs" for each in columns)
    read = {each.at for some in found.values() for each in some}
    for each in columns:
        if each.at in read or each.field or each.why != "heading":
            continue
        some = ", ".join(repr(text[:20]) for text in each.look.some)
        if each.look.codes >= ALL and not asked:
            questions.append(f"are the cells of {each.said} HS codes (such as {some})? {_SAY}")
        if each.look.countries >= ALL and _COUNTRY.search(fold(each.title)):
            questions.append(f"whose countries stand in {each.said} ({some})? {_SAY}")


_SAY = "Say so in a mapping, or leave the column out of it"
_COUNTRY = re.compile(r"land|country|pays|ctry|dest|best")
_SPARE = (
    ("total", ("value", "price"), "value", "no other column has a value"),
    ("article", ("part_number",), "part_number", "no column has a maker's part number"),
    ("other_number", ("number",), "number", "no column has a number of the order itself"),
    ("other_date", ("date",), "date", "no column has a date of the order itself"),
)


def fallen_back(found: dict[str, list[Column]], columns: Sequence[Column]) -> None:
    """Fields that another column can stand for, where it is the only one of its kind."""
    for spare, instead_of, field, why in _SPARE:
        some = [each for each in columns if each.field == spare and each.look.filled]
        claimed = any(each.field in instead_of for each in columns)
        if len(some) == 1 and not claimed:
            found[field] = [replace(some[0], why=why, sure="likely")]


def worded(found: dict[str, list[Column]], columns: Sequence[Column]) -> None:
    """A column of articles that holds words describes the goods, where no other does."""
    some = [each for each in columns if each.field == "article" and each.look.texts >= MOST]
    described = any(each.field == "description" for each in columns)
    if len(some) != 1 or described:
        return
    found["description"] = [
        replace(some[0], why="holds words, and nothing else describes the goods", sure="likely")
    ]
    if [each.at for each in found.get("part_number", ())] == [some[0].at]:
        del found["part_number"]


def by_contents(found: dict[str, list[Column]], columns: Sequence[Column]) -> None:
    """Fields that no heading names, where the cells of one column alone can be nothing else."""
    unknown = [each for each in columns if not each.field and each.why == "heading"]
    codes = [each for each in unknown if each.look.dotted >= ALL]
    days = [each for each in unknown if each.look.days >= ALL and each.look.digits < ALL]
    for field, some in (("hs", codes), ("date", days)):
        if field not in found and len(some) == 1:
            why = f"by its contents alone: {some[0].look.some[0]!r}"
            found[field] = [replace(some[0], field=field, why=why, sure="perhaps")]
