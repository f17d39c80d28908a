"""E-mails and archives as papers: their text, who wrote it, and the files in them."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import PaperError
from enduse.papers.mail import MAX_PARTS
from enduse.papers.read import read_paper
from tests.papers.made import zipped

LINES = st.lists(st.text(st.sampled_from("aÄЖ丁> 1-"), max_size=12), min_size=1, max_size=8)


def mail(text: str = "Dear Sirs,\nship it.\n") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Jürgen Groß <j@acme.example>"
    made["To"] = "sales@maker.example"
    made["Subject"] = "Bestellung 4711 – Größe"
    made.set_content(text)
    return made


@given(LINES)
def test_every_word_of_a_mail_comes_back_in_its_line(lines: list[str]) -> None:
    paper = read_paper("a.eml", mail("\n".join(lines)).as_bytes())
    found = {line.number: line.text.split() for _, line in paper.lines()}
    expected = {at: line.split() for at, line in enumerate(lines, 1) if line.split()}
    assert found == expected


def test_the_head_of_a_mail_is_read_in_its_own_letters() -> None:
    paper = read_paper("a.eml", mail().as_bytes())
    assert paper.what == "an e-mail"
    assert paper.head == (
        ("From", "Jürgen Groß <j@acme.example>"),
        ("To", "sales@maker.example"),
        ("Subject", "Bestellung 4711 – Größe"),
    )


def test_a_text_is_taken_before_its_html_and_the_html_where_there_is_no_text() -> None:
    both = mail()
    both.add_alternative("<p>Dear Sirs, ship it.</p>", subtype="html")
    empty = mail(" \n")
    empty.add_alternative("<p>in HTML</p>", subtype="html")
    assert [line.text for _, line in read_paper("a", both.as_bytes()).lines()] == [
        "Dear Sirs,",
        "ship it.",
    ]
    assert [line.text for _, line in read_paper("a", empty.as_bytes()).lines()] == ["in HTML"]


def test_html_that_says_what_the_text_does_not_is_read_too_and_that_is_said() -> None:
    stub = mail("Your program does not show HTML.\n")
    stub.add_alternative("<p>Buyer: Omani Water Works</p>", subtype="html")
    paper = read_paper("a.eml", stub.as_bytes())
    assert [line.text for _, line in paper.lines()] == [
        "Your program does not show HTML.",
        "Buyer: Omani Water Works",
    ]
    assert "both were read" in paper.unread[0].found
    same = mail("Buyer: Omani Water Works\n")
    same.add_alternative("<p>Buyer: <b>Omani</b> Water Works</p>", subtype="html")
    assert len(list(read_paper("a.eml", same.as_bytes()).lines())) == 1


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "“Größe” – 5 €"),
        ("gb2312", "gbk", "北京镕测试有限公司"),
        ("shift_jis", "cp932", "髙橋①"),
        ("iso-2022-jp", "iso-2022-jp", "株式会社"),
        ("us-ascii", "utf-8", "Größe"),
        ("punycode", "utf-8", "Größe"),
    ],
)
def test_a_text_is_read_by_what_programs_mean_by_its_charset(
    charset: str, codec: str, text: str
) -> None:
    head = f"From: a\nSubject: b\nContent-Type: text/plain; charset={charset}\n\n".encode()
    (line,) = read_paper("a.eml", head + text.encode(codec)).lines()
    assert line[1].text == text


def test_what_is_attached_comes_with_the_mail_a_letter_sent_on_too() -> None:
    made = mail()
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Größe.pdf")
    made.add_attachment("a;b\n", filename="../x.csv")
    inner = mail("the first letter\n")
    del inner["Subject"]
    inner["Subject"] = "before"
    made.add_attachment(inner)
    attached = read_paper("a.eml", made.as_bytes()).attached
    assert [each.name for each in attached] == ["Größe.pdf", "x.csv", "before.eml"]
    assert attached[0].data == b"%PDF-"
    again = read_paper("before.eml", attached[2].data)
    assert [line.text for _, line in again.lines()] == ["the first letter"]


def test_files_beside_the_html_are_kept_where_the_text_is_taken() -> None:
    made = mail()
    made.add_alternative("<p>Dear Sirs, ship it.</p>", subtype="html")
    _, html = made.iter_parts()
    assert isinstance(html, EmailMessage)
    html.add_related(b"%PDF-", "application", "pdf", cid="<1>", filename="order.pdf")
    html.add_related(b"x" * 99, "image", "png", cid="<2>")
    paper = read_paper("a.eml", made.as_bytes())
    assert [each.name for each in paper.attached] == ["order.pdf"]
    assert [each.found for each in paper.unread] == [
        "has small pictures in its text (1), and they were not read"
    ]


@pytest.mark.parametrize(
    ("kind", "filename", "says"),
    [
        ("ms-tnef", "winmail.dat", "only Outlook opens"),
        ("pkcs7-mime", "smime.p7m", "S/MIME"),
    ],
)
def test_what_nobody_else_opens_is_said(kind: str, filename: str, says: str) -> None:
    made = mail()
    made.add_attachment(b"x", maintype="application", subtype=kind, filename=filename)
    (unread,) = read_paper("a.eml", made.as_bytes()).unread
    assert unread.place == f"a.eml {filename}"
    assert says in unread.found
    assert unread.lost


@pytest.mark.parametrize("charset", ["x-nobody", "utf-16", "iso-8859-1", "hex", "undefined"])
def test_an_odd_charset_is_read_as_its_bytes_show_it(charset: str) -> None:
    data = f"From: a\nSubject: b\nContent-Type: text/plain; charset={charset}\n\nhello".encode()
    assert list(read_paper("a.eml", data).lines())


def many(parts: int) -> bytes:
    head = b"From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=x\n\n"
    return head + b"--x\nContent-Type: text/plain\n\nhello\n" * parts + b"--x--"


def test_parts_beyond_anybodys_are_said_to_be_left_out() -> None:
    paper = read_paper("a.eml", many(MAX_PARTS + 50))
    assert len(list(paper.lines())) == MAX_PARTS - 1
    (unread,) = paper.unread
    assert unread.lost


@pytest.mark.parametrize(
    "data",
    [
        b"".join(
            b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n)
            for n in range(5_000)
        ),
        b"Content-Type: message/rfc822\n\n" * 5_000,
    ],
    ids=["parts in parts", "letters in letters"],
)
def test_a_mail_nested_without_end_is_refused(data: bytes) -> None:
    with pytest.raises(PaperError, match="nested without end"):
        read_paper("a.eml", b"From: a\nSubject: b\n" + data)


def test_a_head_as_long_as_a_book_is_not_taken_apart() -> None:
    kind = b"Content-Type: text/plain; " + b'a="b"; ' * 50_000
    (unread,) = read_paper("a.eml", b"From: a\n" + kind + b"\n\nhello").unread
    assert unread.lost


def test_the_files_of_an_archive_come_with_it_and_none_leads_out_of_it() -> None:
    data = zipped({"a/../../b/x.txt": "1", "__MACOSX/._x": "2", ".hidden": "3", "y.txt": "4"})
    paper = read_paper("a.zip", data)
    assert [(each.name, each.data) for each in paper.attached] == [
        ("a/b/x.txt", b"1"),
        ("y.txt", b"4"),
    ]
    assert paper.pages == ()
