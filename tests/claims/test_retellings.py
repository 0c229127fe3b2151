"""One outcome as two sources tell it: what is a disagreement, and what is none.

The pairs were written by hand, each as two people might report the same thing.
"""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

import briefgen
from briefgen.pipeline import read

ROOT = Path(__file__).resolve().parents[2]
FILE = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"


def _source(folder: Path, name: str, grade: str, text: str) -> None:
    held = folder / "briefs" / "sources" / name
    held.mkdir(exist_ok=True)
    content = f"{text}\n".encode()
    for file in ("text.txt", "original.txt"):
        (held / file).write_bytes(content)
    digest = sha256(content).hexdigest()
    (held / "source.yaml").write_text(
        f"title: A text of the {name}\ngrade: {grade}\nlanguage: en\n"
        f"original: {{file: original.txt, sha256: {digest}}}\n"
        f"text: {{file: text.txt, sha256: {digest}}}\n",
        encoding="utf-8",
    )


def _workspace(folder: Path, told: dict[str, str], grades: dict[str, str], **keys: str) -> Path:
    """A workspace with one outcome that each source tells in a sentence, the whole of it quoted."""
    shutil.copytree(ROOT / "tests" / "errors" / "none", folder, dirs_exist_ok=True)
    for name, text in told.items():
        _source(folder, name, grades[name], text)
    outcome = {
        "id": "it",
        "summary": "The two sides agreed on it.",
        "commitment": "noted",
        "themes": "[trade]",
        "actors": "[Zubrowka]",
    } | keys
    lines = [f"    {key}: {value}\n" for key, value in outcome.items()]
    evidence = [
        f"      - source: {name}\n        quote: >-\n          {text.rstrip('.')}\n"
        for name, text in told.items()
    ]
    file = folder / FILE
    text = file.read_text(encoding="utf-8")
    written = "".join(["  - ", lines[0].lstrip(), *lines[1:], "    evidence:\n", *evidence])
    file.write_text(text + written, encoding="utf-8")
    return folder


GRADES = {"statement": "joint-statement", "courier": "news-report"}


def _differ(folder: Path, one: str, other: str) -> list[str]:
    """What the brief's readers are told of two accounts."""
    _workspace(folder, {"courier": other, "statement": one}, GRADES)
    remarks = read(folder).remarks
    return [remark.text.partition("”: ")[2] for remark in remarks if remark.outcome == "it"]


DISAGREE = [
    (
        "Zubrowka pledged $15 billion for roads.",
        "Zubrowka pledged $12 billion for roads.",
        "the joint statement gives $15 billion, the news report $12 billion.",
    ),
    (
        "Zubrowka pledged €1.5 billion for roads.",
        "Zubrowka pledged €15 billion for roads.",
        "the joint statement gives €1.5 billion, the news report €15 billion.",
    ),
    (
        "The two sides agreed to open the office by June 2025.",
        "The two sides agreed to open the office by September 2025.",
        "the joint statement gives June 2025, the news report September 2025.",
    ),
    (
        "The two sides agreed to open the office by June 2025.",
        "The two sides agreed to open the office by the end of 2025.",
        "the joint statement gives June 2025, the news report the end of 2025.",
    ),
    (
        "The Dialogue will be held in the first quarter of 2027.",
        "The Dialogue will be held in May 2027.",
        "the joint statement gives the first quarter of 2027, the news report May 2027.",
    ),
    (
        "The agreement enters into force on 1 May 2025.",
        "The agreement enters into force on 1 June 2025.",
        "the joint statement gives 1 May 2025, the news report 1 June 2025.",
    ),
    (
        "Zubrowka pledged to deliver 12 trains.",
        "Zubrowka pledged to deliver 20 trains.",
        "the joint statement gives 12, the news report 20.",
    ),
    (
        "The two sides agreed to cut tariffs by 10 per cent.",
        "The two sides agreed to cut tariffs by 20%.",
        "the joint statement gives 10 per cent, the news report 20%.",
    ),
    (
        "The two sides discussed an agreement on transit.",
        "The two sides signed an agreement on transit.",
        "the joint statement says “discussed” (explored), the news report “signed”.",
    ),
    (
        "Ruritania agreed to open the canal.",
        "Both sides agreed to open the canal.",
        "the joint statement names “Ruritania”, the news report “Both sides”.",
    ),
    (
        "The Ruritanian minister pledged to open the canal.",
        "The Zubrowkan minister pledged to open the canal.",
        "the joint statement names “The Ruritanian minister”, "
        "the news report “The Zubrowkan minister”.",
    ),
]


@pytest.mark.parametrize(("one", "other", "told"), DISAGREE)
def test_disagreements(tmp_path: Path, one: str, other: str, told: str) -> None:
    """The reader is told, by the words of both, and the better grade comes first."""
    assert _differ(tmp_path, one, other) == [told]


ALIKE = [
    (
        "Zubrowka pledged $15 billion for roads.",
        "Zubrowka pledged 15,000 million dollars for roads.",
    ),
    ("Zubrowka pledged $15 billion for roads.", "Zubrowka pledged about $14.8 billion for roads."),
    (
        "Zubrowka pledged $15 billion for roads.",
        "Zubrowka pledged more than $14 billion for roads.",
    ),
    # what only one of them says
    ("Zubrowka pledged $15 billion for roads.", "Zubrowka pledged money for roads."),
    (
        "Zubrowka pledged $15 billion for roads.",
        "Zubrowka pledged $15 billion for roads, after $3 billion for rail in 2019.",
    ),
    # other currencies, other units, other things
    ("Zubrowka pledged $15 billion for roads.", "Zubrowka pledged €14 billion for roads."),
    ("The two sides agreed to open 12 offices.", "The two sides agreed to open 30 checkpoints."),
    # a date that holds the other, and one that cannot be told
    (
        "The two sides agreed to open the office by June 2025.",
        "The two sides agreed to open the office by 2025.",
    ),
    (
        "The two sides agreed to open the office by June 2025.",
        "The two sides agreed to open the office by next summer.",
    ),
    (
        "The two sides agreed to open the office by November 2025.",
        "The two sides agreed to open the office by the end of 2025.",
    ),
    # the meeting's own day beside a deadline
    (
        "On 5 March 2024 the two sides agreed to open the office by June 2025.",
        "The two sides agreed to open the office by June 2025.",
    ),
    # the same strength in other words
    ("The two sides agreed to open the canal.", "The two sides decided to open the canal."),
    # the same actors in other words
    ("Both sides agreed to open the canal.", "Zubrowka and Ruritania agreed to open the canal."),
    ("Both sides agreed to open the canal.", "Zubrowka agreed with Ruritania to open the canal."),
    ("Both sides agreed to open the canal.", "The ministers agreed to open the canal."),
    (
        "Zubrowka and Ruritania agreed that Ruritania will join the customs union.",
        "Ruritania will join the customs union.",
    ),
    (
        "The foreign ministers of Zubrowka and Ruritania agreed to open the canal.",
        "Minister Weiss and his colleague agreed to open the canal, Zubrowka said.",
    ),
    # the same, as people retell it
    (
        "They agreed to hold the next Dialogue in Klopek in the first half of 2027.",
        "The next round is to be held in Klopek in spring 2027.",
    ),
    (
        "Florin will invest 450 million euros in rare earths over five years.",
        "Florin will invest $500 million in mining over the next five years, officials said.",
    ),
    (
        "The two sides agreed to train 300 engineers by the end of 2026.",
        "They agreed to train some 300 engineers by late 2026.",
    ),
    (
        "Ruritania will study the cost, estimated at between $40 million and $55 million.",
        "Ruritania will study the cost, which may reach $55 million.",
    ),
    (
        "The ministers agreed to establish a Joint Working Group on Critical Minerals in 2026.",
        "Zubrowka and Ruritania agreed on Friday to set up a working group on critical minerals.",
    ),
    (
        "The two sides agreed to cut tariffs from 12 to 8 per cent.",
        "The two sides agreed to cut tariffs to 8 per cent.",
    ),
    (
        "The two sides decided to launch 2 satellites in the third quarter of 2026.",
        "The two sides decided to launch two satellites in September 2026.",
    ),
    (
        "The agreement was signed on 5 March 2024 and will enter into force on 1 May 2024.",
        "The agreement was signed and is to enter into force on May 1.",
    ),
    (
        "Zubrowka pledged $15 billion over ten years, of which $3 billion in grants.",
        "Zubrowka pledged $15 billion, with $3 billion of it in grants.",
    ),
    # a second sentence that another source does not have
    (
        "Zubrowka pledged $15 billion for roads. The first $2 billion are due in May 2024.",
        "Zubrowka pledged $15 billion for roads.",
    ),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_no_disagreement(tmp_path: Path, one: str, other: str) -> None:
    """What can both be true is no disagreement."""
    assert _differ(tmp_path, one, other) == []
    assert _differ(_fresh(tmp_path), other, one) == []


def _fresh(folder: Path) -> Path:
    return folder / "turned"


def test_amount_outside_the_quote(tmp_path: Path) -> None:
    """A quote that leaves the other amount out does not hide it."""
    text = "Zubrowka pledged money for roads, $12 billion in all."
    folder = _workspace(
        tmp_path,
        {"statement": "Zubrowka pledged $15 billion for roads.", "courier": text},
        GRADES,
    )
    file = folder / FILE
    short = file.read_text(encoding="utf-8").replace(text.rstrip("."), "Zubrowka pledged money")
    file.write_text(short, encoding="utf-8")
    (remark,) = (one for one in read(folder).remarks if one.outcome == "it")
    assert remark.text.endswith("gives $15 billion, the news report $12 billion.")


def test_three_sources(tmp_path: Path) -> None:
    """Each later source is compared with the better ones; who agrees is not told twice."""
    told = {
        "summary": "Zubrowka pledged $12 billion for roads.",
        "courier": "Zubrowka pledged $12 billion for roads.",
        "statement": "Zubrowka pledged $15 billion for roads.",
    }
    folder = _workspace(tmp_path, told, GRADES | {"summary": "summary"})
    texts = [one.text.partition("”: ")[2] for one in read(folder).remarks if one.outcome]
    assert texts == [
        "the joint statement gives $15 billion, the news report $12 billion.",
        "the joint statement gives $15 billion, the summary $12 billion.",
    ]


def test_two_of_one_grade_are_told_apart(tmp_path: Path) -> None:
    """By their titles."""
    told = {
        "courier": "Zubrowka pledged $12 billion for roads.",
        "herald": "Zubrowka pledged $15 billion for roads.",
    }
    folder = _workspace(tmp_path, told, {"courier": "news-report", "herald": "news-report"})
    (remark,) = (one for one in read(folder).remarks if one.outcome)
    assert remark.text.endswith(
        "the news report “A text of the courier” gives $12 billion, "
        "the news report “A text of the herald” $15 billion."
    )


def _report(folder: Path, template: str = "policy-brief") -> tuple[briefgen.Report, str]:
    report = briefgen.build(folder, themes=["trade"], template=template, formats=["html"])
    files = [path for brief in report.built for path in brief.files]
    return report, files[0].read_text(encoding="utf-8") if files else str(report)


@pytest.mark.parametrize(
    "template", ["policy-brief", "talking-points", "outcome-matrix", "at-a-glance"]
)
def test_the_reader_is_told(tmp_path: Path, template: str) -> None:
    """In every template: on whose word it rests, the best first, and where they differ."""
    told = {
        "courier": "Zubrowka pledged $12 billion for roads.",
        "statement": "Zubrowka pledged $15 billion for roads.",
    }
    keys = {"summary": "Zubrowka pledged $15 billion for roads.", "commitment": "committed"}
    folder = _workspace(tmp_path, told, GRADES, **keys)
    report, page = _report(folder, template)
    assert report.ok, str(report)
    assert "old by: Joint statement B, also a news report" in page
    assert "The sources differ on “Zubrowka pledged $15 billion for roads”" in page
    assert {d.code for d in report.diagnostics if d.severity == "warning"} == {"sources-differ"}
    assert report.ledger.skipped == ()


def test_only_briefs_with_the_outcome_say_so(tmp_path: Path) -> None:
    """A disagreement about another theme's outcome is not in this brief, though it cites the
    same sources."""
    told = {
        "courier": "Zubrowka pledged $12 billion for roads.",
        "communique": "Zubrowka pledged $15 billion for roads.",
    }
    folder = _workspace(tmp_path, told, GRADES | {"communique": "joint-statement"}, themes="[rail]")
    _source(
        folder,
        "communique",
        "joint-statement",
        "\n".join(
            (ROOT / "tests/errors/none/briefs/sources/communique/text.txt")
            .read_text(encoding="utf-8")
            .splitlines()
        ),
    )
    (folder / "briefs" / "themes" / "rail.yaml").write_text("title: Rail\n", encoding="utf-8")
    _, page = _report(folder)
    assert "The sources differ" not in page


@pytest.mark.parametrize(
    ("grade", "actors", "told"),
    [
        ("read-out", "[Zubrowka, Ruritania]", "one side’s own account alone"),
        ("summary", "[Zubrowka, Ruritania]", "a summary alone"),
        ("read-out", "[Zubrowka]", ""),
        ("news-report", "[Zubrowka, Ruritania]", ""),
        ("joint-statement", "[Zubrowka, Ruritania]", ""),
    ],
)
def test_one_account(tmp_path: Path, grade: str, actors: str, told: str) -> None:
    """What both sides are said to have agreed, on the word of one of them or of a summary."""
    keys = {
        "summary": "The two sides agreed to open the canal.",
        "commitment": "decided",
        "actors": actors,
    }
    sentence = {"ministry": "The two sides agreed to open the canal."}
    folder = _workspace(tmp_path, sentence, {"ministry": grade}, **keys)
    report, page = _report(folder)
    assert report.ok, str(report)
    expected = (
        f"That both sides agreed rests on {told} for “The two sides agreed to open the canal”."
    )
    assert (expected in page) == bool(told)
    assert any(d.code == "one-account" for d in report.diagnostics) == bool(told)


def test_who_writes_what_the_statement_says(tmp_path: Path) -> None:
    """Whoever says no more than the joint statement is not told to say more, because a
    reporter does."""
    told = {
        "courier": "The two sides signed an agreement on transit.",
        "statement": "The two sides decided to conclude an agreement on transit.",
    }
    keys = {
        "summary": "The two sides decided to conclude an agreement on transit.",
        "commitment": "decided",
    }
    report = briefgen.check(_workspace(tmp_path, told, GRADES, **keys))
    assert [d.code for d in report.diagnostics if d.severity != "note"] == ["sources-differ"]


@pytest.mark.parametrize(("amount", "follows"), [("$12 billion", True), ("$15 billion", False)])
def test_whoever_follows_the_lesser_source_is_told(
    tmp_path: Path, amount: str, follows: bool
) -> None:
    """An outcome that says what the reporter says, and not what the joint statement says."""
    told = {
        "courier": "Zubrowka pledged $12 billion for roads.",
        "statement": "Zubrowka pledged $15 billion for roads.",
    }
    keys = {"summary": f"Zubrowka pledged {amount} for roads.", "commitment": "committed"}
    (found,) = (
        d
        for d in briefgen.check(_workspace(tmp_path, told, GRADES, **keys)).diagnostics
        if d.code == "sources-differ"
    )
    assert ("write what `statement` says" in found.hints[-1].message) == follows
