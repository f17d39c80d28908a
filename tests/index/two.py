"""Two names beside each other: the search for one in a list of one other."""

from enduse.index.build import build
from enduse.index.found import find
from enduse.index.model import load
from enduse.index.score import NameScore, explain
from enduse.names.ready import ReadyName


def compare(asked: ReadyName, listed: ReadyName) -> NameScore | None:
    """Their score and its reasons; None where they share no word, nor any that are near."""
    index = build([(0, 0, listed)])
    found = find(index, [asked], load(), floor=0.0)
    if not found.name.size:
        return None
    return explain(found, 0, (asked, listed), index=index, model=load())
