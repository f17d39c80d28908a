"""Tests on where a party can be seen and written to: its mail address and its website."""

import re
from collections.abc import Iterator

from enduse.assess.case import Case, banned_countries, named, parties
from enduse.assess.checks.people import COUNTERPARTS, sentence, with_name
from enduse.assess.checks.say import hit, lacks
from enduse.assess.domains import Domain, Likeness
from enduse.model.finding import Finding
from enduse.model.order import Party

_NOT_FIRMS = frozenset({"person", "vessel", "aircraft", "address"})
_SEVERAL = re.compile(r"[\s;,]+")
_HOW: dict[Likeness, str] = {
    "letters": "looks at a glance like",
    "edit": "is but for a letter or two",
    "word": "is but for a word beside the name",
    "ending": "is but for the ending",
}


def email(case: Case) -> Iterator[Finding]:
    """A company writes from a free-mail address, or from a domain that imitates another.

    The other domain is that of its own website, or of another party of the order.
    """
    code = "contact.email"
    for path, party in with_name(case, *COUNTERPARTS):
        if party.kind == "person":
            continue
        if party.email is None:
            yield lacks(
                code, path, "email", says=f"The mail address of {named(party)} is not known."
            )
            continue
        domain = case.tables.rules.domains.mail(party.email)
        if domain is None:
            says = f"{party.email!r} is not a mail address."
            yield lacks(code, path, "email", says=says)
        elif _is_free(case, domain):
            says = f"{named(party)} writes from a free-mail address, {party.email}."
            yield hit(code, path, sentence(says), domain=domain.host)
        else:
            yield from _imitation(case, path, party)


def web_presence(case: Case) -> Iterator[Finding]:
    """A company cannot be seen in public, or under another country's name.

    It says that it has no website, or has a page where anybody may have one, and writes from
    no domain of its own; or its domain has the ending of a country in which it is not.
    """
    code = "party.web_presence"
    for path, party in with_name(case, *COUNTERPARTS):
        if party.kind in _NOT_FIRMS:
            continue
        sites = _sites(case, party)
        if party.website is None:
            says = f"The website of {named(party)} is not known."
            yield lacks(code, path, "website", says=says)
        elif not sites and not case.tables.rules.domains.says_none(party.website):
            says = f"{party.website!r}, the website of {named(party)}, is no web address."
            yield lacks(code, path, "website", says=says)
        elif (unseen := _unseen(case, party, sites)) is not None:
            yield hit(code, path, unseen, website=party.website, email=party.email)
        yield from _abroad(case, path, party)


def _unseen(case: Case, party: Party, sites: list[Domain]) -> str | None:
    """Why a company has no place of its own on the net; None where it has one."""
    domains = case.tables.rules.domains
    mail = domains.mail(party.email) if party.email else None
    if mail is not None and not _is_free(case, mail):
        return None
    if any(not domains.open_to_all(site) for site in sites):
        return None
    writes = f"writes from a free-mail address, {party.email}" if mail else "names no mail"
    if not sites:
        return sentence(f"{named(party)} has no website ({party.website!r}), and {writes}.")
    where = f"a page on {sites[0].host}, where anybody may have one"
    return sentence(f"{named(party)} has for its website {where}, and {writes}.")


def _abroad(case: Case, path: str, party: Party) -> Iterator[Finding]:
    """The ending of a domain names another country than the one the party is in.

    A subsidiary often has its group's site, so that is a note; not so where that country is
    one to which goods are banned.
    """
    domains = case.tables.rules.domains
    mail = domains.mail(party.email) if party.email else None
    used = [each for each in _sites(case, party) if not domains.open_to_all(each)]
    if mail is not None and not _is_free(case, mail):
        used.append(mail)
    banned = banned_countries(case.tables.rules, case.as_of)
    places = case.tables.places
    for domain in {each.registered: each for each in used}.values():
        country = domains.country(domain)
        home = party.country
        if home is None or country is None or home == country or not places.is_code(country):
            continue
        says = f"{named(party)} is in {places.the(home)}, but its domain {domain.registered}"
        yield hit(
            "party.web_presence",
            path,
            sentence(f"{says} has the ending of {places.the(country)}."),
            weight=None if country in banned else "note",
            domain=domain.registered,
            of=country,
        )


def _imitation(case: Case, path: str, party: Party) -> Iterator[Finding]:
    mine = case.tables.rules.domains.mail(party.email or "")
    if mine is None:
        return
    for other, whose in _others(case, path, party):
        own = whose is party
        how = case.tables.rules.domains.imitates(mine, other)
        if how is None or _is_ordinary(case, party, (mine, other), own=own, how=how):
            continue
        of = "its own website" if own else named(whose).rstrip(".")
        # A name that is all but another's is made so; a word or an ending may be chance.
        made_so = how in {"letters", "edit"} and case.setting == "hub"
        says = f"{named(party)} writes from {mine.registered}, which {_HOW[how]}"
        yield hit(
            "contact.email",
            path,
            sentence(f"{says} {other.registered} of {of}."),
            weight="review" if made_so else None,
            domain=mine.host,
            like=other.registered,
            how=how,
        )
        return


def _is_ordinary(
    case: Case, party: Party, both: tuple[Domain, Domain], *, own: bool, how: Likeness
) -> bool:
    """Whether two domains are alike as those of one firm are.

    A firm has its name under its country's ending and under those of all the world, and a
    group has one name in many countries: there the party is called as its domain is.
    """
    domains = case.tables.rules.domains
    if how not in {"ending", "word"} or domains.like_com(*both):
        return False
    if not own:
        called = re.sub(r"[\W_]+", "", " ".join((party.name or "", *party.aliases)).casefold())
        return both[0].name.replace("-", "") in called
    abroad = {domains.country(each) for each in both} - {None, party.country}
    return how == "ending" and not (abroad and party.country)


def _others(case: Case, path: str, party: Party) -> Iterator[tuple[Domain, Party]]:
    """Domains of a party's own website and of other parties, each pair of parties once."""
    domains = case.tables.rules.domains
    for site in _sites(case, party):
        if not domains.open_to_all(site):
            yield site, party
    before = True
    for at, other in parties(case.order):
        before = before and at != path
        if at == path or (other.role in COUNTERPARTS and not before):
            continue
        mail = domains.mail(other.email) if other.email else None
        known = [each for each in _sites(case, other) if not domains.open_to_all(each)]
        yield from ((each, other) for each in known)
        if mail is not None and not _is_free(case, mail):
            yield mail, other


def _sites(case: Case, party: Party) -> list[Domain]:
    """The domains of a party's websites, as far as they can be read."""
    if party.website is None or case.tables.rules.domains.says_none(party.website):
        return []
    read = (case.tables.rules.domains.site(text) for text in _SEVERAL.split(party.website))
    return [each for each in read if each is not None]


def _is_free(case: Case, domain: Domain) -> bool:
    free = case.tables.rules.thresholds["free_mail"]
    return domain.host in free or domain.registered in free
