"""What comes in e-mails and archives: all of it is read, or said to be not."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from enduse.desk.documents import MAX_INSIDE, MAX_LINES, Found, open_file
from enduse.desk.files import held

CREDIT = """:27:1/1
:40A:IRREVOCABLE
:20:LC123456
:50:GULF PUMPS LLC
MUSCAT OMAN
:59:DUTCH PUMPS BV
ROTTERDAM NETHERLANDS
:45A:10 PUMPS MODEL X
"""
ORDER = """UNB+UNOC:3+A+B+260101:1200+1'
UNH+1+ORDERS:D:96A:UN'
BGM+220+LC123456+9'
NAD+BY+++GULF PUMPS LLC+S+MUSCAT+++OM'
NAD+SU+++DUTCH PUMPS BV+S+ROTTERDAM+++NL'
UNT+5+1'
UNZ+1+1'
"""
INVOICE = b"INVOICE\nInvoice no: 77\nBuyer: Desert Trading LLC\nMuscat, Oman\n"


def opened(text: str, *, cte: str) -> Found:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "desk@bank.example", "your order"
    mail.set_content(text, cte=cte)
    mail.add_attachment(INVOICE, maintype="text", subtype="plain", filename="invoice.txt")
    return open_file(held("a.eml", mail.as_bytes()))


def named(found: Found) -> set[str]:
    parties = [each for document in found.documents for each in document.wire["parties"]]
    return {each["name"] for each in parties}


@pytest.mark.parametrize("cte", ["7bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("pasted", [CREDIT, ORDER], ids=["credit", "edifact"])
def test_what_is_pasted_before_and_attached_is_all_read(pasted: str, cte: str) -> None:
    found = opened(f"Dear Sirs,\nEnd user: Omani Water Works, Oman\n\n{pasted}", cte=cte)
    expected = {"GULF PUMPS LLC", "DUTCH PUMPS BV", "Desert Trading LLC", "Omani Water Works"}
    assert named(found) == expected


def test_a_credit_that_is_quoted_in_an_answer_is_read_where_it_stands() -> None:
    quoted = "".join(f"> {line}\n" for line in CREDIT.splitlines())
    found = opened(f"See below\n{quoted}", cte="7bit")
    credit = next(each for each in found.documents if each.exact)
    assert credit.own is not None
    assert credit.own.number == "LC123456"
    assert "line 5 (field 50)" in credit.places.values()


@pytest.mark.parametrize("word", ["UNAVAILABLE", "UNA", "UNB", "UNH+"])
def test_a_word_that_begins_as_edifact_does_hides_no_text_behind_it(word: str) -> None:
    found = opened(f"Hello\n{word}\nBuyer: Omani Water Works\nMuscat, Oman\n", cte="7bit")
    assert "Omani Water Works" in named(found)


def archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, data in files.items():
            writer.writestr(name, data)
    return made.getvalue()


def test_archives_in_archives_unpack_to_no_more_than_one_file_may_hold() -> None:
    inner = archive({"a.bin": bytes(9_000_000)})
    bomb = archive({f"{at}.zip": inner for at in range(10)})
    found = open_file(held("a.zip", bomb))
    opened = MAX_INSIDE // 9_000_000
    left = [each for each in found.unread if "bytes in one file" in each.found]
    assert len({each.place for each in left}) >= 10 - opened
    assert all(each.lost for each in left)


def test_what_is_not_opened_in_time_is_said() -> None:
    found = open_file(held("a.zip", archive({"a.txt": INVOICE})), seconds=-1.0)
    assert [(each.place, each.lost) for each in found.unread if "took over" in each.found] == [
        ("a.zip/a.txt", True)
    ]
    assert not found.documents


def test_a_text_longer_than_a_document_of_trade_is_read_as_far_and_that_is_said() -> None:
    text = "Buyer: Omani Water Works\n" + "x\n" * (MAX_LINES - 1)
    whole = open_file(held("a.txt", text.encode()))
    longer = open_file(held("a.txt", f"{text}End user: Somebody\n".encode()))
    assert named(longer) == named(whole) == {"Omani Water Works"}
    assert not [each for each in whole.unread if each.lost]
    (left,) = [each for each in longer.unread if each.lost]
    assert left.place == f"a.txt line {MAX_LINES + 1}"


def test_what_is_said_of_a_file_is_said_once() -> None:
    mail = EmailMessage()
    mail["From"] = "desk@bank.example"
    mail.set_content("Your program does not show HTML.\n")
    mail.add_alternative("<p>Buyer: Omani Water Works<br>Muscat</p>", subtype="html")
    found = open_file(held("a.eml", mail.as_bytes()))
    assert "Omani Water Works" in named(found)
    assert len(found.unread) == len(set(found.unread)) == 1
