"""Who owns somebody, by files, upwards from him: as lines to be read, and what is not known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from enduse.desk.holdings import Holdings, read_files
from enduse.desk.holdings_find import Directory
from enduse.desk.holdings_hang import hang
from enduse.desk.holdings_join import Node
from enduse.desk.holdings_keys import contradict, name_key
from enduse.errors import OrderError
from enduse.model.holding import in_words
from enduse.model.issue import Issue
from enduse.model.order import SCHEMES, Owner, Party
from enduse.places import Places

_LIKE = 5
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Row:
    """One owner, or the company itself at depth 0. `open` is what nobody is named for, at most.

    `again` says that his owners are shown at an earlier row.
    """

    depth: int
    who: str
    stake: str = ""
    source: str = ""
    open: float | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The rows upwards, the files they come from, and what of these could not be used."""

    rows: tuple[Row, ...]
    files: tuple[str, ...]
    issues: tuple[Issue, ...]


def owners_of(files: Sequence[tuple[str, bytes]], asked: str, *, as_of: date) -> Chain:
    """The owners of one company, `asked` being its name or a number as "scheme=value".

    Raises:
        OrderError: a file cannot be read, or nobody in them is it, or several are.
    """
    places = Places.load()
    read = read_files(files, places)
    holdings = Holdings.of(read, as_of)
    at = _find(asked, holdings)
    node = holdings.graph.joined.nodes[at]
    known = Party("other", node.name or asked, node.kind, node.country, ids=node.ids)
    hung = hang(holdings.graph, known, at)
    issues = holdings.about(hung, where=node.called)
    top = Row(0, _called(node), open=_open(hung.owners))
    rows = (top, *_rows(hung.owners, {top.who}, depth=1))
    told = tuple(
        f"{each.name}: {each.form}, {len(each.entities):,} entities, "
        f"{len(each.holdings):,} holdings"
        for each in read
    )
    return Chain(rows, told, tuple(issues))


def _find(asked: str, holdings: Holdings) -> int:
    """The node that somebody asks for. A number counts here in whichever country it is of."""
    directory = holdings.graph.directory
    scheme, equals, value = (part.strip() for part in asked.partition("="))
    if not equals or not (scheme.lower() in SCHEMES or "-" in scheme):
        party = Party("other", asked)
        found = holdings.find(party)
        if found.node is None:
            raise OrderError(asked, *_not_found(found.says, party, directory))
        return found.node
    number = ((scheme.lower(), value),)
    like = [
        at
        for at, node in enumerate(directory.nodes)
        if any(each == number[0][0] for each, _ in node.ids)
        and not contradict(number, node.ids)
    ]
    if len(like) != 1:
        names = " or ".join(_called(directory.nodes[at]) for at in like[:_LIKE])
        says = f"may be {names}" if like else "is nobody's number in these files"
        raise OrderError(asked, says, "a number that one of them has")
    return like[0]


def _not_found(
    says: Sequence[tuple[str, str]], party: Party, directory: Directory
) -> tuple[str, str]:
    if says:
        return says[0][0], "a number as scheme=value, such as lei=…"
    key = name_key(party.name or "") or ""
    words = {word for word in key.split() if word[0] != "("}
    like = [name for name, nodes in directory.names.items() if words & set(name.split())]
    like.sort(key=lambda name: (-len(words & set(name.split())), len(name)))
    names = [repr(directory.nodes[min(directory.names[each])].name) for each in like[:_LIKE]]
    near = f"; near it are {', '.join(names)}" if names else ""
    return "is nobody in these files", f"a name as it stands there, or scheme=value{near}"


def _rows(owners: Sequence[Owner], seen: set[str], *, depth: int) -> Iterator[Row]:
    for each in owners:
        who = _called(each)
        again = bool(each.name) and not each.owners and who in seen
        if each.owners:
            seen.add(who)
        control = f"control: {each.control}" if each.control else ""
        stake = "; ".join(filter(None, (in_words(each.share), control)))
        open_ = _open(each.owners) if each.owners else None
        yield Row(depth, who, stake, each.source or "", open_, again=again)
        yield from _rows(each.owners, seen, depth=depth + 1)


def _called(who: Owner | Node) -> str:
    decides = {value for scheme, value in who.ids if scheme in SCHEMES}
    ids = [f"{scheme} {value}" for scheme, value in who.ids
           if scheme in SCHEMES or value not in decides]  # fmt: skip
    born = f"born {who.birth_date.text}" if who.birth_date else ""
    kind = who.kind.replace("_", " ") if who.kind in {"person", "public_body"} else ""
    more = ", ".join(filter(None, (kind, who.country, born, *ids)))
    name = who.name or ("name not known" if who.ids else "somebody who is not named")
    return f"{name} ({more})" if more else name


def _open(owners: Sequence[Owner]) -> float:
    """What is not surely held by those who are named, in per cent."""
    sure = sum(each.share[0] for each in owners if each.share)
    return max(0.0, _WHOLE - sure)
