"""What travels inside the files, as the schema and other programs find it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

import briefgen

from .conftest import FORMATS, ROOT, in_docx, in_pdf, statement, the_file


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("theme", ["fisheries", "navigation"])
def test_it_is_valid_by_the_published_schema(built: Path, theme: str, ending: str) -> None:
    """JSON Schema 2020-12, the one in `docs/`, judged by jsonschema."""
    schema = json.loads((ROOT / "docs" / "provenance.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    said = statement(the_file(built, theme, ending).read_bytes())
    jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(said)
    assert said["brief"]["themes"] == [theme]
    assert said["rendering"]["format"] == ending


def test_a_pdf_carries_it_as_an_associated_file(built: Path) -> None:
    """ISO 32000-2 14.13 and 7.11.4: AF and EmbeddedFiles name one file specification with its
    relationship, type, size, date and checksum."""
    with pikepdf.open(the_file(built, "fisheries", "pdf")) as pdf:
        (held,) = pdf.Root.AF
        name, listed = pdf.Root.Names.EmbeddedFiles.Names
        assert str(name) == "provenance.json"
        assert listed.objgen == held.objgen
        assert held.AFRelationship == "/Data"
        assert str(held.F) == str(held.UF) == "provenance.json"
        stream = held.EF.F
        assert stream.Subtype == "/application/json"
        data = stream.read_bytes()
        assert stream.Params.Size == len(data)
        assert bytes(stream.Params.CheckSum) == hashlib.md5(data).digest()
        # no clock: the date of the latest meeting, which is the brief's
        assert str(stream.Params.ModDate) == "D:20300603000000+00'00'"


def test_a_docx_carries_it_as_custom_xml(built: Path) -> None:
    """ECMA-376 part 1, 15.2.5: related to from the document, with properties that identify it."""
    data = the_file(built, "fisheries", "docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
        properties = package.read("customXml/itemProps1.xml").decode()
    assert 'relationships/customXml" Target="../customXml/item1.xml"' in relations
    assert "urn:briefgen:provenance" in properties
    assert list(in_docx(data)) == ["provenance"]


@pytest.mark.parametrize("theme", ["fisheries", "navigation"])
def test_selectors_point_at_the_words_that_are_quoted(built: Path, theme: str) -> None:
    """Both selectors of every target lead to the same words of the archived text, and the
    sums are those of the files."""
    said = statement(the_file(built, theme, "pdf").read_bytes())
    texts = {}
    for source in said["sources"]:
        folder = built / "briefs" / "sources" / source["id"]
        content = (folder / "text.txt").read_bytes()
        assert hashlib.sha256(content).hexdigest() == source["text_sha256"]
        original = (folder / "original.txt").read_bytes()
        assert hashlib.sha256(original).hexdigest() == source["original_sha256"]
        texts[source["id"]] = content.decode()
    assert [note["number"] for note in said["notes"]] == list(range(1, len(said["notes"]) + 1))
    targets = 0
    for note in said["notes"]:
        assert note["citations"]
        for citation in note["citations"]:
            text = texts[citation["source"]]
            for target in citation["targets"]:
                quote, position = target["selector"]
                start, end = position["start"], position["end"]
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])
                assert quote["exact"] in text.split("\n")[citation["passages"][0] - 1]
                targets += 1
    assert targets >= 2


def test_the_ledger_counts_the_quotes(built: Path) -> None:
    """As many as the report of the build."""
    report = briefgen.check(built, ["fisheries"])
    said = statement(the_file(built, "fisheries", "docx").read_bytes())
    quotes = said["ledger"]["quotes"]
    assert quotes == {"checked": report.evidence.checked, "failed": 0, "skipped": []}
    assert quotes["checked"] > 0


def test_all_formats_say_the_same(built: Path) -> None:
    """All but the digests of the file itself."""
    said = [statement(the_file(built, "navigation", e).read_bytes()) for e in FORMATS]
    renderings = [one.pop("rendering") for one in said]
    assert [rendering["format"] for rendering in renderings] == list(FORMATS)
    assert said[0] == said[1] == said[2]


def test_bundled_sources_travel_word_for_word(workspace: Path) -> None:
    """The archived texts of the cited sources, in both formats."""
    briefgen.build(workspace)
    assert list(in_pdf(the_file(workspace, "fisheries", "pdf").read_bytes())) == ["provenance.json"]
    from briefgen import pipeline, plan

    assert pipeline.build(workspace, plan.Options(bundle_sources=True)).ok
    said = statement(the_file(workspace, "fisheries", "pdf").read_bytes())
    wanted = {
        f"{source['id']}.txt": (
            workspace / "briefs" / "sources" / source["id"] / "text.txt"
        ).read_bytes()
        for source in said["sources"]
    }
    assert wanted
    pdf = in_pdf(the_file(workspace, "fisheries", "pdf").read_bytes())
    docx = in_docx(the_file(workspace, "fisheries", "docx").read_bytes())
    assert {name: pdf[name] for name in pdf if name != "provenance.json"} == wanted
    assert {name: docx[name] for name in docx if name != "provenance"} == wanted
    with pikepdf.open(the_file(workspace, "fisheries", "pdf")) as file:
        relations = [str(held.AFRelationship) for held in file.Root.AF]
    assert relations == ["/Data", *["/Source"] * len(wanted)]


def test_the_workspace_digest_follows_what_the_brief_is_made_from(workspace: Path) -> None:
    """It changes with the brief's own data and not with that of another theme."""

    def digests() -> dict[str, str]:
        assert briefgen.build(workspace, formats=["docx"]).ok
        return {
            theme: statement(the_file(workspace, theme, "docx").read_bytes())["workspace"]["sha256"]
            for theme in ("fisheries", "navigation")
        }

    before = digests()
    path = workspace / "briefs" / "themes" / "navigation.yaml"
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    after = digests()
    assert after["fisheries"] == before["fisheries"]
    assert after["navigation"] != before["navigation"]


def _in_another_process(workspace: Path, seed: str) -> None:
    command = (
        "import sys, briefgen; "
        "assert briefgen.build(sys.argv[1], formats=['pdf', 'docx', 'html']).ok"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", command, workspace], check=True, env=environment)


def test_no_clock_and_no_hash_shows_in_it(workspace: Path) -> None:
    """Two processes with different hash seeds write the same bytes."""

    def bytes_of() -> dict[str, Any]:
        return {e: the_file(workspace, "fisheries", e).read_bytes() for e in FORMATS}

    _in_another_process(workspace, "1")
    first = bytes_of()
    _in_another_process(workspace, "2")
    assert bytes_of() == first
