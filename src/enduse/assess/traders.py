"""Who sells goods on, or sits in a free zone, by what a name, activity or address says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from enduse.assess.activities import makes, trades
from enduse.assess.words import Vocabulary, as_written
from enduse.errors import RuleError
from enduse.model.order import Party

_GROUPS = {"free_zone", "free_zone_address", "trade", "maker", "no_trade"}


@dataclass(frozen=True, slots=True)
class Traders:
    """Words of trade and of free zones (`traders.toml`)."""

    words: Vocabulary
    zones: Vocabulary

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """Take the table as typed; RuleError where a group is missing or not read."""
        if set(raw) != _GROUPS:
            raise RuleError("traders.toml", f"has {sorted(raw)}", f"{sorted(_GROUPS)}")
        called = {name: raw[name] for name in raw if name != "free_zone_address"}
        return cls(Vocabulary(called), Vocabulary({"zone": raw["free_zone_address"]}))

    def sells(self, party: Party) -> str | None:
        """The words by which a party sells goods on; None where a word says that it makes.

        The activity goes before the name: a maker may be called a trader.
        """
        told = self.words.first(party.activity or "")
        called = self.words.first(party.name or "")
        if "maker" in {*told, *called} or makes(party.activity or ""):
            return None
        by_number = party.activity if trades(party.activity or "") else None
        if "trade" in told:
            return as_written(party.activity or "", told["trade"])
        named = "trade" in called and not by_number
        return as_written(party.name or "", called["trade"]) if named else by_number

    def zone(self, party: Party) -> str | None:
        """The words by which a party is in a free zone."""
        called = self.words.first(party.name or "").get("free_zone")
        if called:
            return as_written(party.name or "", called)
        zone = self.zones.first(party.address or "").get("zone")
        return as_written(party.address or "", zone) if zone else None
