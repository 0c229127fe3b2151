"""Pages judged by the Nu Html Checker, the reference for HTML (validator.w3.org/nu)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.plan import Options
from briefgen.writers.html import write

from ..docx.sample import brief

ROOT = Path(__file__).resolve().parent.parent.parent.parent
STRAITS = ROOT / "tests/provenance/florin-guilder"


def test_the_checker_finds_no_error(tmp_path: Path) -> None:
    """In the page of every template, and in one with every kind of node. What it says of CSS does
    not count: it does not know container queries (CSS Containment Module Level 3)."""
    jar, java = os.environ.get("VNU_JAR"), shutil.which("java")
    if not jar or not Path(jar).is_file() or java is None:
        pytest.skip("the Nu Html Checker is not here: VNU_JAR names no file, or Java is missing")
    (tmp_path / "sample.html").write_bytes(write(brief())[0])
    straits = tmp_path / "straits"
    shutil.copytree(STRAITS, straits, ignore=shutil.ignore_patterns("output"))
    for template in ("policy-brief", "at-a-glance", "talking-points", "outcome-matrix"):
        for root, theme in ((ROOT, "minerals"), (straits, "fisheries")):
            options = Options((theme,), template, formats=("html",), out=tmp_path / "out")
            assert pipeline.build(root, options).built
    pages = sorted(tmp_path.glob("out/**/*.html"))
    assert len(pages) == 8
    ran = subprocess.run(
        [java, "-jar", jar, "--format", "json", tmp_path / "sample.html", *pages],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    messages = json.loads(ran.stderr)["messages"]
    errors = [
        f"{message['url'].rpartition('/')[2]}: {message['message']}"
        for message in messages
        if message["type"] == "error" and not message["message"].startswith("CSS:")
    ]
    assert errors == []
