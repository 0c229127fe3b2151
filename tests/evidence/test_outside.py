"""What is quoted from outside of body text: the head of a table, a title, a caption."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen import check

BASE = Path(__file__).resolve().parent.parent / "errors" / "none"
OUTCOMES = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"
SOURCE = "briefs/sources/communique"
TEXT = """\
{title}
The trade ministers of Zubrowka and Ruritania met in Lutz on Tuesday (March 5, 2024) for the \
Second Trade Dialogue.
Both sides decided to open a joint customs office in Lutz.
Instrument | Zubrowka | Ruritania
Grants | 12 million florins | 8 million florins
Loans | 40 million florins | 25 million florins
"""


def workspace(at: Path, title: str, theme: str = "", quotes: tuple[str, ...] = ()) -> Path:
    """A copy of the base workspace with a title, a table, and more quotes of the outcome."""
    shutil.copytree(BASE, at, dirs_exist_ok=True)
    text = TEXT.format(title=title)
    for name in ("text.txt", "original.txt"):
        (at / SOURCE / name).write_text(text, encoding="utf-8")
    digest = sha256(text.encode()).hexdigest()
    (at / SOURCE / "source.yaml").write_text(
        "title: Joint communique of Zubrowka and Ruritania\ngrade: joint-statement\nlanguage: en\n"
        f"original: {{file: original.txt, sha256: {digest}}}\n"
        f"text: {{file: text.txt, sha256: {digest}}}\n"
        "passages:\n  - {passage: 1, kind: title}\n  - {passage: 4, kind: heading}\n",
        encoding="utf-8",
    )
    listed = "".join(f"      - source: communique\n        quote: {quote}\n" for quote in quotes)
    (at / OUTCOMES).write_text(
        "meeting:\n  title: Second Trade Dialogue\n  date: 2024-03-05\n"
        "  parties: [Zubrowka, Ruritania]\n  evidence:\n    - source: communique\n"
        "      quote: The trade ministers of Zubrowka and Ruritania met in Lutz on Tuesday "
        "(March 5, 2024) for the Second Trade Dialogue\n"
        "outcomes:\n  - id: customs-office\n"
        "    summary: Both sides decided to open a joint customs office in Lutz.\n"
        "    commitment: decided\n    themes: [trade]\n    actors: [Zubrowka, Ruritania]\n"
        f"    evidence:\n{listed}",
        encoding="utf-8",
    )
    (at / "briefs/themes/trade.yaml").write_text(f"title: Trade\n{theme}", encoding="utf-8")
    return at


BODY = "Both sides decided to open a joint customs office in Lutz"
NAMES = "Joint communique of Zubrowka and Ruritania"
HEADLINE = "Zubrowka and Ruritania decided to open a customs office"


@pytest.mark.parametrize(
    ("title", "quotes", "warned"),
    [
        (NAMES, (BODY, NAMES), 0),  # it lends its names
        (NAMES, (NAMES,), 1),  # all rests on it
        (HEADLINE, (BODY, HEADLINE), 1),  # it says what was done
    ],
)
def test_titles(tmp_path: Path, title: str, quotes: tuple[str, ...], warned: int) -> None:
    """A title may lend a name to what is quoted from body text, and bear out no deed."""
    report = check(workspace(tmp_path, title, quotes=quotes))
    assert [d.code for d in report.diagnostics].count("quote-boilerplate") == warned


def test_the_head_of_a_table(tmp_path: Path) -> None:
    """A table's head is cited with its row, without a warning."""
    theme = (
        "evidence:\n"
        "  head: {source: communique, quote: Instrument | Zubrowka | Ruritania}\n"
        "  row: {source: communique, quote: Grants | 12 million florins | 8 million florins}\n"
        "background:\n"
        "  - Zubrowka gives 12 million florins in grants [@head; @row].\n"
    )
    report = check(workspace(tmp_path, NAMES, theme, (BODY,)))
    assert [d.code for d in report.diagnostics] == []


def test_the_head_of_a_table_is_offered(tmp_path: Path) -> None:
    """Whoever cites the row alone is told of the head, not of the title."""
    theme = (
        "evidence:\n"
        "  row: {source: communique, quote: Grants | 12 million florins | 8 million florins}\n"
        "background:\n"
        "  - Zubrowka gives 12 million florins in grants [@row].\n"
    )
    report = check(workspace(tmp_path, NAMES, theme, (BODY,)))
    hints = [hint.message for d in report.diagnostics for hint in d.hints]
    assert "the head of the table, passage 4 has `Zubrowka`: cite it as well" in hints
