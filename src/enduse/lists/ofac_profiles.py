"""The parties of OFAC's ADVANCED XML: their names and features.

DistinctParty > Profile > Identity > Alias > DocumentedName > DocumentedNamePart
                        > Feature > FeatureVersion > DatePeriod, VersionDetail, ...
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from enduse.lists import ofac_party
from enduse.lists.ofac_party import Party
from enduse.lists.ofac_sets import Sets, period
from enduse.lists.tree import Node
from enduse.model.dates import DateSpan
from enduse.model.listing import ListedAddress, ListedName, NameKind, Strength

_NAME_KINDS: Mapping[str, NameKind] = {
    "A.K.A.": "aka", "F.K.A.": "fka", "N.K.A.": "nka", "Name": "primary",
}  # fmt: skip
_UNSPACED = ("Chinese", "Japanese", "Korean")  # scripts that part no names by blanks


@dataclass(slots=True)
class Found:
    """The parties of a file in its order, and by the numbers that others call them by."""

    every: list[Party] = field(default_factory=list)
    profiles: dict[str, list[Party]] = field(default_factory=dict)
    identities: dict[str, list[Party]] = field(default_factory=dict)

    def numbered(self, number: str) -> list[Party]:
        """The parties under a profile number: one, or more where the file repeats it."""
        return self.profiles.get(number, [])

    def by_profile(self, node: Node, attribute: str) -> list[Party]:
        """The parties that an attribute of `node` names."""
        return self.numbered(node.attribute(attribute))

    def by_identity(self, node: Node) -> list[Party]:
        """The parties whose identity `node` names."""
        return self.identities.get(node.attribute("IdentityID"), [])


@dataclass(slots=True)
class _Values:
    """What one version of a feature holds."""

    texts: list[str] = field(default_factory=list)
    spans: list[DateSpan] = field(default_factory=list)
    places: list[ListedAddress] = field(default_factory=list)


def take_party(node: Node, found: Found, sets: Sets) -> None:
    """The profiles of one DistinctParty; OFAC gives each one, under the same number."""
    number, remark = node.attribute("FixedRef"), node.text("Comment")
    profiles = node.take("Profile")
    if not profiles:
        sets.log.lost.append(number or "a party without any number")
    for profile in profiles:
        party = _party(profile, found, sets, number=number)
        if remark:
            ofac_party.take_remark(remark, party, sets.log)
        found.every.append(party)
        found.profiles.setdefault(party.number, []).append(party)


def _party(profile: Node, found: Found, sets: Sets, *, number: str) -> Party:
    subtype = profile.attribute("PartySubTypeID")
    written = sets.word("PartySubType", subtype)
    if written not in ofac_party.KINDS:  # persons and entities have no type below theirs
        written = sets.word("PartyType", sets.types.get(subtype, ""))
    party = Party(profile.attribute("ID") or number)
    party.kind = ofac_party.KINDS.get(written, "unknown")
    party.facts.append(("SDN_Type", written))
    if written not in ofac_party.KINDS:
        sets.log.says[f"parties have the type {written[:40]!r}, kept as unknown"] += 1
    for identity in profile.take("Identity"):
        _take_identity(identity, party, found=found, sets=sets)
    for feature in profile.take("Feature"):
        _take_feature(feature, party, sets)
    for back in ("SanctionsEntryReference", "ExternalReference"):
        for each in profile.take(back):
            each.attribute("SanctionsEntryID")  # the entry names the profile too
            each.close()
    profile.close()
    return party


def _take_identity(node: Node, party: Party, *, found: Found, sets: Sets) -> None:
    """The names of one identity. "False" marks one that OFAC holds to be assumed."""
    for unused in ("FixedRef", "Primary"):
        node.attribute(unused)
    found.identities.setdefault(node.attribute("ID"), []).append(party)
    if node.attribute("False") == "true":
        party.facts.append(("Identity", "false"))
    types: dict[str, str] = {}
    for groups in node.take("NamePartGroups"):
        for master in groups.take("MasterNamePartGroup"):
            for each in master.take("NamePartGroup"):
                kind = sets.word("NamePartType", each.attribute("NamePartTypeID"))
                types[each.attribute("ID")] = kind
                each.close()
            master.close()
        groups.close()
    names: list[ListedName] = []
    for alias in node.take("Alias"):
        names += _names(alias, party, sets, types=types)
    # The others follow the main name, which is not always the first in the file.
    party.names += sorted(names, key=lambda name: name.kind != "primary")
    node.close()


def _names(
    alias: Node, party: Party, sets: Sets, *, types: Mapping[str, str]
) -> Iterator[ListedName]:
    """The names of one alias: one in each script that OFAC documents it in."""
    alias.attribute("FixedRef")
    written = sets.word("AliasType", alias.attribute("AliasTypeID"))
    if written not in _NAME_KINDS:
        sets.log.says[f"aliases have the type {written[:40]!r}, taken as a.k.a."] += 1
    primary = alias.attribute("Primary") == "true"
    kind = _NAME_KINDS.get(written, "aka")
    kind = "aka" if kind == "primary" and not primary else kind
    strength: Strength = "weak" if alias.attribute("LowQuality") == "true" else "strong"
    empty = True
    for name in alias.take("DocumentedName"):
        for unused in ("ID", "FixedRef", "DocNameStatusID"):
            name.attribute(unused)
        text, script = _name(name, sets, types=types)
        name.close()
        if text:
            empty = False
            family_first = party.kind == "person" and ", " in text
            as_kind = kind if script == "Latin" else "original_script"
            yield ListedName(text, as_kind, strength, family_first)
    if empty:
        sets.log.errors["aliases have no name"] += 1
    alias.close()


def _name(node: Node, sets: Sets, *, types: Mapping[str, str]) -> tuple[str, str]:
    """The text of a name, put together as OFAC writes it elsewhere, and its script."""
    family: list[str] = []
    given: list[str] = []
    script = "Latin"
    for part in node.take("DocumentedNamePart"):
        for value in part.take("NamePartValue"):
            for unused in ("ScriptStatusID", "Acronym"):
                value.attribute(unused)
            script = sets.word("Script", value.attribute("ScriptID"))
            kind = types.get(value.attribute("NamePartGroupID"))
            if kind is None:
                sets.log.says["parts of names are of no group"] += 1
            (family if kind == "Last Name" else given).append(value.words)
            value.close()
        part.close()
    if script.startswith(_UNSPACED):
        return "".join([*family, *given]), script
    return ofac_party.name_text(" ".join(text for text in family if text), given), script


def _take_feature(node: Node, party: Party, sets: Sets) -> None:
    """One feature: a birth, a place, a belonging, a number, or a fact under its label."""
    node.attribute("ID")
    label = sets.word("FeatureType", node.attribute("FeatureTypeID")).rstrip(" :-")
    for unused in node.take("IdentityReference"):
        for name in ("IdentityID", "IdentityFeatureLinkTypeID"):
            unused.attribute(name)
        unused.close()
    for version in node.take("FeatureVersion"):
        values = _version(version, sets)
        if not _take_typed(label, values, party):
            _take_rest(label, values, party)
    node.close()


def _version(node: Node, sets: Sets) -> _Values:
    for unused in ("ID", "ReliabilityID"):
        node.attribute(unused)
    values = _Values()
    for each in node.take("DatePeriod"):
        span = period(each, sets.log)
        values.spans += [span] if span else []
    for detail in node.take("VersionDetail"):
        detail.attribute("DetailTypeID")
        number = detail.attribute("DetailReferenceID")
        text = detail.words or (sets.word("DetailReference", number) if number else "")
        values.texts += [text] if text else []
        detail.close()
    for place in node.take("VersionLocation"):
        values.places.append(sets.place(place.attribute("LocationID")))
        place.close()
    values.texts += [text for text in [node.text("Comment")] if text]
    node.close()
    return values


def _take_typed(label: str, values: _Values, party: Party) -> bool:
    """Put a feature into the field that an entry has for it; whether there was one."""
    countries = [place.country or place.text for place in values.places]
    texts = [text for text in (*values.texts, *countries) if text]
    fields = {
        "Place of Birth": party.birth_places, "Gender": party.genders, "Title": party.titles,
        "Nationality Country": party.nationalities,
        "Citizenship Country": party.citizenships,
    }  # fmt: skip
    if label == "Birthdate" and values.spans and not values.texts:
        party.birth_dates += values.spans
    elif label == "Location" and not values.texts:
        party.addresses += [place for place in values.places if place.text or place.country]
    elif label in fields and not values.spans:
        fields[label].extend(texts)
    elif ofac_party.is_number(label) and len(texts) == 1 and not values.spans:
        party.ids.append(ofac_party.identifier(label, texts[0]))
    else:
        return False
    return True


def _take_rest(label: str, values: _Values, party: Party) -> None:
    """Keep a feature as a labelled fact, with all that it holds."""
    told = [*values.texts, *(span.text for span in values.spans)]
    for place in values.places:
        told += [part for part in (place.text, place.country) if part]
    party.facts.append((label, ", ".join(told) or "not said"))
