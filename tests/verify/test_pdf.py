"""PDFs as they are received: untouched, saved again, altered, printed, foreign, hostile."""

from __future__ import annotations

import io
import shutil
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from briefgen import pipeline, plan
from briefgen.verify.verdict import Verdict

from .conftest import copied, painted_over, typed_over, with_pikepdf, with_statement

Judge = Callable[..., Verdict]


def test_untouched(pdf: bytes, judge: Judge) -> None:
    """Intact; and it is said that a file alone proves little."""
    verdict = judge(pdf)
    assert verdict.outcome == "intact"
    assert verdict.as_built
    assert verdict.alterations == ()
    assert verdict.proven_by == "file"
    assert "must stand behind it" in verdict.reasons[0]


@pytest.mark.parametrize(
    "how",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"linearize": True},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
        {"recompress_flate": True},
    ],
    ids=["object streams", "linearised", "uncompressed", "compressed anew"],
)
def test_saved_again_by_qpdf(pdf: bytes, judge: Judge, how: dict[str, Any]) -> None:
    """What changes only how the file is stored leaves it intact."""
    again = with_pikepdf(pdf, lambda file: None, **how)
    assert again != pdf
    assert judge(again).outcome == "intact"


def test_one_digit_in_the_body(pdf: bytes, judge: Judge) -> None:
    """Named with its page and the words."""
    verdict = judge(typed_over(pdf, "March", "Macch"))
    assert verdict.outcome == "altered"
    (change,) = verdict.alterations
    assert (change.part, change.kind, change.page) == ("body", "changed", 1)
    assert "1 March 2031" in change.was
    assert "1 Macch 2031" in change.now
    assert "Page 1: it is not drawn as it was built." in verdict.reasons


def test_one_digit_in_a_note(pdf: bytes, judge: Judge) -> None:
    """Named as the note that it is."""
    verdict = judge(typed_over(pdf, "would", "could"))
    (change,) = verdict.alterations
    assert verdict.outcome == "altered"
    assert (change.part, change.kind) == ("note", "changed")
    assert "note" in change.where
    assert "tariffs would go" in change.was
    assert "tariffs could go" in change.now


def test_one_digit_in_a_cell(pdf: bytes, judge: Judge) -> None:
    """Named by table, row and column. The table of outcomes writes `2031` alone."""
    everywhere = [typed_over(pdf, "2031", "2013", times=n) for n in range(1, 8)]
    cells = [
        change for data in everywhere for change in judge(data).alterations if change.part == "cell"
    ]
    assert cells
    assert "table" in cells[0].where
    assert "column" in cells[0].where


def test_a_note_removed(pdf: bytes, judge: Judge) -> None:
    """A note whose element and text are gone is missing, by its number."""

    def change(file: pikepdf.Pdf) -> None:
        stack = [file.Root.StructTreeRoot.K]
        while stack:
            node = stack.pop()
            kids = node.get("/K")
            if not isinstance(kids, pikepdf.Array):
                continue
            for index, kid in enumerate(list(kids)):
                if isinstance(kid, pikepdf.Dictionary):
                    if str(kid.get("/ID", "")) == "note-2":
                        del kids[index]
                        return
                    stack.append(kid)
        raise AssertionError("no note 2")

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.outcome == "altered"
    assert ("note", "missing", "note 2") in {a[:3] for a in verdict.alterations}


def test_a_page_removed(pdf: bytes, judge: Judge) -> None:
    """Which page is gone is said, and what stood on it is listed."""

    def change(file: pikepdf.Pdf) -> None:
        del file.pages[0]

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.outcome == "altered"
    reasons = " ".join(verdict.reasons)
    assert "it was built with 3 pages" in reasons
    assert "page 1 of those that were built is not in it" in reasons
    assert {a.kind for a in verdict.alterations} == {"missing"}


def test_a_page_removed_in_the_middle_of_a_paragraph(tmp_path: Path, judge: Judge) -> None:
    """A paragraph that ran on over the page's end is shorter than it was."""
    folder = copied(tmp_path / "straits")
    template = folder / "templates" / "large"
    template.mkdir(parents=True)
    (template / "template.md.j2").write_text(
        "# {{ theme.title }}\n\n{{ outcomes[0].summary }}{{ outcomes[0] | cite }}\n\n"
        "::: page-break\n\n{% for n in range(60) %}{{ outcomes[0].summary }} {% endfor %}"
        "{{ outcomes[0] | cite }}\n"
    )
    options = plan.Options(themes=("fisheries",), template="large", formats=("pdf",))
    assert pipeline.build(folder, options).ok
    (path,) = (folder / "output" / "fisheries").glob("*.pdf")

    def change(file: pikepdf.Pdf) -> None:
        del file.pages[1]

    verdict = judge(with_pikepdf(path.read_bytes(), change))
    assert {a.kind for a in verdict.alterations if a.part == "body"} == {"changed"}


def test_pages_in_another_order(pdf: bytes, judge: Judge) -> None:
    """Each page that stands elsewhere is named."""

    def change(file: pikepdf.Pdf) -> None:
        pages = list(file.pages)
        file.pages[0], file.pages[1] = pages[1], pages[0]

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.outcome == "altered"
    assert "Page 1: it stands where another page stood; it was page 2." in verdict.reasons


def test_text_painted_over(pdf: bytes, judge: Judge) -> None:
    """A white box over a line leaves every word in the file, and is found."""
    verdict = judge(painted_over(pdf, 1, b"q 1 1 1 rg 70 600 300 40 re f Q"))
    assert verdict.outcome == "altered"
    assert verdict.alterations == ()
    assert "Page 1: it is not drawn as it was built." in verdict.reasons
    assert "Every word of it is as it was built." in verdict.reasons


def test_text_added_over_the_page(pdf: bytes, judge: Judge) -> None:
    """Text outside the structure is text that was added."""
    verdict = judge(painted_over(pdf, 2, b"BT /F1 9 Tf 80 500 Td <0024> Tj ET"))
    assert verdict.outcome == "altered"
    assert [(a.kind, a.page) for a in verdict.alterations] == [("added", 2)]


@pytest.mark.parametrize(
    ("kind", "name"), [("FreeText", "a text box"), ("Stamp", "a stamp"), ("Text", "a sticky note")]
)
def test_annotations_that_were_added(pdf: bytes, judge: Judge, kind: str, name: str) -> None:
    """What someone put over a page is named, with its page."""

    def change(file: pikepdf.Pdf) -> None:
        added = file.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name("/" + kind),
                Rect=[70, 600, 370, 640],
                Contents="not",
            )
        )
        page = file.pages[1].obj
        page.Annots = pikepdf.Array([*page.get("/Annots", []), added])

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.outcome == "altered"
    assert f"Page 2: {name} was added to it." in verdict.reasons


def test_a_link_that_leads_elsewhere(pdf: bytes, judge: Judge) -> None:
    """The page looks the same; where it leads does not."""

    def change(file: pikepdf.Pdf) -> None:
        for page in file.pages:
            for annotation in page.obj.get("/Annots", []):
                if "/Dest" in annotation:
                    del annotation["/Dest"]
                    annotation.A = pikepdf.Dictionary(
                        S=pikepdf.Name.URI, URI="https://example.org/elsewhere"
                    )
                    return

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.outcome == "altered"
    assert "Page 1: its links lead elsewhere than they did." in verdict.reasons


def test_letters_of_another_font(pdf: bytes, judge: Judge) -> None:
    """Codes and ToUnicode say one thing, the font's glyphs draw another."""

    def change(file: pikepdf.Pdf) -> None:
        font = file.pages[0].obj["/Resources"]["/Font"]["/F1"]  # type: ignore[index]
        below = font["/DescendantFonts"][0]
        glyphs = bytes(range(256)) * 4
        below["/CIDToGIDMap"] = file.make_stream(glyphs)

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.outcome == "altered"
    assert "Page 1: its letters are drawn with another font than they were." in verdict.reasons


def test_text_that_reads_otherwise_than_it_looks(pdf: bytes, judge: Judge) -> None:
    """ActualText put around words changes what is copied and spoken, not what is seen."""

    def change(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        stream: list[Any] = []
        done = False
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "TJ" and not done and stream:
                done = True
                entry = pikepdf.Dictionary(ActualText="Nothing was agreed")
                begin = ([pikepdf.Name.Span, entry], pikepdf.Operator("BDC"))
                end = ([], pikepdf.Operator("EMC"))
                stream += [begin, (operands, operator), end]
                continue
            stream.append((operands, operator))
        page.Contents = file.make_stream(pikepdf.unparse_content_stream(stream))

    assert judge(with_pikepdf(pdf, change)).outcome == "altered"


@pytest.mark.parametrize("key", ["/CropBox", "/MediaBox"])
def test_a_page_cut_smaller(pdf: bytes, judge: Judge, key: str) -> None:
    """What is cut off is still in the file and is not seen."""

    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].obj[key] = pikepdf.Array([0, 200, 595.28, 841.89])

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.outcome == "altered"
    assert "Page 1: it is cut to another size." in verdict.reasons


def test_a_program_inside(pdf: bytes, judge: Judge) -> None:
    """JavaScript could change what is shown."""

    def change(file: pikepdf.Pdf) -> None:
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    assert judge(with_pikepdf(pdf, change)).outcome == "altered"


def test_a_signature_alters_nothing(pdf: bytes, judge: Judge, tmp_path: Path) -> None:
    """A signature is an update behind the file; it is seen, and left to others to judge."""
    pytest.importorskip("pyhanko", reason="pyHanko (the extra `sign`) is not installed")
    import datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

    from briefgen.sign import Certificate, load

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Minister of Straits")])
    begin = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begin)
        .not_valid_after(begin + datetime.timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "minister.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"m", key, made, None, NoEncryption()))
    signer, problems = load(Certificate(path))
    assert problems == []
    assert signer is not None
    signed = signer.sign(pdf)
    assert signed.startswith(pdf[:1000])
    verdict = judge(signed)
    assert (verdict.outcome, verdict.signed, verdict.as_built) == ("intact", True, True)
    assert not judge(pdf).signed


# ------------------------------------------------------------- what cannot be told


def test_printed_to_pdf(pdf: bytes, judge: Judge, tmp_path: Path) -> None:
    """Printing keeps the look and loses the provenance: nothing can be told."""
    if shutil.which("pdftocairo") is None:
        pytest.skip("pdftocairo is not here")
    (tmp_path / "in.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftocairo", "-pdf", tmp_path / "in.pdf", tmp_path / "printed.pdf"], check=True
    )
    verdict = judge((tmp_path / "printed.pdf").read_bytes())
    assert verdict.outcome == "cannot-tell"
    assert "carries no provenance" in verdict.reasons[0]
    assert "cairo" in verdict.reasons[0]


def test_a_foreign_file(judge: Judge) -> None:
    """A PDF that briefgen never saw."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(out)
    verdict = judge(out.getvalue())
    assert verdict.outcome == "cannot-tell"
    assert "no provenance" in verdict.reasons[0]


def test_a_password(pdf: bytes, judge: Judge) -> None:
    """An encrypted file is not opened, even when it asks for no password."""
    locked = with_pikepdf(
        pdf, lambda file: None, encryption=pikepdf.Encryption(owner="o", user="", R=6)
    )
    verdict = judge(locked)
    assert verdict.outcome == "cannot-tell"
    assert "encrypted" in verdict.reasons[0]


@pytest.mark.parametrize("part", [0.0, 0.001, 0.3, 0.7, 0.99, 0.9999])
def test_cut_short(pdf: bytes, judge: Judge, part: float) -> None:
    """A file that lost its end cannot be judged, wherever it was cut."""
    verdict = judge(pdf[: int(len(pdf) * part)])
    assert verdict.outcome == "cannot-tell"


def test_every_byte_that_is_lost_or_changed_is_survived(pdf: bytes, judge: Judge) -> None:
    """Damage gives a verdict, never an exception; damage that is seen is never called intact
    with other words."""
    step = len(pdf) // 60
    for at in range(7, len(pdf), step):
        broken = bytearray(pdf)
        broken[at : at + 3] = b"\0\xff<"
        verdict = judge(bytes(broken))
        if verdict.outcome == "intact":
            assert verdict.alterations == ()


def _hostile(objects: list[bytes], root: int = 1) -> bytes:
    """A small PDF of objects, with a table that leads to them."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        at,
    )
    return bytes(out)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def _attached(data: bytes, entries: bytes) -> list[bytes]:
    return [
        b"<</Type/Catalog/Pages 2 0 R/AF[3 0 R]>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/Filespec/F(provenance.json)/EF<</F 4 0 R>>>>",
        _stream(data, entries),
    ]


def _bomb() -> bytes:
    packed = zlib.compressobj(9)
    parts = [packed.compress(bytes(1 << 20)) for _ in range(1024)]
    return b"".join([*parts, packed.flush()])


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a gigabyte of zeros": lambda: _hostile(_attached(_bomb(), b"/Filter/FlateDecode")),
    "filters upon filters": lambda: _hostile(
        _attached(b"", b"/Filter[" + b"/FlateDecode" * 5000 + b"]")
    ),
    "pages in a circle": lambda: _hostile(
        [*_attached(b"{}", b"")[:1], b"<</Type/Pages/Kids[2 0 R]>>", *_attached(b"{}", b"")[2:]]
    ),
    "an object that is itself": lambda: _hostile([b"1 0 R"]),
    "arrays in arrays": lambda: _hostile([b"[" * 100_000 + b"]" * 100_000]),
    "a string without end": lambda: _hostile([b"(" * 100_000]),
    "a table of itself": lambda: (
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n"
        b"<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF"
    ),
    "a stream of references to everything": lambda: _hostile(
        [b"<</Type/XRef/W[8 8 8]/Index[0 99999999999]/Length 0>>\nstream\n\nendstream"]
    ),
    "a million spaces": lambda: b"%PDF-1.7\n" + b" " * 1_000_000 + b"startxref\n9\n%%EOF",
    "provenance that is no JSON": lambda: _hostile(_attached(b"{", b"")),
    "provenance of a million brackets": lambda: _hostile(_attached(b"[" * 1_000_000, b"")),
    "a number of a million digits": lambda: _hostile([b"9" * 1_000_000]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(judge: Judge, name: str) -> None:
    """No crash, no minute, no gigabyte: that it cannot be told."""
    import time

    resource = pytest.importorskip("resource", reason="only Unix counts memory so")
    data = HOSTILE[name]()
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    verdict = judge(data)
    assert verdict.outcome == "cannot-tell", verdict.reasons
    assert time.monotonic() - began < 10
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 700 * 1024  # KiB: the limit on what streams inflate to, and a copy of it


# -------------------------------------------------------------- the provenance itself


def test_a_statement_that_was_damaged(pdf: bytes, judge: Judge) -> None:
    """A key that is missing is named."""
    verdict = judge(with_statement(pdf, lambda said: said["visible"].pop("notes")))
    assert verdict.outcome == "cannot-tell"
    assert "`visible.notes`" in verdict.reasons[0]


def test_a_statement_of_a_newer_shape(pdf: bytes, judge: Judge) -> None:
    """What is not known is not guessed."""
    verdict = judge(with_statement(pdf, lambda said: said.update(format=2)))
    assert verdict.outcome == "cannot-tell"
    assert "does not know" in verdict.reasons[0]


def test_a_statement_whose_digests_do_not_fit(pdf: bytes, judge: Judge) -> None:
    """Its texts were changed and its digests were not."""

    def change(said: Any) -> None:
        said["visible"]["notes"][0] = "Nothing."

    verdict = judge(with_statement(pdf, change))
    assert verdict.outcome == "altered"
    assert "Its provenance was altered: its digests do not fit the text it holds." in (
        verdict.reasons
    )


def test_a_selector_that_names_other_words(pdf: bytes, judge: Judge) -> None:
    """The notes do not show what the provenance says they quote."""

    def change(said: Any) -> None:
        target = said["notes"][0]["citations"][0]["targets"][0]
        target["selector"][0]["exact"] = "agreed to nothing at all"

    verdict = judge(with_statement(pdf, change))
    assert verdict.outcome == "altered"
    assert "Its provenance names quotes that its notes do not show." in verdict.reasons


# ----------------------------------------------------------- words that cannot be read


def _said(verdict: Verdict) -> str:
    return " ".join(verdict.reasons)


def test_made_smaller_by_ghostscript(
    pdf: bytes, judge: Judge, tmp_path: Path, workspace: Path
) -> None:
    """A program that draws a file anew keeps the words and loses their tags: no word of it is
    called missing, and no quote false."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not here")
    (tmp_path / "in.pdf").write_bytes(pdf)
    small = tmp_path / "small.pdf"
    subprocess.run(
        [
            "gs",
            "-q",
            "-dBATCH",
            "-dNOPAUSE",
            "-sDEVICE=pdfwrite",
            f"-o{small}",
            tmp_path / "in.pdf",
        ],
        check=True,
    )
    verdict = judge(small.read_bytes(), workspace)
    assert (verdict.outcome, verdict.alterations) == ("altered", ())
    assert verdict.reasons[0].startswith("Its words could not be read: the file has lost its tags")
    assert {quote.standing for quote in verdict.quotes} == {"stands"}
    assert "do not hold" not in _said(verdict)
    assert "Every word" not in _said(verdict)


def test_without_tags(pdf: bytes, judge: Judge) -> None:
    """Without its tags the words are in no order; nothing is called missing or added."""

    def change(file: pikepdf.Pdf) -> None:
        del file.Root.StructTreeRoot

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.outcome == "altered"
    assert verdict.alterations == ()
    assert "could not be read" in _said(verdict)


def test_fonts_that_say_no_letters(pdf: bytes, judge: Judge) -> None:
    """Glyphs without letters are no other words: the pages are named."""

    def change(file: pikepdf.Pdf) -> None:
        for font in file.pages[0].obj["/Resources"]["/Font"].values():  # type: ignore[index]
            if "/ToUnicode" in font:
                del font["/ToUnicode"]

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.outcome == "altered"
    assert verdict.alterations == ()
    assert "The words of page 1 could not be read: its fonts do not say" in verdict.reasons[0]
    assert "names quotes" not in _said(verdict)


def test_a_page_as_a_picture(pdf: bytes, judge: Judge) -> None:
    """Of a page that became a picture nothing is called missing; what was changed on another
    is found all the same."""

    def change(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        picture = file.make_stream(
            bytes(3),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=1,
            Height=1,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceRGB,
        )
        page.Contents = file.make_stream(b"q 500 0 0 700 0 0 cm /Im0 Do Q")
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))

    verdict = judge(with_pikepdf(pdf, change))
    assert verdict.alterations == ()
    assert verdict.reasons[0].startswith("The words of page 1 could not be read: a picture")
    altered = with_pikepdf(typed_over(pdf, "passage", "passege", times=12), change)
    assert {a.kind for a in judge(altered).alterations} == {"changed"}


def test_a_stamp_put_on_by_qpdf(pdf: bytes, judge: Judge, tmp_path: Path) -> None:
    """qpdf puts page and stamp into forms: the page's words are there as they were, and the
    stamp's are told."""
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not here")
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "stamp.pdf"), initialFontName="Helvetica")
    canvas.drawString(100, 400, "Copy for the press")
    canvas.save()
    (tmp_path / "in.pdf").write_bytes(pdf)
    out = tmp_path / "stamped.pdf"
    command = ["qpdf", tmp_path / "in.pdf", "--overlay", tmp_path / "stamp.pdf", "--", out]
    subprocess.run(command, check=True)
    verdict = judge(out.read_bytes())
    assert verdict.outcome == "altered"
    assert [(a.kind, a.page, a.now) for a in verdict.alterations] == [
        ("added", 1, "Copy for the press")
    ]
    assert "could not be read" not in _said(verdict)


def test_forms_that_hold_themselves(pdf: bytes, judge: Judge) -> None:
    """A form is read once, however often and in whatever it is painted."""

    def change(file: pikepdf.Pdf) -> None:
        form = file.make_stream(
            b"/Fx0 Do /Fx0 Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form
        )
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fx0=form))
        page = file.pages[1]
        page.obj.Resources.XObject = pikepdf.Dictionary(Fx0=form)
        page.contents_add(file.make_stream(b"/Fx0 Do " * 1000))

    assert judge(with_pikepdf(pdf, change)).alterations == ()
