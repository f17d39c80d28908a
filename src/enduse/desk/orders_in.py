"""The orders in a file of any kind, as `check` reads it where its guess is accepted."""

from pathlib import Path

from enduse.desk.documents import open_file, open_table
from enduse.desk.files import ORDERS, Held, held, is_orders
from enduse.desk.shipments import UNSEEN, accepted, shipments
from enduse.desk.tables import propose, read_table
from enduse.errors import OrderError, SheetError
from enduse.intake.json import read_orders
from enduse.intake.order import Given
from enduse.places import Places


def orders_in(place: Path) -> list[Given]:
    """Its orders, by the readers and the guesses of `check --yes`.

    They are for finding what was decided on them: nobody has looked at the guess.

    Raises:
        OrderError: there is no order in it.
        SheetError: a spreadsheet cannot be opened.
    """
    file = held(place.name, place.read_bytes())
    places = Places.load()
    countries = frozenset(places.countries)
    if not is_orders(file):
        return _of_documents(file, countries)
    if file.kind.form == "json":
        return list(read_orders(file.data, source=file.name, countries=countries))
    return _of_table(file, places)


def _of_table(file: Held, places: Places) -> list[Given]:
    proposal, refused = None, None
    try:
        proposal = propose(file, (), places)
    except (OrderError, SheetError) as error:
        refused = error
    if proposal is None or proposal.headless:
        found = open_table(file)
        if found is not None:
            some = shipments(found.documents, countries=frozenset(places.countries))
            return [accepted(each, UNSEEN) for each in some]
    if proposal is None:
        raise refused or OrderError(file.name, "holds no order", "a table of orders")
    return list(read_table(proposal.accepted(UNSEEN), places).given)


def _of_documents(file: Held, countries: frozenset[str]) -> list[Given]:
    found = open_file(file)
    inner = [each for each in found.files if each.kind.form in ORDERS]
    some = shipments(found.documents, parcels=found.parcels, countries=countries)
    if inner or not some:
        says = f"is {file.kind.what}" + (" with tables in it" if inner else "")
        raise OrderError(file.name, says, "a document, a table or JSON with orders in it")
    return [accepted(each, UNSEEN) for each in some]
