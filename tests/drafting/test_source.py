"""A source drafted: `briefgen draft` on whole workspaces, as a user runs it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import briefgen as package
from briefgen.drafting.meetings import Meets, meeting_of
from briefgen.drafting.proposed import Proposed
from briefgen.drafting.rules import Rules
from briefgen.drafting.shelf import Quote, Shelf
from briefgen.drafting.source import _ended, _Names, draft
from briefgen.drift.archive import passages
from briefgen.drift.carried import Entry
from briefgen.evidence.passages import Match, find
from briefgen.evidence.resolve import not_body
from briefgen.text import SourceText
from briefgen.workspace.load import load
from briefgen.workspace.model import Source

ROOT = Path(__file__).resolve().parent.parent.parent
Run = Callable[..., Any]

STATEMENT = """\
Joint statement of Florin and Guilder
Foreign Minister Anna Weiss of Florin and Foreign Minister Tom Okafor of Guilder met in Lutz \
for the Third Florin–Guilder Strategic Dialogue on 4 March 2026. They were received by the mayor.
Critical minerals
The two sides agreed to set up a fund for lithium by the end of next year. \
Analysts expect little of it.
Weiss underlined that Florin's lithium is for sale. \
The two sides did not agree on a price for lithium.
Trade
The two sides agreed to meet again. The two sides discussed tariffs.
The two sides agreed to set up a fund for lithium by the end of next year.
The following documents were signed:
(a) Memorandum of Understanding on lithium refining
"""
EXISTING = """\
# Kept by hand: the order matters here.
meeting:
  title: Third Florin–Guilder Strategic Dialogue   # as the statement calls it
  date: 2026-03-04
  parties: [Florin, Guilder]
  evidence: [{source: statement, quote: "Third Florin–Guilder Strategic Dialogue on 4 March 2026"}]

outcomes:
  # the only one so far
  - {id: tariffs, summary: The two sides discussed tariffs., commitment: explored, themes: [trade],
     actors: [Florin, Guilder],
     evidence: [{source: statement, quote: The two sides discussed tariffs}]}

  - id: lithium-for-sale
    status: rejected
    reason: a sales pitch
    summary: Weiss underlined that Florin's lithium is for sale.
    commitment: noted
    themes: [minerals]
    actors: [Florin]
    evidence:
      - source: statement
        quote: Weiss underlined that Florin's lithium is for sale

waivers: []
"""
MEETING = "2026-03-04-third-florin-guilder-strategic-dialogue"


def archive(folder: Path, name: str, text: str, *, language: str = "en") -> None:
    """A source of a workspace, archived as it is."""
    source = folder / "briefs" / "sources" / name
    source.mkdir(parents=True)
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    for file in ("original.txt", "text.txt"):
        (source / file).write_bytes(content)
    (source / "source.yaml").write_text(
        f"""\
title: {text.splitlines()[0]}
grade: joint-statement
language: {language}
original: {{file: original.txt, sha256: {digest}}}
text: {{file: text.txt, sha256: {digest}}}
passages:
  - {{passage: 1, kind: title}}
  - {{passage: 3, kind: heading}}
  - {{passage: 6, kind: heading}}
""",
        encoding="utf-8",
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with a source, two themes, and no outcomes yet."""
    folder = tmp_path / "workspace"
    for name in ("themes", "outcomes"):
        (folder / "briefs" / name).mkdir(parents=True)
    (folder / "briefs/workspace.yaml").write_text("organisation: Policy unit\n", encoding="utf-8")
    (folder / "briefs/themes/minerals.yaml").write_text(
        "title: Minerals\nmatch: [lithium]\n", encoding="utf-8"
    )
    (folder / "briefs/themes/trade.yaml").write_text(
        "title: Trade\nmatch: [tariffs, trade]\n", encoding="utf-8"
    )
    archive(folder, "statement", STATEMENT)
    return folder


def drafted(briefgen: Run, workspace: Path, options: str = "") -> dict[str, Any]:
    ran = briefgen(f"draft statement --json {options}", cwd=workspace)
    assert ran.code == 0, ran.stderr
    data: dict[str, Any] = json.loads(ran.stdout)
    return data


def test_a_new_meeting_is_read_from_the_source(briefgen: Run, workspace: Path) -> None:
    """Title, day and parties come from the source, and the file checks without a finding."""
    data = drafted(briefgen, workspace)
    assert data["file"] == f"briefs/outcomes/{MEETING}.yaml"
    assert data["written"]
    loaded, _, problems = load(workspace)
    assert loaded is not None
    assert problems == []
    meeting = loaded.meetings[MEETING]
    assert meeting.title == "Third Florin–Guilder Strategic Dialogue"
    assert (meeting.date.isoformat(), meeting.parties) == ("2026-03-04", ("Florin", "Guilder"))
    assert meeting.outcomes == ()
    assert [one.commitment for one in meeting.proposed] == [
        "decided",
        "noted",
        "decided",
        "explored",
        "signed",
    ]
    fund = meeting.proposed[0]
    assert fund.themes == ("minerals",)
    assert fund.due is not None
    assert (fund.due.text, fund.due.derived_from) == (
        "by the end of 2027",
        "by the end of next year",
    )
    assert meeting.proposed[1].actors == ("Florin",)
    # told by the heading above it, since it says itself nothing of a theme
    assert meeting.proposed[2].themes == ("trade",)
    assert [one.quote for one in meeting.proposed[4].evidence] == [
        "The following documents were signed",
        "Memorandum of Understanding on lithium refining",
    ]

    assert meeting.proposed[4].summary == (
        "The Memorandum of Understanding on lithium refining was signed."
    )


def test_accepted_as_they_are_they_build(briefgen: Run, workspace: Path) -> None:
    """What is proposed passes every check of a build once somebody accepts it."""
    ids = [one["id"] for one in drafted(briefgen, workspace)["proposed"]]
    accepting = " ".join(f"--accept {name}" for name in ids)
    ran = briefgen(f"review-drafts {accepting}", cwd=workspace)
    assert ran.code == 0, ran.stderr
    report = package.check(workspace)
    assert report.ok
    # the statement itself says one thing twice, which is told whatever is drafted from it
    assert {one.code for one in report.diagnostics} == {"source-repeats"}


def test_a_file_that_is_there_keeps_what_it_has(briefgen: Run, workspace: Path) -> None:
    """New outcomes come after the last; comments, layout and what follows stay byte for byte."""
    file = workspace / "briefs/outcomes" / f"{MEETING}.yaml"
    file.write_text(EXISTING, encoding="utf-8")
    data = drafted(briefgen, workspace)
    assert [one["commitment"] for one in data["proposed"]] == ["decided", "decided", "signed"]
    written = file.read_text(encoding="utf-8")
    before = EXISTING.removesuffix("\nwaivers: []\n")
    assert written.startswith(before.rstrip("\n"))
    assert written.endswith("\nwaivers: []\n")
    assert written.removeprefix(before.rstrip("\n")).startswith("\n\n  - id: ")
    reasons = [one["reason"] for one in data["passed_over"]]
    assert reasons.count("known") == 2  # the accepted and the rejected one


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_again_is_nothing_new(briefgen: Run, workspace: Path, ends: str) -> None:
    """Neither what is proposed already nor what was rejected is proposed a second time."""
    file = workspace / "briefs/outcomes" / f"{MEETING}.yaml"
    file.write_bytes(EXISTING.replace("\n", ends).encode())
    drafted(briefgen, workspace)
    once = file.read_bytes()
    assert (b"\r\n" in once) == (ends == "\r\n")
    assert once.count(b"\n") == once.count(ends.encode())
    again = drafted(briefgen, workspace)
    assert (again["proposed"], again["written"]) == ([], False)
    assert file.read_bytes() == once


def test_words_that_stand_twice_are_told_apart(briefgen: Run, workspace: Path) -> None:
    """A quote that occurs twice gets the words around it; a sentence said again is a repeat."""
    text = STATEMENT + "Florin agreed to lend lithium. In May, Florin agreed to lend lithium.\n"
    shutil.rmtree(workspace / "briefs/sources/statement")
    archive(workspace, "statement", text)
    data = drafted(briefgen, workspace)
    assert "repeat" in [one["reason"] for one in data["passed_over"]]
    loaned = [one for one in data["proposed"] if "lend" in one["summary"]]
    assert len(loaned) == 2
    assert loaned[0]["evidence"][0]["suffix"]
    report = package.check(workspace)
    assert not [one for one in report.diagnostics if one.code.startswith("quote")]


def test_only_one_theme(briefgen: Run, workspace: Path) -> None:
    """`--theme` leaves the others for later."""
    data = drafted(briefgen, workspace, "--theme trade")
    assert {tuple(one["themes"]) for one in data["proposed"]} == {("trade",)}
    more = drafted(briefgen, workspace)
    assert {tuple(one["themes"]) for one in more["proposed"]} == {("minerals",)}


def test_a_dry_run_writes_nothing(briefgen: Run, workspace: Path) -> None:
    """It shows what would be proposed, why, and what was passed over."""
    ran = briefgen("draft statement --dry-run --why --verbose", cwd=workspace)
    assert ran.code == 0
    assert "`agreed` makes it `decided`" in ran.stdout
    assert "denied: it was not done" in ran.stdout
    assert "nothing was written" in ran.stderr
    assert list((workspace / "briefs/outcomes").iterdir()) == []


def test_what_the_source_does_not_say_has_to_be_given(briefgen: Run, workspace: Path) -> None:
    """Nothing is invented: the options that are missing are named."""
    shutil.rmtree(workspace / "briefs/sources/statement")
    archive(workspace, "statement", "Notes\nBoth sides agreed to share lithium.\nx\ny\nz\nw\n")
    ran = briefgen("draft statement", cwd=workspace)
    assert ran.code == 2
    for option in ("--title", "--date", "--party"):
        assert option in ran.stderr
    assert list((workspace / "briefs/outcomes").iterdir()) == []
    ran = briefgen(
        'draft statement --title "Talks in Lutz" --date 2026-01-02 --party Florin --party Guilder',
        cwd=workspace,
    )
    assert ran.code == 0, ran.stderr
    assert (workspace / "briefs/outcomes/2026-01-02-talks-in-lutz.yaml").is_file()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Переговоры", "2026-01-02-meeting"),
        ("Gespräche Klow–Szohôd", "2026-01-02-gesprache-klow-szohod"),
        (
            "Second Ministerial Meeting of the Parties to the Convention on Inland Navigation",
            "2026-01-02-second-ministerial-meeting-of-the-parties-to-the-convention-on-inland",
        ),
    ],
)
def test_a_meeting_in_any_letters_has_an_id(
    briefgen: Run, workspace: Path, title: str, name: str
) -> None:
    """Of whole words, or `meeting` where none has Latin letters; and the file can be read."""
    (workspace / "briefs/outcomes" / f"{MEETING}.yaml").unlink(missing_ok=True)
    ran = briefgen(
        f'draft statement --title "{title}" --date 2026-01-02 --party Florin --party Guilder',
        cwd=workspace,
    )
    assert ran.code == 0, ran.stderr
    assert (workspace / f"briefs/outcomes/{name}.yaml").is_file()
    assert load(workspace)[2] == []


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("draft statemnt", 1, "did you mean `statement`?"),
        ("draft statement --theme mineral", 1, "did you mean `minerals`?"),
        ("draft statement --meeting no-such", 1, "there is no `no-such`"),
        ("draft statement --date yesterday", 2, "is not a date"),
    ],
)
def test_wrong_names_are_named(
    briefgen: Run, workspace: Path, command: str, code: int, words: str
) -> None:
    """A name that is not there is an error with the nearest one."""
    ran = briefgen(command, cwd=workspace)
    assert (ran.code, ran.stdout) == (code, "")
    assert words in " ".join(ran.stderr.split())


def test_a_source_that_was_changed_is_refused(briefgen: Run, workspace: Path) -> None:
    """Nothing is proposed from words that were not archived."""
    text = workspace / "briefs/sources/statement/text.txt"
    text.write_text(STATEMENT.replace("lithium", "cobalt"), encoding="utf-8")
    ran = briefgen("draft statement", cwd=workspace)
    assert ran.code == 1
    assert "error[source-changed]" in ran.stderr
    assert list((workspace / "briefs/outcomes").iterdir()) == []


def test_other_languages_are_refused(briefgen: Run, workspace: Path) -> None:
    """The rules read English, and say so."""
    archive(workspace, "japanese", "声明\n本文\nx\ny\nz\nw\n", language="ja")
    ran = briefgen("draft japanese", cwd=workspace)
    assert ran.code == 2
    assert "reads English" in ran.stderr


def test_a_file_written_in_braces_is_left_alone(briefgen: Run, workspace: Path) -> None:
    """Where nothing can be added without touching what is there, nothing is."""
    file = workspace / "briefs/outcomes" / f"{MEETING}.yaml"
    first = EXISTING.index("  - id: lithium-for-sale")
    content = EXISTING[:first]
    file.write_text(content, encoding="utf-8")
    ran = briefgen("draft statement", cwd=workspace)
    assert ran.code == 1
    assert "edit-refused" in ran.stderr
    assert file.read_text(encoding="utf-8") == content


def test_the_example() -> None:
    """On the real report the rules find 21 of the 22 outcomes that people took from it, in 18
    sentences, and nothing else; every quote is looked up as a build does."""
    loaded, _, _ = load(ROOT)
    assert loaded is not None
    meeting = next(iter(loaded.meetings.values()))
    source = loaded.sources["news-report"]
    texts = {p: t for p, t in loaded.texts.items() if not p.startswith("briefs/outcomes/")}
    empty = replace(loaded, meetings={}, texts=texts)
    made = draft(empty, source, Rules(), meeting=meeting)
    spans = [_span(source, entry.quotes[-1].text) for entry in made.entries]
    hits = {}
    for outcome in meeting.outcomes:
        places = [_span(source, one.quote) for one in outcome.evidence]
        hits[outcome.id] = [
            n for n, (a, b) in enumerate(spans) if any(a < d and c < b for c, d in places)
        ]
    assert sorted(name for name, found in hits.items() if not found) == ["partnership-elevated"]
    assert {n for found in hits.values() for n in found} == set(range(18))


def test_a_few_passages_are_enough() -> None:
    """Looking through the passages that have a quote's words finds what the whole text has."""
    loaded, _, _ = load(ROOT)
    assert loaded is not None
    source = loaded.sources["news-report"]
    shelf = Shelf(loaded, source)
    text = source.archive.text
    quotes = [one.quote for meeting in loaded.meetings.values() for one in meeting.evidence]
    quotes += [one.quote for outcome in loaded.outcomes() for one in outcome.evidence]
    quotes += ["no such words", "the", "Japan … the Quad", *text.splitlines(), text[40:90]]
    for quote in quotes:
        whole = find(text, quote, ignore=shelf.aside, passages=True)
        found = shelf.find(Quote(quote))
        assert (found.spans if found else None) == (
            whole.spans if isinstance(whole, Match) else None
        )


def _span(source: Source, quote: str) -> tuple[int, int]:
    aside = sorted((start, end) for start, end, _ in not_body(source))
    found = find(source.archive.text, quote, ignore=aside, passages=True)
    assert isinstance(found, Match)
    return found.spans[0]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Joint Statement on the Florin–Guilder Summit", "Florin–Guilder Summit"),
        ("Read-out of the Florin–Guilder Energy Talks, Lutz", "Florin–Guilder Energy Talks"),
        (
            "Joint Statement on the Visit of the President of Florin",
            "Joint Statement on the Visit of the President of Florin",
        ),
        ("Weiss and Sato hold First Florin–Guilder Summit", "First Florin–Guilder Summit"),
        ("A new port for Lutz", "Joint Committee"),
    ],
)
def test_a_heading_names_the_meeting(tmp_path: Path, title: str, expected: str) -> None:
    """The meeting is what the source's heading calls it; only else what its text names first."""
    folder = tmp_path / "workspace"
    (folder / "briefs/outcomes").mkdir(parents=True)
    (folder / "briefs/workspace.yaml").write_text("organisation: Policy unit\n", encoding="utf-8")
    text = (
        "The Joint Committee of Florin and Guilder met on 4 March 2026.\nTrade\nOne.\nTwo.\nOre\n"
    )
    archive(folder, "statement", f"{title}\n{text}")
    loaded, _, _ = load(folder)
    assert loaded is not None
    assert meeting_of(loaded.sources["statement"]).title == expected


def test_without_themes_it_says_what_to_do(briefgen: Run, workspace: Path) -> None:
    """A workspace without a theme is told that it lacks one, and how to write it."""
    for file in (workspace / "briefs/themes").iterdir():
        file.unlink()
    ran = briefgen("draft statement", cwd=workspace)
    assert ran.code == 0, ran.stderr
    said = ran.stdout + ran.stderr
    assert "there is no theme here yet" in said
    assert "briefs/themes/NAME.yaml" in said


@pytest.mark.parametrize("end", [";", "; and", ".", ",", ""])
def test_a_summary_ends_as_a_sentence(end: str) -> None:
    """What ends an item of a list gives way to a full stop."""
    assert _ended(f"Both sides agreed to open the port{end}") == (
        "Both sides agreed to open the port."
    )


def test_ids_are_made_of_whole_words(workspace: Path) -> None:
    """Also of words with accents: those are left out, not the letters, and no word is cut there."""
    loaded = load(workspace)[0]
    assert loaded is not None
    names = _Names(loaded)
    quote = "agreed to build a hydrogen corridor between Klow and Szohôd"
    assert names.new(quote, "agreed") == "build-hydrogen-corridor-klow"
    quote = "agreed to widen the Szohôd–Tromsø road"
    assert names.new(quote, "agreed") == "widen-szohod-tromso-road"
    assert names.new(quote, "agreed") == "widen-szohod-tromso-road-2"


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        (
            "Joint Statement following the Ministerial Meeting between Borduria and Syldavia",
            "The sides met in Klow on 14 May 2025.",
            ("Borduria", "Syldavia"),
        ),
        (
            "Joint Statement",
            "The Foreign Minister of Borduria, Mr. Ilya Trovic, and the Foreign Minister of "
            "Syldavia, Ms. Hana Kosk, met in Klow on 14 May 2025.",
            ("Borduria", "Syldavia"),
        ),
        (
            "Statement",
            "The Ministers of Trade of Borduria and Syldavia met in Klow on 14 May 2025.",
            ("Borduria", "Syldavia"),
        ),
        (
            "Statement",
            "The Ministers of Trade and Industry of Borduria and Syldavia met on 14 May 2025.",
            ("Borduria", "Syldavia"),
        ),
        (
            "Statement",
            "The Ministers of Defence and Foreign Affairs met on 14 May 2025.",
            (),
        ),
        (
            "Statement of the Port Talks",
            "Borduria and Syldavia met in Klow on 14 May 2025 for the Port Talks. Kov and Trovic "
            "shook hands. Kov and Trovic left. Kov and Trovic spoke to reporters.",
            ("Borduria", "Syldavia"),
        ),
    ],
)
def test_the_sentence_of_the_meeting_says_between_whom(
    workspace: Path, heading: str, text: str, expected: tuple[str, ...]
) -> None:
    """Not whatever two names stand together most often, which may be persons."""
    assert _meets(workspace, heading, text).parties == expected


def test_persons_are_no_parties(workspace: Path) -> None:
    """Those whom the text calls by an office did meet; the meeting was not theirs."""
    text = "Trovic and Kosk met in Klow on 14 May 2025. Minister Trovic thanked Ms Kosk."
    assert _meets(workspace, "Talks in Klow", text).parties == ()


def _meets(workspace: Path, heading: str, text: str) -> Meets:
    """What a source of a heading and a paragraph says of its meeting."""
    loaded = load(workspace)[0]
    assert loaded is not None
    source = loaded.sources["statement"]
    archive = SourceText(source.archive.path, f"{heading}\n{text}\n")
    classified = (Entry(1, "title", None, ""),)
    return meeting_of(
        replace(
            source,
            title=heading,
            archive=archive,
            passages=passages([heading, text], classified, [None, None]),
        )
    )


def test_what_is_missing_is_told_with_what_was_found(briefgen: Run, workspace: Path) -> None:
    """Who has to give the date sees what the source says of the meeting, and its own date."""
    folder = workspace / "briefs" / "sources" / "statement"
    text = "Talks between Florin and Guilder\nThe two sides agreed to meet again.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    for name in ("text.txt", "original.txt"):
        (folder / name).write_text(text, "utf-8")
    (folder / "source.yaml").write_text(
        "title: Talks between Florin and Guilder\ndate: 2026-03-05\ngrade: joint-statement\n"
        f"language: en\noriginal: {{file: original.txt, sha256: {digest}}}\n"
        f"text: {{file: text.txt, sha256: {digest}}}\npassages: [{{passage: 1, kind: title}}]\n",
        "utf-8",
    )
    for file in (workspace / "briefs" / "outcomes").glob("*.yaml"):
        file.unlink()
    ran = briefgen("draft statement --title Talks", cwd=workspace)
    assert ran.code == 2
    assert "parties: Florin, Guilder (the heading)" in ran.stderr
    assert "give `--date`, or `--meeting`" in ran.stderr
    assert "the source is of 2026-03-05" in ran.stderr


LISTED = """\
Joint Statement on the Second Carpania–Veldora Ministerial on Lithium
The Minister for Foreign Affairs of Carpania, Ms Irena Solt, and the Minister of State of Veldora, \
Mr Tomas Gael, met in Port Asel on 17 and 18 September 2025 for the Second Ministerial on Lithium. \
The two sides agreed to establish a Joint Lithium Commission.
Lithium
Both sides agreed:
to exchange lithium every month from January 2026;
Tariffs
Both sides agreed:
to consider a common stock of lithium;
to end the tariffs.
"""


def test_a_list_is_drafted_and_builds(briefgen: Run, workspace: Path) -> None:
    """Each item with the words of its own lead, told from the like of it; days, place and title of
    the meeting; and what was accepted passes every check as it is."""
    shutil.rmtree(workspace / "briefs" / "sources" / "statement")
    archive(workspace, "statement", LISTED)
    data = drafted(briefgen, workspace)
    assert [one["summary"] for one in data["proposed"]] == [
        "The two sides agreed to establish a Joint Lithium Commission.",
        "Both sides agreed to exchange lithium every month from January 2026.",
        "Both sides agreed to consider a common stock of lithium.",
        "Both sides agreed to end the tariffs.",
    ]
    quotes = [
        [(quote["quote"], quote["suffix"]) for quote in one["evidence"]]
        for one in data["proposed"][1:3]
    ]
    assert quotes == [
        [
            ("Both sides agreed", ": to exchange lithium"),
            ("to exchange lithium every month from January 2026", None),
        ],
        [
            ("Both sides agreed", ": to consider a common"),
            ("to consider a common stock of lithium", None),
        ],
    ]
    loaded, _, problems = load(workspace)
    assert loaded is not None
    assert problems == []
    (meeting,) = loaded.meetings.values()
    assert meeting.title == "Second Carpania–Veldora Ministerial on Lithium"
    assert meeting.parties == ("Carpania", "Veldora")
    assert (str(meeting.date), str(meeting.end_date)) == ("2025-09-17", "2025-09-18")
    assert meeting.place == "Port Asel"
    accepting = " ".join(f"--accept {one['id']}" for one in data["proposed"])
    assert briefgen(f"review-drafts {accepting}", cwd=workspace).code == 0
    report = package.check(workspace)
    assert report.ok
    assert report.diagnostics == ()


def test_a_lead_that_cannot_be_told_apart_proposes_nothing(workspace: Path) -> None:
    """Rather than an item without what was done with it."""
    loaded = load(workspace)[0]
    assert loaded is not None
    shelf = Shelf(loaded, loaded.sources["statement"])
    text = shelf.source.archive.text
    at = text.index("tariffs")
    found = Proposed(
        0, "decided", "discussed tariffs", 0, 7, "", "", lead="Both sides agreed:", told="x"
    )
    assert shelf.anchored(found, at, at + 7) == ()


@pytest.mark.parametrize(
    ("text", "first", "last", "place"),
    [
        ("met in Port Asel on 17 and 18 September 2025", "2025-09-17", "2025-09-18", "Port Asel"),
        ("met in Klow from 29 September to 1 October 2025", "2025-09-29", "2025-10-01", "Klow"),
        ("met from 30 December 2025 to 2 January 2026 in Klow", "2025-12-30", "2026-01-02", "Klow"),
        ("met on September 17–18, 2025", "2025-09-17", "2025-09-18", None),
        ("met on 16, 17 and 18 September 2025", "2025-09-16", "2025-09-18", None),
        ("met between the 17th and 18th of September 2025", "2025-09-17", "2025-09-18", None),
        ("met in Klow on 14 May 2025", "2025-05-14", None, "Klow"),
        ("met on 14 May 2025 in May", "2025-05-14", None, None),
        ("met on 14 May 2025 to sign the Klow Pact in Trom", "2025-05-14", None, None),
        ("met on 31 and 32 May 2025", None, None, None),
    ],
)
def test_first_and_last_day_and_place(
    workspace: Path, text: str, first: str | None, last: str | None, place: str | None
) -> None:
    """Of several days both; where it was only in the words that date it."""
    told = _meets(workspace, "Talks", f"Borduria and Syldavia {text}.")
    shown = [str(day) if day else None for day in (told.date, told.end_date)]
    assert [*shown, told.place] == [first, last, place]
    assert told.place is None or told.place in told.quote


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The sides agreed to establish a Joint River Commission.", None),
        ("The Third Ministerial will be held in Klow.", None),
        (
            "They met for the Second Ministerial on Water and Energy.",
            "Second Ministerial on Water and Energy",
        ),
        (
            "They set up a Joint River Commission at the Second Energy Dialogue.",
            "Second Energy Dialogue",
        ),
    ],
)
def test_what_is_set_up_or_to_come_is_not_the_meeting(
    workspace: Path, text: str, title: str | None
) -> None:
    """Only a body or meeting that the text does not first bring about gives the title."""
    assert _meets(workspace, "Statement of the two sides", text).title == title


def test_what_was_given_is_told_as_given(briefgen: Run, workspace: Path) -> None:
    """Not with the passage where the source says something else."""
    ran = briefgen("draft statement --dry-run --title Talks", cwd=workspace)
    assert ran.code == 0
    assert "title: Talks (as given)" in ran.stderr
    assert "date: 2026-03-04 (passage 2)" in ran.stderr


def test_what_all_adds_is_told(briefgen: Run, workspace: Path) -> None:
    """The passage and the words of a candidate that was left out as doubtful."""
    shutil.rmtree(workspace / "briefs" / "sources" / "statement")
    weak = "The lithium mine is expected to open in 2029."
    archive(workspace, "statement", LISTED.replace("Both sides agreed:", weak, 1))
    before = briefgen("draft statement --dry-run --json", cwd=workspace)
    ran = briefgen("draft statement --dry-run", cwd=workspace)
    assert f"`--all` proposes it, too (passage 4: “{weak}”)" in ran.stderr
    after = briefgen("draft statement --dry-run --json --all", cwd=workspace)
    number = [len(json.loads(one.stdout)["proposed"]) for one in (before, after)]
    assert number[1] == number[0] + 1


def test_a_lead_quoted_alone_is_no_decision(workspace: Path) -> None:
    """What was agreed stands in the items: an outcome that quotes only `Both sides agreed` from
    the line above them is refused."""
    shutil.rmtree(workspace / "briefs" / "sources" / "statement")
    archive(workspace, "statement", LISTED.replace("Both sides agreed:", "Both sides decided:", 1))
    (workspace / "briefs/outcomes/talks.yaml").write_text(
        """\
meeting:
  title: Second Ministerial on Lithium
  date: 2025-09-17
  end_date: 2025-09-18
  parties: [Carpania, Veldora]
  evidence: [{source: statement, quote: met in Port Asel on 17 and 18 September 2025}]
outcomes:
  - id: agreed
    summary: Both sides agreed.
    commitment: decided
    themes: [minerals]
    actors: [Carpania, Veldora]
    evidence: [{source: statement, quote: Both sides agreed}]
""",
        "utf-8",
    )
    found = package.check(workspace).diagnostics
    (said,) = [one.message for one in found if one.code == "commitment-too-strong"]
    assert "it opens a list, and says nothing without an item of it" in said
