"""Mails: written by Python's own library, read by ours."""

from __future__ import annotations

import textwrap
from email.message import EmailMessage

import pytest

from briefgen.ingest import read
from briefgen.ingest.candidate import Candidate, candidate

LONG = (
    "The ministers of trade of Zubrowka and Ruritania met in Lutz on 5 March 2024 and decided to "
    "open a joint customs office before the end of the year."
)
MORE = (
    "They did not agree on tariffs, which remain as they are, and will meet again in Florin when "
    "their experts have reported on the fees for transit."
)


def mail(text: str = f"{LONG}\n\n{MORE}\n", **header: str) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"] = "<1@trade.example>"
    message["From"] = header.get("sender", '"Ministry of Trade, Zubrowka" <press@trade.example>')
    message["Subject"] = header.get("subject", "Re: Joint communiqué – Lutz")
    message["Date"] = "Tue, 05 Mar 2024 23:50:00 +0100"
    message.set_content(text)
    return message


def archived(message: EmailMessage) -> Candidate:
    made, problems = candidate(message.as_bytes(), "mail.eml", {})
    assert made is not None, problems
    return made


def kinds(message: EmailMessage) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in archived(message).passages()]


def test_what_a_mail_says_of_itself() -> None:
    """Its subject without `Re:`, its sender's name with a comma in it, its date as written."""
    made = archived(mail())
    assert made.value("title") == "Joint communiqué – Lutz"
    assert made.value("publisher") == "Ministry of Trade, Zubrowka"
    assert made.value("date") == "2024-03-05"
    assert made.found("title") == "the mail's subject"
    assert [p.text for p in made.passages()] == [LONG, MORE]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_encodings_of_a_body(encoding: str) -> None:
    """However its text is packed, and in whatever encoding."""
    message = mail()
    message.set_content(
        "Déjà vu à Lutz, où l’on s’est mis d’accord.", charset="utf-8", cte=encoding
    )
    assert archived(message).reading.blocks[0].text.startswith("Déjà vu à Lutz, où l’on")


def test_the_page_of_a_mail_and_its_plain_text() -> None:
    """Of two the page is read, unless it says much less; which one is told."""
    message = mail()
    message.add_alternative(f"<p>{LONG}<p>{MORE}<p>P.S.", subtype="html")
    made = archived(message)
    assert [p.text for p in made.passages()] == [LONG, MORE, "P.S."]
    assert "Its page was read; its plain text was left aside." in made.reading.remarks
    message = mail()
    message.add_alternative("<p>See the text.", subtype="html")
    made = archived(message)
    assert [p.text for p in made.passages()] == [LONG, MORE]
    assert "Its plain text was read, which says more than its page." in made.reading.remarks


def test_attachments_are_named_and_not_followed() -> None:
    """What is attached is no text of the mail, whatever it holds."""
    message = mail()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="annex.pdf")
    message.add_attachment("secret words", filename="notes.txt")
    message.add_attachment(mail("other words", subject="Another"))
    made = archived(message)
    assert [p.text for p in made.passages()] == [LONG, MORE]
    told = "3 attachments are not part of the text: annex.pdf, notes.txt, the mail “Another”."
    assert told in made.reading.remarks


def test_quotations_and_signatures_are_boilerplate() -> None:
    """What an earlier mail said is not what this one says."""
    text = f"""\
{textwrap.fill(LONG, 70)}

On Mon, 4 Mar 2024 at 10:00, Anna Lutz <anna@trade.example> wrote:
> {textwrap.fill(MORE, 70).replace(chr(10), chr(10) + "> ")}

--{" "}
Press Office
+1 555 0100
"""
    assert kinds(mail(text)) == [
        ("body", LONG),
        ("boilerplate", "On Mon, 4 Mar 2024 at 10:00, Anna Lutz <anna@trade.example> wrote:"),
        ("boilerplate", MORE),
        ("boilerplate", "Press Office"),
        ("boilerplate", "+1 555 0100"),
    ]


def test_what_outlook_quotes_is_boilerplate() -> None:
    """After the head of the original message everything is an earlier mail."""
    text = f"{LONG}\n\n-----Original Message-----\nFrom: Anna\nSent: Monday\n\n{MORE}\n"
    assert kinds(mail(text))[0] == ("body", LONG)
    assert {kind for kind, _ in kinds(mail(text))[1:]} == {"boilerplate"}


def test_a_page_quotes_by_its_classes() -> None:
    """Mail programs mark quotations and signatures in the pages that they write."""
    page = (
        f"<p>{LONG}</p><div class=gmail_signature>Press</div><div class=gmail_quote><p>{MORE}</div>"
    )
    message = EmailMessage()
    message["Message-ID"], message["Subject"] = "<2@x>", "Statement"
    message.set_content(page, subtype="html")
    assert kinds(message) == [("body", LONG), ("boilerplate", "Press"), ("boilerplate", MORE)]


def test_a_forwarded_mail_is_the_text() -> None:
    """Who forwards a statement adds a line; the statement is the source, with its own header."""
    text = f"""\
FYI.

---------- Forwarded message ---------
From: Press Office <press@ruritania.example>
Date: Mon, 4 Mar 2024 at 10:00
Subject: Joint Statement – Lutz
To: desk@example.org

{textwrap.fill(LONG, 72)}
"""
    made = archived(mail(text, subject="Fwd: Joint Statement – Lutz"))
    assert [p.text for p in made.passages() if p.kind == "body"] == [LONG]
    assert (made.value("publisher"), made.value("date")) == ("Press Office", "2024-03-04")
    assert made.found("date") == "the head of the forwarded mail"
    assert ("2024-03-05", "the mail's date") in made.others("date")


@pytest.mark.parametrize("delsp", ["no", "yes"])
def test_text_that_flows(delsp: str) -> None:
    """Lines of RFC 3676 are joined at their last space, or without it."""
    space = "" if delsp == "no" else " "
    lines = textwrap.wrap(LONG, 66)
    data = (
        "Message-ID: <1@x>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii; "
        f"format=flowed; delsp={delsp}\r\n\r\n"
        + f" {space}\r\n".join(lines)
        + "\r\n\r\n-- \r\nAnna"
    )
    made, _ = candidate(data.encode(), "m.eml", {})
    assert made is not None
    assert [(p.kind, p.text) for p in made.passages()] == [("body", LONG), ("boilerplate", "Anna")]


def test_a_page_saved_as_one_file() -> None:
    """MHTML is a mail that holds a page: its text is found as that of a page, its address and the
    day are the browser's note."""
    data = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://trade.example/a\r\n"
        "Subject: Statement\r\nDate: Thu, 14 Nov 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\nContent-Location: https://trade.example/a\r\n\r\n"
        f"<html><body><nav>Menu</nav><article><h1>Statement</h1><p>{LONG}</article>\r\n--b--\r\n"
    )
    made, _ = candidate(data.encode(), "page.mhtml", {})
    assert made is not None
    assert [(p.kind, p.text) for p in made.passages()] == [("title", "Statement"), ("body", LONG)]
    assert made.value("url") == "https://trade.example/a"
    assert made.value("retrieved") == "2024-11-14"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data", "source-unusable"),
        ("Content-Type: multipart/encrypted; boundary=b", "source-unusable"),
        ("Content-Type: application/pdf", "source-without-text"),
        ("Content-Type: text/plain; " + "; ".join(f"a*{n}=b" for n in range(5_000)),
         "source-unusable"),
        ("Content-Type: message/rfc822\n\n" * 300 + "A: b", "source-unusable"),
        ("".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(300)),
         "source-unusable"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(head: str, code: str) -> None:
    """Locked mails, mails without text, and mails made to take forever are refused."""
    reading, problems = read(f"Message-ID: 1\nMIME-Version: 1.0\n{head}\n\nx".encode(), "m.eml")
    assert reading is None
    assert [problem.code for problem in problems] == [code]


def test_a_text_about_boundaries_is_a_text() -> None:
    """Diplomats write of boundaries more often than mails have them."""
    text = f"{LONG} {'The boundary commission met on the boundary. ' * 60}"
    assert archived(mail(text)).passages()


def test_a_text_that_begins_like_a_mail_is_a_text() -> None:
    """`From:` and `To:` at the head of a text do not make it a mail."""
    reading, _ = read(f"From: Zubrowka\nTo: Ruritania\n\n{LONG}\n".encode(), "letter.txt")
    assert reading is not None
    assert reading.remarks == ()
    assert [block.text for block in reading.blocks] == ["From: Zubrowka", "To: Ruritania", LONG]
