"""The ledger on the pages of a brief."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.account import LABEL, with_ledger
from briefgen.brief.directives import LedgerPlace
from briefgen.document import Document, Paragraph, Table, Text
from briefgen.ledger import Entry, Ledger, Tally, Waived
from briefgen.plan import Options
from briefgen.writers import outline

NONE = Path(__file__).parent / "errors" / "none"
WAIVER = """\
background:
  - The office will have 17 rooms [@customs-office].
waivers:
  - code: number
    text: The office will have 17 rooms
    reason: the annex, which is not public, says so
    by: A. Perrault
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(NONE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def built(workspace: Path, template: str | None = None) -> str:
    """The words of the page of the only brief."""
    report = pipeline.build(workspace, Options(template=template, formats=("html",)))
    (brief,) = report.built
    page = (workspace / brief.files[0]).read_text(encoding="utf-8")
    return " ".join(re.sub(r"<script.*?</script>|<meta[^>]*>", "", page, flags=re.S).split())


def ours(workspace: Path, text: str) -> None:
    folder = workspace / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / "template.md.j2").write_text(text, encoding="utf-8")


def waived(workspace: Path) -> None:
    theme = workspace / "briefs/themes/trade.yaml"
    theme.write_text(theme.read_text(encoding="utf-8") + WAIVER, encoding="utf-8")


def test_what_is_waived_is_printed(workspace: Path) -> None:
    """Whoever reads the brief reads that its sources do not say it, and who answers for it."""
    waived(workspace)
    page = built(workspace)
    assert LABEL in page
    assert "A. Perrault: the annex, which is not public, says so" in page
    assert "no cited passage gives “17" in page


def test_nothing_is_printed_unasked(workspace: Path) -> None:
    assert LABEL not in built(workspace)


def test_a_template_asks(workspace: Path) -> None:
    """`::: ledger` prints the counts, with the waivers below them, once."""
    waived(workspace)
    prose = "{% for p in theme.background %}{{ p }}\n{% endfor %}"
    ours(workspace, f"# {{{{ theme.title }}}}\n\n{prose}\n::: ledger\n")
    page = built(workspace, "ours")
    assert page.count("A. Perrault: ") == 1
    assert page.index("Sentences of this brief") < page.index(LABEL)


def test_counts() -> None:
    """One row for each kind, with how many were checked, failed, waived and skipped."""
    tallies = (Tally(2, 1), Tally(2), Tally(3, 0, 1), Tally(), Tally(0, 0, 0, 4))
    said = Waived("claim-number", "It has 17 rooms.", "no passage gives `17`", "a letter", "A. P.")
    ledger = Ledger((Entry("It has 17 rooms.", tallies),), (said,))
    blocks = (Paragraph((Text("before"),)), LedgerPlace())
    document = Document("Trade", "en", "2024-03-05", blocks)
    made = with_ledger(document, ledger)
    (table,) = (block for block in made.blocks if isinstance(block, Table))
    rows = [
        [cell.blocks[0].children[0].text for cell in row]  # type: ignore[union-attr]
        for row in table.rows
    ]
    assert rows == [
        ["Sentences", "2", "1", "0", "0"],
        ["Citations", "2", "0", "0", "0"],
        ["Numbers", "3", "0", "1", "0"],
        ["Names", "0", "0", "0", "0"],
        ["Dates", "0", "0", "0", "4"],
    ]
    assert "“It has 17 rooms.”" in outline.write(made)
