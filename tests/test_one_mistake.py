"""One mistake is told once, in words that name what the person wrote."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import briefgen
from briefgen.pipeline import check
from briefgen.plan import Options

ROOT = Path(__file__).resolve().parent.parent
OUTCOMES = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"
THEME = "briefs/themes/trade.yaml"
MORE = """\
  - id: road-money
    summary: Zubrowka pledged $15 billion for roads.
    commitment: committed
    themes: [trade]
    actors: [Zubrowka]
    evidence: [{source: communique, quote: Zubrowka pledged $15 billion for roads}]
"""


def _told(folder: Path, file: str, old: str, new: str) -> list[str]:
    shutil.copytree(ROOT / "tests" / "errors" / "none", folder, dirs_exist_ok=True)
    outcomes = folder / OUTCOMES
    outcomes.write_text(outcomes.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [f"{d.code}: {d.message}" for d in briefgen.check(folder).diagnostics]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        # its citation in the bottom line is not unknown
        ("commitment: decided", "commitment: decide", "bad-value: `commitment` must be one of"),
        # nothing that follows from the day is wrong as well
        ("  parties:", "  end_date: 2024-03-01\n  parties:", "bad-value: `end_date` must not be"),
        ("    actors:", "    due: 2025\n    actors:", "wrong-type: `due` must be text"),
    ],
)
def test_in_an_outcome(tmp_path: Path, old: str, new: str, told: str) -> None:
    (one,) = _told(tmp_path, OUTCOMES, old, new)
    assert one.startswith(told)


def test_a_choice_is_listed_once(tmp_path: Path) -> None:
    """The message lists the words; a hint would only list them again."""
    _told(tmp_path, OUTCOMES, "commitment: decided", "commitment: xyz")
    (one,) = briefgen.check(tmp_path).diagnostics
    assert one.message.count("`reaffirmed`") == 1
    assert one.hints == ()


@pytest.mark.parametrize("name", ["Trade.yaml", "trade.yml", "TRADE.YML"])
def test_a_file_with_another_name(tmp_path: Path, name: str) -> None:
    """Whatever names the theme is right; the file is called wrongly, also for who builds it."""
    shutil.copytree(ROOT / "tests" / "errors" / "none", tmp_path, dirs_exist_ok=True)
    (tmp_path / THEME).rename(tmp_path / "briefs" / "themes" / name)
    (one,) = briefgen.check(tmp_path).diagnostics
    assert (one.code, one.path) == ("file-name", f"briefs/themes/{name}")
    (one,) = briefgen.build(tmp_path, themes=["trade"]).diagnostics
    assert one.code == "file-name"


def test_an_address_is_no_citation(tmp_path: Path) -> None:
    """`@` inside an address, and a name that nothing has, are text."""
    told = _told(
        tmp_path,
        THEME,
        "[@customs-office].",
        "[@customs-office].\nassessment:\n  implications:\n"
        "    - Ask desk@customs-office.example or @nobody, with [@customs-office].",
    )
    assert told == []


def test_a_new_block_inside_one_that_replaces(tmp_path: Path) -> None:
    """Only blocks that are never printed are mistakes."""
    _told(tmp_path, THEME, "title: Trade", "title: Trade")
    ours = tmp_path / "templates" / "ours"
    ours.mkdir(parents=True)
    (ours / "template.md.j2").write_text(
        '{% extends "policy-brief/template.md.j2" %}\n'
        "{% block background %}\n{% block inner %}\nNone.\n{% endblock %}\n{% endblock %}\n",
        encoding="utf-8",
    )
    below = tmp_path / "templates" / "below"
    below.mkdir()
    (below / "template.md.j2").write_text(
        '{% extends "ours/template.md.j2" %}\n{% block inner %}\nNothing.\n{% endblock %}\n'
        "{% block innner %}\nNothing.\n{% endblock %}\n",
        encoding="utf-8",
    )
    assert check(tmp_path, Options(template="ours")).diagnostics == ()
    (one,) = check(tmp_path, Options(template="below")).diagnostics
    assert one.code == "template-block"
    assert one.hints[0].message == "did you mean `inner`?"
