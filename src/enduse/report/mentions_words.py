"""What a text names, in words: grouped by what is named, with its places and claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enduse.model.mention import Claim, Meant, Mention, Named, Spot, Sureness
from enduse.model.reading import Against, TextRead

STEPS: dict[Sureness, int] = {"certain": 0, "likely": 1, "possible": 2}
TITLES: dict[Named, str] = {
    "party": "Listed parties",
    "weapon": "Weapons",
    "part": "Part numbers",
    "code": "Codes",
    "goods": "Goods",
    "place": "Places",
}
"""The sorts of what is named, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that may mean the same, the surest first; `meant` as the likeliest says."""

    mentions: tuple[Mention, ...]

    @property
    def sure(self) -> Sureness:
        """How sure the surest of them is."""
        return self.mentions[0].sure

    @property
    def meant(self) -> tuple[Meant, ...]:
        """What they may mean."""
        return self.mentions[0].meant

    @property
    def written(self) -> tuple[str, ...]:
        """Each way in which it is written there."""
        return tuple(dict.fromkeys(" ".join(each.text.split()) for each in self.mentions))


def groups(read: TextRead, named: Named, *, every: bool) -> list[Group]:
    """What a text names of one sort, each thing once, the surest and most named first.

    Without `every`, only what is more than possible.
    """
    found: dict[tuple[Meant, ...], list[Mention]] = {}
    for each in read.mentions:
        if each.named == named and (every or each.sure != "possible"):
            found.setdefault(_key(each), []).append(each)
    made = [Group(tuple(sorted(m, key=lambda x: STEPS[x.sure]))) for m in found.values()]
    return sorted(made, key=lambda g: (STEPS[g.sure], -len(g.mentions)))


def _key(mention: Mention) -> tuple[Meant, ...]:
    """By the entries, whichever of their names was met."""
    bare = [Meant(each.source, each.entry, "") for each in mention.meant]
    return tuple(sorted(bare, key=lambda m: (m.source, m.entry)))


def left_out(read: TextRead) -> str:
    """How many mentions are only possible, by sort; empty where there are none."""
    counts = {
        title: sum(m.named == named and m.sure == "possible" for m in read.mentions)
        for named, title in TITLES.items()
    }
    told = ", ".join(f"{count} {title.lower()}" for title, count in counts.items() if count)
    return f"Only possible, and not shown without --all: {told}." if told else ""


def place(spot: Spot, sheets: Sequence[str] = ()) -> str:
    """Where it stands, in words. `sheets` are the titles of the pages that are sheets.

    >>> place(Spot(2, 14, 0, 3)), place(Spot(0, 5, 0, 3)), place(Spot(1, 7, 0, 3), ["Parts"])
    ('page 2 line 14', 'line 5', 'sheet Parts row 7')
    """
    if sheets:
        return f"sheet {sheets[spot.page - 1]} row {spot.line}"
    return f"page {spot.page} line {spot.line}" if spot.page else f"line {spot.line}"


def claimed(claims: Sequence[Claim]) -> str:
    """How the text puts it; empty where it says so itself.

    >>> claimed([Claim("attributed", "according to", "the army"), Claim("hedged", "likely")])
    'according to: the army; not certain: "likely"'
    """
    return "; ".join(map(_claim, claims))


def _claim(claim: Claim) -> str:
    whose = f" ({claim.who})" if claim.who else ""
    if claim.stance == "attributed":
        return f"{claim.words}: {claim.who or 'somebody not named'}"
    if claim.stance == "hedged":
        return f'not certain: "{claim.words}"{whose}'
    if claim.stance == "denied":
        return f'denied: "{claim.words}"{whose}'
    return "asked, not said" if claim.stance == "asked" else "said"


def size(read: TextRead) -> str:
    """How much was read, in words."""
    what = "sheet" if read.sheets else "page"
    pages = f"{read.pages:,} {what}{'' if read.pages == 1 else 's'}, " if read.pages else ""
    return f"{read.what}, {pages}{read.words:,} {'word' if read.words == 1 else 'words'}"


def against_words(against: Against) -> Iterator[str]:
    """What it was read against, a line each."""
    for each in against.editions:
        days = "day" if each.age_days == 1 else "days"
        age = f", {each.age_days} {days} old" if each.age_days else ""
        yield f"{each.list_id} of {each.published}: {each.entries:,} entries{age}"
    if against.weapons:
        yield f"components recovered from weapons: {against.weapons}"


def nothing(reads: Sequence[TextRead], against: Against) -> str:
    """The last line: how many listed parties are named, and that silence is no clearance."""
    named = {
        m.meant[0] for read in reads for m in read.mentions
        if m.named == "party" and m.sure != "possible" and m.meant
    }  # fmt: skip
    lost = sum(each.lost for read in reads for each in read.unread)
    parts = [f"{len(named)} listed {'party' if len(named) == 1 else 'parties'} named"]
    if lost:
        parts.append(f"{lost} {'thing' if lost == 1 else 'things'} not read")
    if against.short:
        parts.append("a list was not read as it must be")
    tail = "" if named else " What is not named here may still be listed under another name."
    return f"{', '.join(parts)}.{tail}"
