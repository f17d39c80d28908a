"""A word brought to the form that terms are compared by: English plurals, other endings."""

_DOUBLE = ("ss", "us", "is")
_FOREIGN = 4
_SHORT = 3
_BRITISH = ("iser", "ised", "ising", "isation")
"""Letters that an inflected form may have more than the word of a term."""


def stem(word: str) -> str:
    """An English word without its plural, and in one spelling.

    >>> [stem(w) for w in ("batteries", "boxes", "fibers", "glass", "aluminum", "knives")]
    ['battery', 'box', 'fibre', 'glass', 'aluminium', 'knife']
    """
    word = _singular(word) if len(word) > _SHORT else word
    if word.endswith(_BRITISH):
        at = word.rindex("is")
        word = word[:at] + "iz" + word[at + 2 :]
    return _SPELLING.get(word, word)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORT + 1:
        return word[:-3] + "y"
    if word.endswith("ves") and word in _VES:
        return _VES[word]
    if word.endswith(("xes", "ches", "shes", "sses", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_DOUBLE):
        return word[:-1]
    return word


def inflects(word: str, token: str) -> bool:
    """Whether a word of a text is a word of a term, or that word with an ending.

    >>> inflects("kogellager", "kogellagers"), inflects("pil", "pils")
    (True, False)
    """
    if word == token:
        return True
    if word.endswith("*"):
        return token.startswith(word[:-1])
    return (
        len(word) > _FOREIGN and token.startswith(word) and len(token) - len(word) <= _FOREIGN
    )


_VES = {"knives": "knife", "shelves": "shelf", "leaves": "leaf", "halves": "half",
        "scarves": "scarf", "loaves": "loaf", "wolves": "wolf"}  # fmt: skip
_SPELLING = {
    "fiber": "fibre", "aluminum": "aluminium", "tire": "tyre", "mold": "mould",
    "molding": "moulding", "molded": "moulded", "molder": "moulder", "center": "centre",
    "gray": "grey", "jewelry": "jewellery", "gasoline": "petrol", "vapor": "vapour",
    "sulfur": "sulphur", "sulfate": "sulphate", "sulfuric": "sulphuric", "color": "colour",
    "analyser": "analyzer", "labeling": "labelling", "airplane": "aircraft", "liter": "litre",
    "meter": "meter", "plow": "plough", "flavor": "flavour", "draft": "draught",
    "pajama": "pyjama",
    "yoghurt": "yogurt",
    "women": "woman", "men": "man", "children": "child", "teeth": "tooth", "feet": "foot",
    "knitting": "knitting", "woolen": "wool", "woollen": "wool", "wooden": "wood",
}  # fmt: skip
