"""The front door: published bytes of a list in, a reading out.

Which format a file is of is decided on its content, never on its name: publishers change
both the names and what stands behind them. A list that is not in the catalogue is the
user's own: FollowTheMoney data, or a private list in our columns.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from enduse.errors import ListError
from enduse.lists import (
    bis_dpl,
    csl_compact,
    csl_csv,
    csl_json,
    dfat_xlsx,
    eu_833,
    eu_fsf_csv,
    eu_fsf_xml,
    ftm,
    meti,
    nl_ods,
    ofac_advanced,
    ofac_cons_csv,
    ofac_csv,
    ofac_xml,
    ofsi,
    private,
    raw,
    seco_xml,
    sema_xml,
    starter,
    uk_csv,
    uk_ods,
    uk_xml,
    un_xml,
)
from enduse.lists.catalogue import info, known, refuse_id
from enduse.model.listing import Reading

Parts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which a list is published: how to know it, and how to read it."""

    looks_like: Callable[[Parts], bool]
    read: Callable[[str, Parts], Reading]


def _one(read: Callable[[bytes], Reading]) -> Callable[[str, Parts], Reading]:
    """A reader of one file, as a reader of the files of a list."""

    def whole(list_id: str, parts: Parts) -> Reading:
        if len(parts) != 1:
            raise ListError(list_id, f"was given {len(parts)} files", "one file")
        return read(next(iter(parts.values())))

    return whole


def _always(_: Parts) -> bool:
    """The last format of a list: whatever the others did not take, with its own words."""
    return True


_OFAC = (
    Format(ofac_xml.looks_like, ofac_xml.read),
    Format(ofac_advanced.looks_like, ofac_advanced.read),
)
FORMATS: Mapping[str, tuple[Format, ...]] = {
    "us_ofac_sdn": (*_OFAC, Format(_always, lambda _, parts: ofac_csv.read(parts))),
    "us_ofac_cons": (*_OFAC, Format(_always, ofac_cons_csv.read)),
    "us_csl": (
        Format(csl_compact.looks_like, csl_compact.read),
        Format(csl_json.looks_like, csl_json.read),
        Format(_always, csl_csv.read),
    ),
    "us_bis_dpl": (Format(_always, bis_dpl.read),),
    "un_sc": (Format(_always, _one(un_xml.read)),),
    "eu_fsf": (
        Format(eu_fsf_csv.looks_like, eu_fsf_csv.read),
        Format(_always, eu_fsf_xml.read),
    ),
    "eu_833": (Format(_always, eu_833.read),),
    "uk_sl": (
        Format(uk_ods.looks_like, uk_ods.read),
        Format(uk_csv.looks_like, uk_csv.read),
        Format(_always, uk_xml.read),
    ),
    "uk_ofsi": (Format(_always, ofsi.read),),
    "ch_seco": (Format(_always, seco_xml.read),),
    "ca_sema": (Format(_always, sema_xml.read),),
    "au_dfat": (Format(_always, dfat_xlsx.read),),
    "jp_meti_eul": (Format(_always, meti.read),),
    "nl_national": (Format(_always, nl_ods.read),),
    "starter": (Format(_always, _one(starter.read)),),
}
"""The forms of each list of the catalogue; the first that knows the files reads them."""

OWN = (Format(ftm.looks_like, ftm.read), Format(_always, private.read))
"""The forms of a list that the catalogue does not know: the user's own."""


def read(list_id: str, parts: Parts, *, floor: int | None = None) -> Reading:
    """Read the list `list_id` from its files, `parts` mapping their names to bytes.

    A ListError is raised where a file is empty or not what it should be, or where fewer
    entries came out than `floor` (the catalogue's `min_entries` where it is not given; one
    for a list of the user's own): a short list would say nothing of parties that the whole
    one names.
    """
    refuse_id(list_id)
    own = list_id not in known()
    if not parts:
        expected = "a file" if own else f"the parts {', '.join(info(list_id).parts)}"
        raise ListError(list_id, "was given no file", expected)
    for name, data in parts.items():
        raw.refuse_empty(list_id, name, data)
        raw.refuse_page(list_id, name, data)
    reading = _own(list_id, parts) if own else _first(FORMATS[list_id], list_id, parts)
    shortest = 1 if own else info(list_id).min_entries
    least = shortest if floor is None else floor
    if len(reading.entries) < least:
        raise ListError(list_id, f"holds {len(reading.entries)} entries", f"at least {least}")
    ends = [issue for name, data in parts.items() for issue in raw.unended(name, data)]
    return replace(reading, issues=(*reading.issues, *ends)) if ends else reading


def _first(formats: tuple[Format, ...], list_id: str, parts: Parts) -> Reading:
    return next(each.read(list_id, parts) for each in formats if each.looks_like(parts))


def _own(list_id: str, parts: Parts) -> Reading:
    """A list of the user's own; where it is none, its id may be a mistyped one."""
    try:
        return _first(OWN, list_id, parts)
    except ListError as error:
        _, found, expected = error.args
        names = ", ".join(known())
        hint = f"{expected}, or one of the published lists {names}"
        raise ListError(list_id, found, hint) from error
