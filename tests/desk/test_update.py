"""Lists from a publisher that misbehaves: taken whole, or refused whole, the old one kept."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from enduse.desk.desk import Desk
from enduse.desk.update import Updated, accept, update
from enduse.editions.shelf import Shelf
from enduse.errors import ListError
from enduse.fetch.limits import Limits
from enduse.settings import Settings
from tests.fetch.test_download import Handler, Server
from tests.journeys.conftest import sdn_files

QUICK = Limits(connect=2, silence=1, total=10, size=20_000_000, tries=2, wait=0.01)
TODAY = datetime.now(UTC).date()


class Publisher:
    """Serves a set of files; what it serves can be changed between updates."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.files = {path.name: path.read_bytes() for path in sdn_files(folder)}
        self.files["sdn_comments.csv"] = b'35078,"Linked To: OOO PRIMER."\r\n\x1a\r\n'
        self.modified = "Thu, 02 May 2024 14:00:00 GMT"
        self.tag = '"1"'
        self.address = server.url.rpartition("/")[0]
        server.does(self._answer)

    def _answer(self, handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == self.tag:
            handler.answer(304)
            return
        body = self.files[handler.path.removeprefix("/").lower()]
        handler.answer(200, body, ETag=self.tag, Last_Modified=self.modified)

    def publishes(self, **files: bytes) -> None:
        self.files.update({name.replace("_", "."): data for name, data in files.items()})
        self.tag = f'"{int(self.tag[1:-1]) + 1}"'


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    server = Server()
    (tmp_path / "files").mkdir()
    yield Publisher(server, tmp_path / "files")
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data", require=("us_ofac_sdn",))


@pytest.fixture
def updating(publisher: Publisher, settings: Settings) -> Callable[[], Updated]:
    return lambda: update(settings, "us_ofac_sdn", mirror=publisher.address, limits=QUICK)


def test_a_new_list_is_taken_with_the_day_that_the_publisher_gives(
    updating: Callable[[], Updated],
) -> None:
    done = updating()
    assert done.state == "new", done.says
    assert done.edition is not None
    assert (done.edition.published, done.edition.entries) == (date(2024, 5, 2), 5_103)


def test_a_list_that_has_not_changed_is_confirmed_and_stays_fresh(
    updating: Callable[[], Updated], settings: Settings
) -> None:
    updating()
    done = updating()
    assert done.state == "same"
    assert Desk(settings).check({"name": "Bakkerij Sahara"}).verdict == "no_finding"
    later = TODAY + timedelta(days=60)
    assert Desk(settings, as_of=later).check({"name": "Bakkerij Sahara"}).verdict == "error"


REFUSALS = [
    ({"sdn_csv": b""}, "empty"),
    ({"sdn_csv": b"<!DOCTYPE html><html><body>moved</body></html>"}, "web page"),
    ({"sdn_csv": b"\xff\xfe1,2,3"}, "UTF-8"),
    ({"sdn_csv": b"1,2,3\r\n\x1a\r\n"}, "expected"),
    ({"alt_csv": b""}, "empty"),
]


@pytest.mark.parametrize(("files", "words"), REFUSALS, ids=lambda each: str(each)[:30])
def test_what_is_no_list_is_refused_and_the_old_edition_stays(
    publisher: Publisher, updating: Callable[[], Updated], settings: Settings,
    *, files: dict[str, bytes], words: str,
) -> None:  # fmt: skip
    before = updating().edition
    publisher.publishes(**files)
    done = updating()
    assert done.state == "refused"
    assert words in done.says
    assert done.edition == before
    assert len(Shelf(settings.data / "editions").editions("us_ofac_sdn")) == 1


def test_a_file_cut_short_is_refused(
    publisher: Publisher, updating: Callable[[], Updated]
) -> None:
    updating()
    whole = publisher.files["sdn.csv"]
    publisher.publishes(
        sdn_csv=whole[: len(whole) * 98 // 100].rpartition(b"\r\n")[0] + b"\r\n"
    )
    done = updating()
    assert done.state == "refused"
    assert "end mark" in done.says


def test_a_list_that_shrinks_too_much_waits_for_a_person(
    publisher: Publisher, updating: Callable[[], Updated], settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "big").mkdir()
    big = {p.name: p.read_bytes() for p in sdn_files(tmp_path / "big", fillers=6_500)}
    small = publisher.files["sdn.csv"]
    publisher.publishes(sdn_csv=big["sdn.csv"])
    assert updating().state == "new"
    publisher.publishes(sdn_csv=small)
    done = updating()
    assert done.state == "refused"
    assert "5103 entries" in done.says
    with pytest.raises(ListError, match="no reason"):
        accept(settings, "us_ofac_sdn", reason=" ", person="A. Officer")
    taken = accept(settings, "us_ofac_sdn", reason="a programme ended", person="A. Officer")
    assert taken.edition.entries == 5_103
    events = Shelf(settings.data / "editions").book("us_ofac_sdn").events(TODAY)
    (last,) = (each for each in events if each["event"] == "accepted")
    assert last["sha256"] == taken.edition.sha256
    assert (last["person"], last["reason"]) == ("A. Officer", "a programme ended")
    assert "5103 entries" in last["why"]
    with pytest.raises(ListError, match="no download of it was refused"):
        accept(settings, "us_ofac_sdn", reason="again", person="A. Officer")


def test_nothing_refused_is_nothing_to_accept(settings: Settings) -> None:
    with pytest.raises(ListError, match="no download of it was refused"):
        accept(settings, "us_ofac_sdn", reason="x", person="y")


def test_a_publisher_that_is_down_costs_nothing_but_freshness(
    updating: Callable[[], Updated], settings: Settings
) -> None:
    before = updating().edition
    dead = "http://127.0.0.1:9/none"
    done = update(settings, "us_ofac_sdn", mirror=dead, limits=QUICK)
    assert (done.state, done.edition) == ("failed", before)
    assert "after 2 tries" in done.says


def test_one_changed_file_of_a_set_brings_the_whole_set(
    publisher: Publisher, updating: Callable[[], Updated]
) -> None:
    updating()
    more = publisher.files["alt.csv"].replace(b'"SERTAL LLC"', b'"SERTAL TRADING LLC"')
    publisher.publishes(alt_csv=more)
    done = updating()
    assert done.state == "new"
    assert done.edition is not None
    assert len(done.edition.files) == 4
