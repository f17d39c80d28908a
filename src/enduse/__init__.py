"""enduse: know where your shipment really ends up.

Open-source export due diligence. The public names:

    Desk               takes orders as of a day, gives decisions
    Settings           where the data is, and which lists are required
    decision_to_plain  a decision in the wire form, as JSON values

>>> import enduse
>>> desk = enduse.Desk(enduse.Settings(data=Path("data")))  # doctest: +SKIP
>>> desk.check({"name": "OOO Sertal", "country": "RU"}).verdict  # doctest: +SKIP
'hold'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enduse.desk.desk import Desk
    from enduse.model.wire import decision_to_plain
    from enduse.settings import Settings

__version__ = "0.1.0"
__all__ = ["Desk", "Settings", "__version__", "decision_to_plain"]

_HOMES = {
    "Desk": "enduse.desk.desk",
    "Settings": "enduse.settings",
    "decision_to_plain": "enduse.model.wire",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the name stands for
    """Import a public name when it is first used, so that `import enduse` costs nothing."""
    import importlib

    if name not in _HOMES:
        message = f"module 'enduse' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(_HOMES[name]), name)
