"""LibreOffice accepts and rejects all changes, as a person would, and saves the file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefgen.redline import redline
from briefgen.writers.docx import write

from .drafts import document
from .pandoc_text import read

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" \
script:language="StarBasic">Sub Settle(source As String, target As String, how As String)
  Dim props(0) As New com.sun.star.beans.PropertyValue
  Dim out(0) As New com.sun.star.beans.PropertyValue
  Dim doc As Object
  Dim dispatcher As Object
  props(0).Name = &quot;Hidden&quot;
  props(0).Value = False
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), &quot;_blank&quot;, 0, props())
  dispatcher = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
  dispatcher.executeDispatch(doc.CurrentController.Frame, &quot;.uno:&quot; &amp; how _
    &amp; &quot;AllTrackedChanges&quot;, &quot;&quot;, 0, Array())
  out(0).Name = &quot;FilterName&quot;
  out(0).Value = &quot;MS Word 2007 XML&quot;
  doc.storeToURL(ConvertToURL(target), out())
  doc.close(True)
End Sub
</script:module>
"""


def _macro(profile: Path) -> None:
    """Put the macro where LibreOffice's first start made room for one."""
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    assert module.exists()
    module.write_text(_MODULE, encoding="utf-8")


def cell(*pieces: tuple[str, str]) -> tuple[str, Any]:
    """A cell with one paragraph."""
    return ("cell", [list(pieces)])


OLD: list[Any] = [
    ("heading", "Grain"),
    ("paragraph", [("plain", "The port needs dredging"), ("note", "Gazette, passage 3.")]),
    ("bullets", [[("plain", "first")], [("plain", "second")], [("plain", "third")]]),
    (
        "table",
        [
            [cell(("plain", "salt")), cell(("plain", "no"))],
            [cell(("plain", "rye")), cell(("plain", "yes"))],
        ],
    ),
    ("box", [[("plain", "The line to remember.")]]),
    ("paragraph", [("plain", "Taken out altogether."), ("note", "As note 1.")]),
    ("paragraph", [("plain", "The end.")]),
]
NEW: list[Any] = [
    ("heading", "Grain"),
    (
        "paragraph",
        [("plain", "The port of Lutz needs no dredging"), ("note", "Gazette, passage 4.")],
    ),
    ("bullets", [[("plain", "first")], [("strong", "new")], [("plain", "third")]]),
    (
        "table",
        [
            [cell(("plain", "salt")), cell(("note", "now yes"))],
            [cell(("plain", "oats")), cell(("link", "no"))],
        ],
    ),
    ("table", [[cell(("plain", "a table of its own"))]]),
    ("box", [[("plain", "The line to forget.")], [("plain", "And another.")]]),
    ("paragraph", [("plain", "The end.")]),
]


@pytest.mark.parametrize("how", ["Accept", "Reject"])
def test_settled_by_libreoffice(how: str, tmp_path: Path) -> None:
    """The text is what LibreOffice makes of the new file, and of the old one."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice (writer)")
    pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    profile = tmp_path / "profile"
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]

    def run(*arguments: str) -> None:
        subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=120)

    def settled(name: str, data: bytes) -> list[Any]:
        source, target = tmp_path / f"{name}.docx", tmp_path / f"{name}-settled.docx"
        source.write_bytes(data)
        run(f'macro:///Standard.Module1.Settle("{source}","{target}","{how}")')
        return read(target)

    run("macro:///Standard.Module1.Main")
    _macro(profile)
    old, new = write(document(OLD))[0], write(document(NEW))[0]
    made, _ = redline(old, new, ("old.docx", "new.docx"))
    assert made is not None
    assert settled("made", made.data) == settled("plain", new if how == "Accept" else old)
