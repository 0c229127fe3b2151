"""Files made to fill the memory or to take forever: each is read or refused within bounds.

Each runs in a process of its own that may use 20 seconds and 600 MiB: a test that ran out would be
killed, and fail. What is measured on a laptop stands in the comments of the readers.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

SECONDS, MEMORY = 20, 600 << 20

HEAD = "<!doctype html><title>t</title>"
MAIL = "Message-ID: 1\nMIME-Version: 1.0\n"
N = 60_000

#: A file's name, and Python for its content.
FILES = {
    "elements in elements": ("a.html", f"{HEAD!r} + '<div>' * {N} + 'x'"),
    "formatting in formatting": ("a.html", f"{HEAD!r} + '<p><font><b>' * {N} + 'x'"),
    "tables in tables": ("a.html", f"{HEAD!r} + '<table><tr><td>' * {N} + 'x'"),
    "items in items": ("a.html", f"{HEAD!r} + '<ol><li>' * {N} + 'x'"),
    "attributes": (
        "a.html",
        f"{HEAD!r} + '<p ' + ' '.join(f'a{{i}}=1' for i in range({N}*5)) + '>x'",
    ),
    "an attribute": ("a.html", f"{HEAD!r} + '<p title=\"' + 'a' * 9_000_000 + '\">x'"),
    "open quotes": ("a.html", f"{HEAD!r} + '<p a=\"' * {N} + 'x'"),
    "references": ("a.html", f"{HEAD!r} + '<p>' + '&amp;&#' * {N}"),
    "a reference": ("a.html", f"{HEAD!r} + '<p>&#' + '1' * 3_000_000 + ';x'"),
    "less-than signs": ("a.html", f"{HEAD!r} + '<' * {N}"),
    "comments": ("a.html", f"{HEAD!r} + '<!--' * {N}"),
    "scripts": ("a.html", f"{HEAD!r} + '<script>' * {N}"),
    "titles": ("a.html", f"{HEAD!r} + '<title>a</title>' * {N}"),
    "spanning cells": (
        "a.html",
        f"{HEAD!r} + '<table><tr>' + ('<td rowspan=9999>' + 'a' * 290) * 300 + '<tr>' * {N}",
    ),
    "data for search engines": (
        "a.html",
        f"{HEAD!r} + '<script type=application/ld+json>' + '[' * 400_000 + '</script><p>x'",
    ),
    "style sheets": ("a.html", f"{HEAD!r} + '<style>' + '@media x{{.a{{' * {N} + '</style><p>x'"),
    "elements": ("a.html", f"{HEAD!r} + '<p>a' * 1_000_000"),
    "entities of a DTD": (
        "a.html",
        "'<!DOCTYPE html [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY c \"&b;&b;\">' "
        "+ ']><html><p>&c;<!ENTITY x SYSTEM \"file:///etc/passwd\">&x;'",
    ),
    "a line": ("a.txt", "'word and another. ' * 1_500_000"),
    "lines": ("a.txt", "'a\\n' * 3_000_000"),
    "sentences": ("a.txt", "'The ministers agreed to open an office in Lutz by May. ' * 300_000"),
    "blank lines": ("a.txt", "'\\n' * 20_000_000"),
    "commas": ("a.txt", "'a,' * 10_000_000"),
    "controls": ("a.txt", "'a\\u202eb\\u2066 ' * 1_000_000"),
    "bytes": ("a.txt", "__import__('random').Random(1).randbytes(3_000_000)"),
    "brackets": ("a.md", "'![' * 9_000"),
    "quotations": ("a.md", "'>' * 1_000_000 + 'a'"),
    "parts": (
        "a.eml",
        f"{MAIL!r} + 'Content-Type: multipart/mixed; boundary=a\\n\\n' "
        "+ '--a\\n\\nx\\n' * 90_000",
    ),
    "parts in parts": (
        "a.eml",
        f"{MAIL!r} + ''.join(f'Content-Type: multipart/mixed; boundary=a{{i}}\\n\\n--a{{i}}\\n' "
        "for i in range(19)) + '\\nx' * 500_000",
    ),
    "a subject": (
        "a.eml",
        f"{MAIL!r} + 'Subject: =?utf-8?q?' + '=41' * 1_000_000 + '?=\\n\\nhello'",
    ),
    "quoting marks": ("a.eml", f"{MAIL!r} + '\\n' + '> ' * 4_000_000"),
    "fields": ("a.eml", "'Message-ID: 1\\nMIME-Version: 1\\n' + 'A: b\\n' * 600_000 + '\\nx'"),
}  # fmt: skip

PROGRAM = textwrap.dedent(
    """
    import sys
    from briefgen.ingest.candidate import candidate
    data = eval(sys.argv[2])
    made, problems = candidate(data.encode() if isinstance(data, str) else data, sys.argv[1], {})
    if made is not None:
        made.files(made.passages())
    print("read" if made is not None else problems[0].code)
    """
)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process are those of Linux")
@pytest.mark.parametrize("case", FILES)
def test_bounds(case: str) -> None:
    """Nothing in a file takes more than its share of time and memory."""
    name, content = FILES[case]
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, name, content],
        capture_output=True,
        text=True,
        preexec_fn=_limit,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src"), "PATH": ""},
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2_000:]
    assert ran.stdout.strip() in ("read", "source-unusable", "source-without-text", "source-kind")


def test_no_file_is_fetched() -> None:
    """An entity that names a file stays a word, and a frame stays closed."""
    from briefgen.ingest.candidate import candidate

    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>The office is at &x; in Lutz.'
        '<iframe src="file:///etc/passwd"></iframe>'
    )
    made, _ = candidate(page.encode(), "a.html", {})
    assert made is not None
    text = " ".join(block.text for block in made.reading.blocks)
    assert "The office is at &x; in Lutz." in text
    assert "root:" not in text
