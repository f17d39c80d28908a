"""Errors a caller can act on.

    EnduseError
      OrderError      an order, or a file of orders, cannot be read as given
      ListError       a published list cannot be read as a whole
      SheetError      a spreadsheet, from whomever, cannot be opened
      RuleError       the rulebook contradicts itself or names what does not exist
      EditionError    the shelf of editions cannot be read or written
      FetchError      a published file cannot be had from its publisher
      PaperError      a document cannot be read, or written as the file that was asked for
      RecordError     the record of decisions cannot be written, or is not as it was written
      SettingsError   a setting has a value we refuse to guess about
      ExtraError      an optional part that is asked for is not installed

Trouble in one row of a list or one field of an order is not an error here: it is
a `model.issue.Issue`, handed back beside what could be read. How an error looks on
a terminal or over HTTP is the business of `serve`.
"""


class EnduseError(Exception):
    """The root: whatever enduse raises on purpose."""


class OrderError(EnduseError):
    """An order, or a file of orders, cannot be read as given."""

    def __init__(self, where: str, found: str, expected: str) -> None:
        super().__init__(where, found, expected)  # all of it, so workers can pickle it

    def __str__(self) -> str:
        where, found, expected = self.args
        return f"{where}: {found}; expected {expected}"


class ListError(EnduseError):
    """A published list cannot be read as a whole, so nothing of it is used."""

    def __init__(self, list_id: str, found: str, expected: str) -> None:
        super().__init__(list_id, found, expected)

    def __str__(self) -> str:
        list_id, found, expected = self.args
        return f"list {list_id}: {found}; expected {expected}"


class SheetError(EnduseError):
    """A spreadsheet cannot be opened, or is larger than anybody's."""

    def __init__(self, name: str, found: str, expected: str) -> None:
        super().__init__(name, found, expected)

    def __str__(self) -> str:
        name, found, expected = self.args
        return f"{name} {found}; expected {expected}"


class RuleError(EnduseError):
    """The rulebook contradicts itself or names what does not exist."""

    def __init__(self, where: str, found: str, expected: str) -> None:
        super().__init__(where, found, expected)

    def __str__(self) -> str:
        where, found, expected = self.args
        return f"rulebook {where}: {found}; expected {expected}"


class EditionError(EnduseError):
    """The shelf of editions cannot be read or written."""

    def __init__(self, where: str, found: str, expected: str) -> None:
        super().__init__(where, found, expected)

    def __str__(self) -> str:
        where, found, expected = self.args
        return f"{where}: {found}; expected {expected}"


class FetchError(EnduseError):
    """A published file cannot be had from its publisher."""

    def __init__(self, url: str, found: str, expected: str) -> None:
        super().__init__(url, found, expected)

    def __str__(self) -> str:
        url, found, expected = self.args
        return f"{url}: {found}; expected {expected}"


class PaperError(EnduseError):
    """A document cannot be read, or a letter written as the file that was asked for."""

    def __init__(self, form: str, found: str, expected: str) -> None:
        super().__init__(form, found, expected)

    @classmethod
    def without(cls, form: str) -> "PaperError":
        """A library for such files is not installed."""
        return cls(
            form, "what writes such files is not installed", 'pip install "enduse[papers]"'
        )

    def __str__(self) -> str:
        form, found, expected = self.args
        return f"{form}: {found}; expected {expected}"


class RecordError(EnduseError):
    """The record of decisions cannot be written, or is not as it was written."""

    def __init__(self, where: str, found: str, expected: str) -> None:
        super().__init__(where, found, expected)

    def __str__(self) -> str:
        where, found, expected = self.args
        return f"record, {where}: {found}; expected {expected}"


class SettingsError(EnduseError):
    """A setting has a value we refuse to guess about."""

    def __init__(self, setting: str, found: str, expected: str) -> None:
        super().__init__(setting, found, expected)

    def __str__(self) -> str:
        setting, found, expected = self.args
        return f"setting {setting}: {found}; expected {expected}"


class ExtraError(EnduseError):
    """An optional part that is asked for is not installed."""

    def __init__(self, part: str, found: str, expected: str) -> None:
        super().__init__(part, found, expected)

    def __str__(self) -> str:
        part, found, expected = self.args
        return f"{part}: {found}; {expected}"
