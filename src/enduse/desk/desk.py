"""Orders in, decisions out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import islice

import enduse
from enduse.assess import rules
from enduse.assess.assess import assess
from enduse.assess.case import Tables
from enduse.assess.checks.articles import WEAPONS_TABLE
from enduse.assess.lines import unread_codes, unread_words
from enduse.assess.regimes import apply_regimes, required_lists
from enduse.decide.verdict import asks_of, not_checked_of, verdict_of
from enduse.desk import sources
from enduse.desk.goods_tables import goods_tables
from enduse.desk.parties import rulings_of
from enduse.desk.tuned import thresholds_of
from enduse.errors import EditionError
from enduse.intake.json import read_orders
from enduse.intake.order import Given, read_order
from enduse.model.decision import Decision, Engine, NotChecked
from enduse.model.finding import Finding
from enduse.model.issue import Issue
from enduse.model.order import Order
from enduse.places import Places
from enduse.screen.screen import Screener
from enduse.settings import Settings

_AT_ONCE = 1_000
"""Orders whose names are searched together."""

Decide = Callable[[Iterable[Given]], Iterator[Decision]]
"""Decides on many orders in their order: a desk, or a desk and its record."""


class Desk:
    """Takes orders, as of one day, with everything ready: open it once, ask it often.

    `as_of` decides as on that day: the newest editions published by then, the rules in
    force then, ages counted from then. Without it, now. A run of orders is decided as of
    one moment, whatever the clock does meanwhile.
    """

    def __init__(self, settings: Settings, *, as_of: date | None = None) -> None:
        now = datetime.now(UTC)
        self.day = as_of or now.date()
        moment = now if as_of is None else datetime.combine(as_of, time(), UTC)
        self._as_of = moment.isoformat(timespec="seconds").replace("+00:00", "Z")
        self._settings = settings
        self._rules = rules.load()
        self._places = Places.load()
        self._tables = Tables(self._rules, self._places, goods_tables(settings, as_of=self.day))
        self._loaded = sources.load(settings, self.day)
        said = rulings_of(settings, as_of=self.day)
        names = thresholds_of(settings)
        self._screener = Screener(
            self._loaded.sources, self._places, floor=names.hit, rulings=said
        )
        own: str = self._rules.thresholds["name"]
        self._engine = Engine(enduse.__version__, self._rules.version, f"{own}, {names.name}")

    @property
    def countries(self) -> frozenset[str]:
        """The codes that count as countries."""
        return frozenset(self._places.countries)

    def read(self, data: bytes, *, source: str) -> Iterator[Given]:
        """The orders in a file of JSON or JSON Lines, each with what could not be read."""
        return read_orders(data, source=source, countries=self.countries)

    def check(self, record: object, *, label: str = "order") -> Decision:
        """Decide on one order given as plain JSON values."""
        return self.decide(read_order(record, label=label, countries=self.countries))

    def decide_all(self, given: Iterable[Given]) -> Iterator[Decision]:
        """Decide on many orders, each as if it were alone, in their order.

        The names of a thousand orders are searched at once: some twenty times as quick.
        """
        left = iter(given)
        while some := list(islice(left, _AT_ONCE)):
            with suppress(EditionError):  # each order that meets a damaged row says so itself
                self._screener.prepare(each.order for each in some if each.order)
            yield from map(self.decide, some)

    def decide(self, given: Given) -> Decision:
        """Decide on one order. An order that could not be read gets `error`, never silence."""
        if given.order is None:
            return self._unread(given)
        try:
            return self._decide(given.order, given.issues)
        except EditionError as error:
            # A damaged row of a list met by this order; the orders behind it go on.
            trouble = Issue("lists", f"cannot be read: {error}", "error")
            return self._unread(Given(given.label, None, (*given.issues, trouble)))

    def _decide(self, order: Order, issues: tuple[Issue, ...]) -> Decision:
        regimes, unknown = apply_regimes(order, self._rules, self._places)
        required = self._settings.require or required_lists(regimes, self._rules)
        faults = sources.faults_of(self._loaded, required)
        screening = self._screener.screen(order)
        findings = assess(
            order, screening, regimes=regimes, tables=self._tables, as_of=self.day
        )
        goods = (*unread_codes(order, self._tables.goods.library), *unread_words(order))
        troubles = (*issues, *unknown, *goods, *faults, *self._damaged(findings))
        unread = any(each.gravity == "error" for each in troubles)
        return Decision(
            order=order.id,
            verdict=verdict_of(findings, unread=unread),
            findings=findings,
            not_checked=(*_unread_lists(faults), *not_checked_of(findings)),
            asks=asks_of(findings),
            editions=self._loaded.editions,
            required=tuple(required),
            regimes=regimes,
            issues=troubles,
            as_of=self._as_of,
            engine=self._engine,
        )

    def _damaged(self, findings: Sequence[Finding]) -> Iterator[Issue]:
        """What is wrong with the table of recovered components, where the order needed it."""
        fault = self._tables.goods.library.weapons_fault
        needed = any(each.missing == WEAPONS_TABLE for each in findings)
        if fault is not None and needed:
            yield Issue("weapon_components", f"cannot be read: {fault}", "error")

    def _unread(self, given: Given) -> Decision:
        blank = self._decide(Order(id=given.label), given.issues)
        return replace(blank, verdict="error", findings=(), not_checked=(), asks=())


def _unread_lists(faults: tuple[Issue, ...]) -> Iterator[NotChecked]:
    for each in faults:
        if each.gravity == "error":
            yield NotChecked("party.listed", f"{each.where} {each.says}", "order")
