"""Orders in, decisions out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import enduse
from enduse.assess import rules
from enduse.assess.assess import assess_all
from enduse.assess.case import Tables, make_case
from enduse.assess.chart import chart_of
from enduse.assess.checks.articles import WEAPONS_TABLE
from enduse.assess.lines import unread_codes, unread_words
from enduse.assess.pages import in_force
from enduse.assess.questions import asked_in
from enduse.assess.regimes import apply_regimes, required_lists
from enduse.decide.verdict import asks_of, not_checked_of, verdict_of
from enduse.desk import sources
from enduse.desk.goods_tables import goods_tables
from enduse.desk.ground import Ground, ground_of
from enduse.desk.inquiry import inquiry
from enduse.desk.parties import rulings_in
from enduse.desk.past import past_of
from enduse.desk.settling import Settling
from enduse.desk.tuned import thresholds_of
from enduse.errors import EditionError, SettingsError
from enduse.intake.json import read_orders
from enduse.intake.order import Given, read_order
from enduse.model.chart import Chart
from enduse.model.decision import Decision, Engine, NotChecked
from enduse.model.finding import Finding, Language, Question
from enduse.model.history import Past
from enduse.model.inquiry import Inquiry
from enduse.model.issue import Issue
from enduse.model.order import Order
from enduse.places import Places
from enduse.screen.screen import Screener
from enduse.settings import Settings

if TYPE_CHECKING:
    from enduse.decide.ledger import Ledger
    from enduse.desk.holdings import Holdings

_AT_ONCE = 1_000
"""Orders whose names are searched together."""

Decide = Callable[[Iterable[Given]], Iterator[Decision]]
"""Decides on many orders in their order: a desk, or a desk and its record."""


class Desk:
    """Takes orders, as of one day, with everything ready: open it once, ask it often.

    `as_of` decides as on that day: the newest editions published by then, the rules in
    force then, ages counted from then. Without it, now. A run of orders is decided as of
    one moment, whatever the clock does meanwhile.

    `owners` are files on who owns whom, each a name and its bytes: BODS, GLEIF, UK PSC or a
    table of stakes. Parties found in them get their owners; one that cannot be read raises
    `OrderError`. `past` are the orders of before; without it the file that the settings name,
    if they name one. `resolved` is what people decided of findings; without it what the record
    holds of that, if there is one, as it stands when the desk is opened.

    `ground` is what everything rests on, in place of all others: that of a decision which was
    recorded, say. What a desk rests on is its `ground` in any case.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        as_of: date | None = None,
        owners: Sequence[tuple[str, bytes]] = (),
        past: Past | None = None,
        resolved: "Ledger | None" = None,
        ground: Ground | None = None,
    ) -> None:
        if ground is None:
            given = past is not None
            ground = ground_of(settings, as_of=as_of, owners=owners, past=given)
        with in_force(ground.rules):
            self._open(ground, past, resolved)

    def _open(self, ground: Ground, past: Past | None, resolved: "Ledger | None") -> None:
        self.day = ground.day
        self._as_of = ground.moment.isoformat(timespec="seconds").replace("+00:00", "Z")
        self._settings = settings = ground.settings
        self._rules = rules.load()
        _known_laws(settings, self._rules)
        self._places = Places.load()
        self._holdings = self._owners_in(ground.owners) if ground.owners else None
        read = past_of(ground.history, self._places) if past is None else (past, ())
        known, self._past_issues = read
        goods = goods_tables(settings, as_of=self.day, recovered=ground.recovered)
        self._tables = Tables(self._rules, self._places, goods, known)
        self._loaded = sources.load(
            settings, self.day, exact=ground.lists, first=ground.starter
        )
        said = rulings_in(ground.rulings, settings, as_of=self.day)
        names = thresholds_of(settings, ground.tuned)
        self._screener = Screener(
            self._loaded.sources, self._places, floor=names.hit, rulings=said
        )
        own: str = self._rules.thresholds["name"]
        self._settling = Settling.of(ground, self._loaded, given=resolved)
        last = self._settling.last
        self.ground = replace(ground, lists=self._loaded.shelved, settled=last)
        self._engine = Engine(enduse.__version__, self._rules.version, f"{own}, {names.name}")

    def _owners_in(self, files: Sequence[tuple[str, bytes]]) -> "Holdings":
        from enduse.desk.holdings import Holdings, read_files  # with readers of tables

        return Holdings.of(read_files(files, self._places), self.day)

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
        while given := list(islice(left, _AT_ONCE)):
            some = [self._with_owners(each) for each in given]
            with suppress(EditionError):  # each order that meets a damaged row says so itself
                self._screener.prepare(each.order for each in some if each.order)
            yield from map(self._decide_given, some, given)

    def decide(self, given: Given) -> Decision:
        """Decide on one order. An order that could not be read gets `error`, never silence."""
        return self._decide_given(self._with_owners(given), given)

    def _with_owners(self, given: Given) -> Given:
        """The order with the owners that the files on owners name."""
        if given.order is None or self._holdings is None:
            return given
        order, more = self._holdings.attach(given.order)
        return replace(given, order=order, issues=(*given.issues, *more))

    def _decide_given(self, given: Given, first: Given) -> Decision:
        """Decide on an order with its owners hung in; `first` is it as it was given."""
        if given.order is None:
            return self._unread(given)
        try:
            return self._decide(given, given.order, first.order or given.order)
        except EditionError as error:
            # A damaged row of a list met by this order; the orders behind it go on.
            trouble = Issue("lists", f"cannot be read: {error}", "error")
            return self._unread(Given(given.label, None, (*given.issues, trouble)))

    def inquire(
        self, order: Order, decision: Decision, *, language: Language
    ) -> tuple[Inquiry, tuple[Question, ...]]:
        """What to ask the customer of an order, and the questions that are not for it."""
        nobody = self._rules.thresholds["placeholder_names"]
        with in_force(self.ground.rules):
            return inquiry(order, decision, language=language, day=self.day, nobody=nobody)

    def _decide(self, given: Given, order: Order, first: Order) -> Decision:
        with in_force(self.ground.rules):
            return self._ruled(given, order, first)

    def _ruled(self, given: Given, order: Order, first: Order) -> Decision:
        own = self._settings.regimes
        regimes, unknown = apply_regimes(order, self._rules, self._places, own=own)
        required = self._settings.require or required_lists(regimes, self._rules)
        faults = sources.faults_of(self._loaded, required)
        screening = self._screener.screen(order)
        found = assess_all(
            order,
            screening,
            regimes=regimes,
            tables=self._tables,
            as_of=self.day,
            compared=given.compared,
        )
        findings, resolutions = self._settling.settle(self._spoken(found.findings), first)
        goods = (*unread_codes(order, self._tables.goods.library), *unread_words(order))
        noted = (*faults, *self._past_issues, *self._settling.issues)
        troubles = (*given.issues, *unknown, *goods, *noted, *self._damaged(findings))
        unread = any(each.gravity == "error" for each in troubles)
        return Decision(
            order=order.id,
            verdict=verdict_of(findings, unread=unread),
            findings=findings,
            not_checked=(*_unread_lists(faults), *not_checked_of(findings)),
            asks=asks_of(findings),
            editions=self._loaded.editions,
            required=tuple(required),
            regimes=(*regimes, *found.doubtful),
            issues=troubles,
            as_of=self._as_of,
            engine=self._engine,
            duties=found.duties,
            resolutions=resolutions,
        )

    @property
    def settling(self) -> Settling:
        """What people decided, as this desk applies it."""
        return self._settling

    @property
    def loaded(self) -> sources.Loaded:
        """The lists as of the day, with the editions that they come from."""
        return self._loaded

    def charts(self, order: Order) -> tuple[Chart, ...]:
        """The owners of each party of an order that has any, as a picture needs them.

        What of the required lists could not be read stands in each: a listed owner may be
        missing there.

        Raises:
            EditionError: a row of a list that the order meets is damaged.
        """
        with in_force(self.ground.rules):
            return self._charted(self._with_owners(Given(order.id, order, ())).order or order)

    def _charted(self, order: Order) -> tuple[Chart, ...]:
        regimes, _ = apply_regimes(order, self._rules, self._places)
        required = self._settings.require or required_lists(regimes, self._rules)
        faults = sources.faults_of(self._loaded, required)
        unread = tuple(f"{e.where} {e.says}" for e in faults if e.gravity == "error")
        case = make_case(
            order,
            self._screener.screen(order),
            regimes=regimes,
            tables=self._tables,
            as_of=self.day,
        )
        paths = (f"parties/{number}" for number in range(len(order.parties)))
        found = (chart_of(case, path) for path in paths)
        read = tuple(f"{e.list_id} of {e.published}" for e in self._loaded.editions)
        return tuple(replace(each, lists=read, unread=unread) for each in found if each)

    def _spoken(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings with their questions in the language of the settings."""
        language = self._settings.language
        if language == "en":
            return findings
        return tuple(
            replace(each, asks=tuple(asked_in(ask, language) for ask in each.asks))
            if each.asks
            else each
            for each in findings
        )

    def _damaged(self, findings: Sequence[Finding]) -> Iterator[Issue]:
        """What is wrong with the table of recovered components, where the order needed it."""
        fault = self._tables.goods.library.weapons_fault
        needed = any(each.missing == WEAPONS_TABLE for each in findings)
        if fault is not None and needed:
            yield Issue("weapon_components", f"cannot be read: {fault}", "error")

    def _unread(self, given: Given) -> Decision:
        nothing = Order(id=given.label)
        blank = self._decide(given, nothing, nothing)
        return replace(blank, verdict="error", findings=(), not_checked=(), asks=(), duties=())


def _known_laws(settings: Settings, known: rules.Rulebook) -> None:
    """Refuse a law in the settings that the rulebook does not hold: none may be left out."""
    for code in settings.regimes:
        if code not in known.regimes:
            expected = " or ".join(known.regimes)
            raise SettingsError("ENDUSE_REGIMES", f"{code!r} is not a law held here", expected)


def _unread_lists(faults: tuple[Issue, ...]) -> Iterator[NotChecked]:
    for each in faults:
        if each.gravity == "error":
            yield NotChecked("party.listed", f"{each.where} {each.says}", "order")
