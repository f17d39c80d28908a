"""A text that a file says, with where it stands and what stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """A value as written. `place` is where ("line 41: /Invoice/cbc:ID").

    `beside` are the attributes of an XML element, or the parts of an EDI one, by name.
    """

    text: str
    place: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)

    def joined(self, *others: "Said | None", by: str = " ") -> "Said":
        """This text with others behind it, at the place of this one."""
        texts = (self.text, *(each.text for each in others if each))
        return Said(by.join(filter(None, texts)), self.place, self.beside)
