"""A small list of the United Nations' form, and a server that publishes it."""

from tests.fetch.test_download import Handler, Server

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z">'
)
ONE = (
    "<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>{name}</FIRST_NAME>"
    "<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.{n}</REFERENCE_NUMBER>"
    "<LISTED_ON>2012-12-31</LISTED_ON></INDIVIDUAL>"
)


def un_list(day: object, *, count: int = 520, first: str = "ORION FIXTURE") -> bytes:
    """A list of one day; its first person has a name of your own."""
    names = [first, *(f"FILLER PERSON {n:05}" for n in range(1, count))]
    people = "".join(ONE.format(n=n, name=name) for n, name in enumerate(names, 1))
    text = f"{HEAD.format(day=day)}<INDIVIDUALS>{people}</INDIVIDUALS><ENTITIES/>"
    return f"{text}</CONSOLIDATED_LIST>".encode()


class OneFile:
    """Publishes one file; what it is can be changed."""

    def __init__(self, body: bytes) -> None:
        self.body, self.tag = body, 1
        self.server = Server()
        self.address = self.server.url.rpartition("/")[0]
        self.server.does(self._answer)

    def publishes(self, body: bytes) -> None:
        self.body, self.tag = body, self.tag + 1

    def close(self) -> None:
        self.server.http.shutdown()
        self.server.http.server_close()

    def _answer(self, handler: Handler) -> None:
        tag = f'"{self.tag}"'
        if handler.headers.get("If-None-Match") == tag:
            handler.answer(304)
        else:
            handler.answer(200, self.body, ETag=tag)
