"""What a brief covers, what it is dated, and how its notes and annex come about."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefgen.brief import compose
from briefgen.brief.wording import english_period, series
from briefgen.document import Document, Heading, Link, NoteMark, Passage, plain_text
from briefgen.evidence.dates import english_date
from briefgen.workspace.model import Workspace
from briefgen.writers import outline

NONE = Path(__file__).parents[1] / "errors" / "none"
ALL = (
    "# T\n\n{{ brief.period }}\n\n{% for o in outcomes %}\n"
    "- id={{ o.id }} {{ o.meeting.title }}{{ o | cite }}\n{% endfor %}\n\n## Annex\n\n::: annex\n"
)


def two_meetings(place: Workspace) -> Workspace:
    """The workspace with a second, later meeting of two days."""
    [first] = place.meetings.values()
    second = replace(
        first,
        id="2026-05-30-lights",
        title="Conference on Lights",
        date=date(2026, 5, 30),
        end_date=date(2026, 6, 1),
        outcomes=tuple(
            replace(o, id=f"{o.id}-2", meeting="2026-05-30-lights", commitment="signed")
            for o in first.outcomes[:1]
        ),
    )
    return replace(place, meetings={first.id: first, second.id: second})


@pytest.mark.parametrize(
    ("request_", "outcomes", "day"),
    [
        ({}, ["salt-2", "ferry-line", "lighthouse", "salt"], "2026-06-01"),
        ({"meeting": ("2026-03-06-ferries",)}, ["ferry-line", "lighthouse", "salt"], "2026-03-06"),
        ({"since": date(2026, 6, 1)}, ["salt-2"], "2026-06-01"),
        ({"since": date(2026, 6, 2)}, [], ""),
        ({"until": date(2026, 5, 29)}, ["ferry-line", "lighthouse", "salt"], "2026-03-06"),
        ({"until": date(2026, 3, 5)}, [], ""),
        ({"date": date(2026, 7, 4)}, ["salt-2", "ferry-line", "lighthouse", "salt"], "2026-07-04"),
    ],
)
def test_meetings_and_dates_narrow_a_brief(
    kitchen: Any, request_: dict[str, Any], outcomes: list[str], day: str
) -> None:
    """Both days of `--since` and `--until` are in; the brief's date is asked, else the latest."""
    kitchen.place = two_meetings(kitchen.place)
    composed = kitchen.compose(ALL, **request_)
    if not outcomes:
        assert [d.code for d in composed.diagnostics] == ["theme-without-outcomes"]
        assert composed.document is None
        return
    assert composed.diagnostics == []
    text = outline.write(composed.document)
    order = [part.split(" ")[0] for part in text.split("id=")[1:]]
    assert order == outcomes
    assert composed.document.date == day


def test_the_theme_dates_the_brief(kitchen: Any) -> None:
    """`date:` of the theme's file stands before the meeting's date."""
    themes = {"ferries": replace(kitchen.place.themes["ferries"], date=date(2026, 4, 1))}
    kitchen.place = replace(kitchen.place, themes=themes)
    assert kitchen.document("# T\n").date == "2026-04-01"
    assert kitchen.document("# T\n", date=date(2026, 4, 2)).date == "2026-04-02"


@pytest.mark.parametrize(
    "name", ["policy-brief", "at-a-glance", "talking-points", "outcome-matrix"]
)
def test_several_meetings_are_named_with_their_outcomes(kitchen: Any, name: str) -> None:
    """The header names the period, and each outcome its meeting."""
    kitchen.place = two_meetings(kitchen.place)
    text = outline.write(kitchen.document(None, name=name))
    assert "Meetings, 6 March to 1 June 2026:" in text
    assert text.count("Conference on Lights, 30 May to 1 June 2026") == 1
    assert text.count("First Ferry Conference, 6 March 2026") == 3


def test_a_note_has_one_full_stop(briefgen: Any, tmp_path: Path) -> None:
    """A quoted sentence brings its own; a quote that ends before it does not."""
    shutil.copytree(NONE, tmp_path, dirs_exist_ok=True)
    (file,) = (tmp_path / "briefs/outcomes").iterdir()
    words = "decided to open a joint customs office in Lutz"
    assert f"{words}”." in briefgen("build trade --emit outline", cwd=tmp_path).stdout
    file.write_text(file.read_text("utf-8").replace(words, f"{words}."), encoding="utf-8")
    out = briefgen("build trade --emit outline", cwd=tmp_path).stdout
    assert f"{words}.”" in out
    assert ".”." not in out


def test_place_only_when_the_data_gives_it(kitchen: Any) -> None:
    """The brief names a place that is recorded and says of others that the data has none."""
    assert "The place of the meeting is not recorded" in outline.write(
        kitchen.document(None, name="policy-brief")
    )
    [meeting] = kitchen.place.meetings.values()
    meetings = {meeting.id: replace(meeting, place="Port Buttercup")}
    kitchen.place = replace(kitchen.place, meetings=meetings)
    text = outline.write(kitchen.document(None, name="policy-brief"))
    assert "6 March 2026 · Port Buttercup · Florin and Guilder" in text
    assert "The place of the meeting" not in text


def links(document: Document) -> dict[int, list[str]]:
    return {
        note.number: [node.target for node in note.children if isinstance(node, Link)]
        for note in document.notes
    }


@pytest.mark.parametrize("name", ["policy-brief", "talking-points", "outcome-matrix"])
def test_marks_notes_and_annex_fit_together(kitchen: Any, name: str) -> None:
    """Numbers run without gaps; each link leads to an anchor; each passage back to its notes."""
    kitchen.place = two_meetings(kitchen.place)
    document = kitchen.document(None, name=name)
    text = outline.write(document)
    order = [int(part.split(")")[0]) for part in text.split("mark(")[1:]]
    assert order == list(range(1, len(document.notes) + 1))
    assert [note.number for note in document.notes] == order
    passages = {b.anchor: b for b in document.blocks if isinstance(b, Passage)}
    cited: dict[str, set[int]] = {anchor: set() for anchor in passages}
    for number, targets in links(document).items():
        assert targets
        for target in targets:
            if target.startswith("#note-"):
                assert int(target.removeprefix("#note-")) < number
            else:
                cited[target.removeprefix("#")].add(number)
    assert {a: set(p.marks) for a, p in passages.items()} == cited
    for passage in passages.values():
        source = kitchen.place.sources["report"]
        assert plain_text(passage.children) == source.passages[int(passage.label) - 1].text


def test_a_template_without_annex_links_nothing(kitchen: Any) -> None:
    """At a glance, notes give quote and passage, without a link that leads nowhere."""
    document = kitchen.document(None, name="at-a-glance")
    assert document.max_pages == 2
    assert not any("passage-" in target for t in links(document).values() for target in t)
    assert "passage 2: “agreed to open" in outline.write(document)


def test_anchors_are_unique(kitchen: Any) -> None:
    """Two headings of the same words have different anchors."""
    document = kitchen.document("# T\n\n## A b\n\n## A b\n\n## A-B\n")
    anchors = [b.anchor for b in document.blocks if isinstance(b, Heading)]
    assert len(set(anchors)) == 3


def test_a_meeting_without_evidence_has_no_note(kitchen: Any) -> None:
    """There is no mark whose note would be empty."""
    [meeting] = kitchen.place.meetings.values()
    kitchen.place = replace(kitchen.place, meetings={meeting.id: replace(meeting, evidence=())})
    document = kitchen.document("# T\n\n{{ meetings | first | cite }} and text\n")
    assert document.notes == ()
    assert not any(isinstance(node, NoteMark) for node in document.blocks[1].children)


def with_found(kitchen: Any, key: str, **changes: Any) -> Any:
    """A function that composes with one quote found differently."""
    own = kitchen.workspace_book()
    found = dict(own.found)
    found[key] = replace(found[key], **changes)
    return compose(kitchen.place, replace(own, found=found), (), kitchen.request("own"))


def test_an_elision_and_an_insertion_are_shown(kitchen: Any) -> None:
    """An elided quote is the archive's words around `[…]`; an insertion is as its author wrote."""
    kitchen.write("own/template.md.j2", "# T\n\na [@ferry-line]\n\n## A\n\n::: annex\n")
    archive = kitchen.place.sources["report"].archive.text
    parts = ("agreed to open a ferry line", "across the Strait of Buttercup")
    spans = tuple((archive.index(p), archive.index(p) + len(p)) for p in parts)
    document, problems = with_found(kitchen, "ferry-line/1", spans=spans)
    assert problems == []
    text = outline.write(document)
    assert "“agreed to open a ferry line […] across the Strait of Buttercup”" in text
    assert f'highlight("{parts[0]}") " " highlight("{parts[1]}")' in text

    item = kitchen.workspace_book().found["ferry-line/1"].evidence
    inserted = replace(item, quote="agreed to open [it] across the Strait of Buttercup")
    [meeting] = kitchen.place.meetings.values()
    outcomes = tuple(
        replace(o, evidence=(inserted,)) if o.id == "ferry-line" else o for o in meeting.outcomes
    )
    kitchen.place = replace(
        kitchen.place, meetings={meeting.id: replace(meeting, outcomes=outcomes)}
    )
    own = kitchen.workspace_book(skip=("ferry-line/1",))
    found = {
        **own.found,
        "ferry-line/1": replace(own.found["salt/1"], evidence=inserted, spans=spans, passages=(2,)),
    }
    document, _ = compose(kitchen.place, replace(own, found=found), (), kitchen.request("own"))
    assert "“agreed to open [it] across the Strait of Buttercup”" in outline.write(document)


def test_a_quote_over_two_passages_names_both(kitchen: Any) -> None:
    """Each passage is in the annex with its own part highlighted."""
    kitchen.write("own/template.md.j2", "# T\n\na [@ferry-line]\n\n## A\n\n::: annex\n")
    archive = kitchen.place.sources["report"].archive.text
    start = archive.index("early this year.")
    end = archive.index("Guilder reaffirmed") + len("Guilder reaffirmed")
    document, _ = with_found(kitchen, "ferry-line/1", spans=((start, end),), passages=(2, 3))
    text = outline.write(document)
    assert 'passages " link<#passage-report-2>("2") " and " link<#passage-report-3>("3")' in text
    assert 'highlight("early this year.")' in text
    assert 'highlight("Guilder reaffirmed")' in text


def test_a_quote_that_could_not_be_checked_says_so(kitchen: Any) -> None:
    """It is printed with the reason, and never as if it had been found."""
    kitchen.write("own/template.md.j2", "# T\n\na [@ferry-line]\n")
    own = kitchen.workspace_book(skip=("ferry-line/1",))
    skipped = replace(own, skipped=(("ferry-line/1", "the archive is encrypted"),))
    document, _ = compose(kitchen.place, skipped, (), kitchen.request("own"))
    assert "News report (the archive is encrypted): “agreed to open" in outline.write(document)


def test_sources_of_one_grade_are_told_apart_and_languages_marked(kitchen: Any) -> None:
    """`News report A` and `B`; words of another language carry its tag."""
    place = kitchen.place
    second = replace(place.sources["report"], id="other", language="fr", title="Autre")
    [meeting] = place.meetings.values()
    outcomes = tuple(
        replace(o, evidence=tuple(replace(e, source="other") for e in o.evidence))
        if o.id == "salt"
        else o
        for o in meeting.outcomes
    )
    kitchen.place = replace(
        place,
        meetings={meeting.id: replace(meeting, outcomes=outcomes)},
        sources={**place.sources, "other": second},
    )
    text = outline.write(kitchen.document(ALL))
    assert "News report A, " in text
    assert "News report B, " in text
    assert '"discussed tariffs on salt"@fr' in text
    assert "passage 4 #passage-other-4 lang=fr" in text
    assert "heading 2 #source-other" in text


def test_unknown_citations_in_prose_point_into_the_theme(make_kitchen: Any) -> None:
    """Both unknown names are reported, each at its own place, with what was meant."""
    kitchen = make_kitchen(background=["First [@ferry-lin].", "Then [@salt; @lon]."])
    composed = kitchen.compose("# T\n")
    found = {d.message.split("`")[1]: d for d in composed.diagnostics}
    assert set(found) == {"ferry-lin", "lon"}
    for name, diagnostic in found.items():
        assert diagnostic.code == "unknown-citation"
        text = kitchen.place.texts[diagnostic.span.path].text
        assert text[diagnostic.span.start : diagnostic.span.end] == name
    assert "`ferry-line`" in found["ferry-lin"].hints[0].message
    assert "`long`" in found["lon"].hints[0].message


@pytest.mark.parametrize(
    ("prose", "pointed"),
    [
        ("# heading", "#"),
        ("a\n\n> quote", ""),
        ("![x](https://example.org/x.png)", "x"),
        ("a <b>bold</b>", "<b>"),
        ("`code`", "code"),
        ("```\ncode\n```", "code"),
        ("| a |\n|---|\n| b |", ""),
        ("a\n\n---\n\nb", "---"),
        ("[x](javascript:alert)", "javascript:alert"),
        ("[x](/relative)", "/relative"),
    ],
)
def test_prose_is_a_smaller_markdown(make_kitchen: Any, prose: str, pointed: str) -> None:
    """What formats cannot all show is refused in a theme's prose, at its place."""
    kitchen = make_kitchen(background=[prose])
    diagnostics = kitchen.compose("# T\n").diagnostics
    assert {d.code for d in diagnostics} == {"markdown-unsupported"}
    span = diagnostics[0].span
    assert span.path == "briefs/themes/ferries.yaml"
    text = kitchen.place.texts[span.path].text
    assert pointed in text[span.start : span.end]


def test_prose_may_have_emphasis_lists_links_and_citations(make_kitchen: Any) -> None:
    """And `:::`, `#` inside a line, `<`, `&` and braces are just text."""
    kitchen = make_kitchen(
        background=[
            "*a* **b** [c](https://example.org/) <https://example.org> [@salt]",
            "- one [@salt]\n- two",
            "::: annex",
            "R&D <5% {{ theme.title }} {% if %} a_b_c 2*3*4",
        ]
    )
    composed = kitchen.compose("# T\n\n{% for p in theme.background %}\n{{ p }}\n\n{% endfor %}\n")
    assert composed.diagnostics == []
    lines = list(outline.write_blocks(composed.document.blocks[1:]))
    assert lines == [
        'paragraph emphasis("a") " " strong("b") " " link<https://example.org/>("c") " " '
        'link<https://example.org>("https://example.org") mark(1)',
        "list",
        "  item",
        '    paragraph "one" mark(2)',
        "  item",
        '    paragraph "two"',
        'paragraph "::: annex"',
        'paragraph "R&D <5% {{ theme.title }} {% if %} a_b_c 2" emphasis("3") "4"',
    ]


def test_importing_the_stage_costs_nothing() -> None:
    """Jinja, Markdown and YAML are imported by the first brief, not before."""
    code = (
        "import sys, briefgen.brief, briefgen.brief.request, briefgen.brief.reference\n"
        "print(sorted({'jinja2', 'markdown_it', 'yaml'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_the_same_input_gives_the_same_document(kitchen: Any) -> None:
    """Twice in one process, the whole tree is equal."""
    first, second = (kitchen.document(None, name="policy-brief") for _ in range(2))
    assert first == second


def test_english() -> None:
    """Dates and series as they are written in British English."""
    assert english_date(date(2026, 1, 16)) == "16 January 2026"
    assert english_period(date(2026, 1, 16), date(2026, 1, 16)) == "16 January 2026"
    assert english_period(date(2026, 5, 3), date(2026, 5, 5)) == "3 to 5 May 2026"
    assert english_period(date(2026, 5, 30), date(2026, 6, 1)) == "30 May to 1 June 2026"
    assert english_period(date(2025, 12, 31), date(2026, 1, 1)) == (
        "31 December 2025 to 1 January 2026"
    )
    assert [series(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
