"""An archive (ZIP) as a paper without text: what is in it came with it."""

from pathlib import PurePosixPath

from enduse.model.paper import Attached, Paper
from enduse.papers.kinds import ZIP
from enduse.papers.unzip import members

_HIDDEN = (".", "~$", "__MACOSX", "Thumbs.db", "desktop.ini")


def paper_of_zip(name: str, data: bytes) -> Paper:
    """Its files, each with its folders as its name; what a system puts in folders is not one.

    Raises:
        PaperError: it is locked, cannot be unpacked, or unpacks to more than anybody sends.
    """
    found = members(name, data, wanted=_is_shown)
    attached = tuple(Attached(_shown(inside), content) for inside, content in found)
    return Paper(name, ZIP, attached=attached)


def _is_shown(inside: str) -> bool:
    return not any(part.startswith(_HIDDEN) for part in _parts(inside))


def _parts(inside: str) -> list[str]:
    """The folders and the name; a way out of the archive leads nowhere."""
    path = PurePosixPath(inside.replace("\\", "/"))
    return [part for part in path.parts if part not in {"/", "..", "."}]


def _shown(inside: str) -> str:
    return "/".join(_parts(inside))
