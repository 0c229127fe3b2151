"""What a reviewer wrote is never overwritten."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.publish import publish
from briefgen.reviewed import worked_on

BASE = Path(__file__).resolve().parent / "errors" / "none"


def saved_again(data: bytes, **changes: bytes) -> bytes:
    """The same parts as another program would pack them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, changes.get(name, source.read(name)))
    return buffer.getvalue()


@pytest.fixture
def built(briefgen: Callable[..., object], tmp_path: Path) -> Path:
    """A brief that was built."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    assert briefgen("build trade", cwd=tmp_path).code == 0
    (path,) = (tmp_path / "output" / "trade").glob("*.docx")
    return path


def test_our_own_files_are_replaced(
    briefgen: Callable[..., object], built: Path, tmp_path: Path
) -> None:
    """A second build leaves no copies."""
    assert not worked_on(built)
    ran = briefgen("build trade", cwd=tmp_path)
    assert ran.stderr == ""
    assert len(list(built.parent.glob("*.docx"))) == 1


def test_a_reviewed_file_is_kept(
    briefgen: Callable[..., object], built: Path, tmp_path: Path
) -> None:
    """It gets a name of its own, byte for byte; a second one gets another."""
    new = built.read_bytes()
    for number, name in ((1, "-reviewed"), (2, "-reviewed-2")):
        reviewed = saved_again(new, **{"docProps/app.xml": b"<a>%d</a>" % number})
        built.write_bytes(reviewed)
        assert worked_on(built)
        ran = briefgen("build trade", cwd=tmp_path)
        assert ran.code == 0
        assert "warning[reviewed-file-kept]" in ran.stderr
        kept = built.with_name(f"{built.stem}{name}.docx")
        assert f"`{kept.name}`" in ran.stderr
        assert kept.read_bytes() == reviewed
        assert built.read_bytes() == new


def test_the_same_reviewed_file_is_kept_once(tmp_path: Path) -> None:
    """Putting it back and building again makes no further copy."""
    data = saved_again(saved_again_empty())
    for _ in range(2):
        (tmp_path / "a.docx").write_bytes(data)
        publish(tmp_path, {"a.docx": b"new"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a-reviewed.docx", "a.docx"]


def saved_again_empty() -> bytes:
    """A zip file with one part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", b"<w/>")
    return buffer.getvalue()


def test_a_file_with_a_password_is_kept(tmp_path: Path) -> None:
    """What Word locks is no zip file any more (MS-OFFCRYPTO)."""
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    (tmp_path / "a.docx").write_bytes(locked)
    _, diagnostics = publish(tmp_path, {"a.docx": b"new"})
    assert [d.code for d in diagnostics] == ["reviewed-file-kept"]
    assert (tmp_path / "a-reviewed.docx").read_bytes() == locked


def test_what_libreoffice_saves_is_kept(built: Path, tmp_path: Path) -> None:
    """A real office program."""
    office = shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice (writer)")
    out = tmp_path / "saved"
    profile = (tmp_path / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
    subprocess.run(
        [*command, "--outdir", str(out), str(built)], check=True, capture_output=True, timeout=120
    )
    assert worked_on(out / built.name)
