"""What is asked of a customer: all that a letter to it may know of an order."""

from dataclasses import dataclass
from datetime import date

from enduse.model.finding import Language
from enduse.model.order import Order, Party


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An order with the questions to its customer, in one language, as of a day.

    No finding, verdict or list is in it, so that none can reach the customer. `questions` are
    sentences ready to be asked; `end_user` is the one that the order names, None where it names
    nobody; `clause` says that the contract still needs the clause against re-export to Russia.
    """

    order: Order
    language: Language
    day: date
    questions: tuple[str, ...] = ()
    end_user: Party | None = None
    clause: bool = False
