"""What the order says of an owner's control: yes, no, or words that leave it open."""

import unicodedata

from enduse.model.order import Owner


def _folded(said: str) -> str:
    apart = unicodedata.normalize("NFKD", said.replace("’", "'").casefold())
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(plain.split()).strip(" .!")


_AFFIRMS = frozenset(map(_folded, {
    "yes", "y", "true", "control", "controls", "controlled", "controlling", "has control",
    "in control", "full control", "sole control", "joint control", "majority of votes",
    "majority of the votes", "majority of voting rights", "majority of the voting rights",
    "voting majority", "appoints the board", "appoints the majority of the board",
    "appoints a majority of the board", "appoints the directors",
    "appoints the majority of the directors",
    "ja", "zeggenschap", "heeft zeggenschap", "volledige zeggenschap",
    "heeft de zeggenschap", "meerderheid van stemmen", "meerderheid van de stemmen",
    "meerderheid van de stemrechten", "benoemt het bestuur", "benoemt de bestuurders",
    "kontrolle", "kontrolliert", "beherrscht", "beherrschung", "beherrschender einfluss",
    "mehrheit der stimmen", "mehrheit der stimmrechte", "stimmenmehrheit",
    "stimmrechtsmehrheit", "bestellt den vorstand", "bestellt die geschäftsführung",
    "oui", "contrôle", "contrôle exclusif", "contrôle conjoint",
    "majorité des voix", "majorité des droits de vote", "nomme le conseil d'administration",
    "nomme la direction", "nomme les administrateurs", "да", "контроль", "контролирует",
}))  # fmt: skip
_DENIES = frozenset(map(_folded, {
    "", "no", "n", "false", "none", "no control", "not in control", "without control",
    "has no control", "does not control", "doesn't control",
    "nee", "geen", "geen zeggenschap", "heeft geen zeggenschap", "zonder zeggenschap",
    "nein", "kein", "keine", "keine kontrolle", "ohne kontrolle", "kontrolliert nicht",
    "beherrscht nicht", "kein beherrschender einfluss",
    "non", "aucun", "aucun contrôle", "pas de contrôle", "sans contrôle",
    "ne contrôle pas", "нет", "нет контроля", "не контролирует",
}))  # fmt: skip


def controls(owner: Owner) -> bool | None:
    """Whether an owner is said to control; None where the words leave it open.

    Nothing said is no control. Only what says it plainly is a yes or a no.

    >>> [controls(Owner("K", control=said)) for said in ("Yes", "does not control.", "n/a")]
    [True, False, None]
    """
    said = owner.control
    if not isinstance(said, str):
        return bool(said)
    words = _folded(said)
    if words in _AFFIRMS:
        return True
    return False if words in _DENIES else None
