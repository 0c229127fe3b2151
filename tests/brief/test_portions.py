"""Portion marks stand at the head of what they mark, and the banner is never lower."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Document,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Passage,
    Portion,
    Table,
    Title,
    plain_text,
)
from briefgen.workspace.model import TLP, Mark, Workspace

from .conftest import Kitchen
from .conftest import workspace as small

OFFICE = (Mark("OPEN", "O"), Mark("GUARDED", "G"), Mark("SECRET", "S"))

#: Prints one outcome in a paragraph, a list, a row and a heading, through filters.
EVERYWHERE = """\
# {{ theme.title }}

{% for outcome in outcomes %}
{{ outcome.summary }}{{ outcome | cite }}

- first {{ outcome.summary | upper }}

::: table widths="1,1" caption="Rows"
| Who | What |
|---|---|
| {{ outcome.who }} | {{ outcome.summary | truncate(12) }} |
:::
{% endfor %}
"""


def marked(
    root: Path, floor: str = "", scheme: tuple[Mark, ...] = OFFICE, **outcomes: str
) -> Workspace:
    """The small workspace with markings on some of its outcomes, `_` for `-` in their ids."""
    place = small(root)
    wanted = {name.replace("_", "-"): mark for name, mark in outcomes.items()}
    (meeting,) = place.meetings.values()
    changed = replace(
        meeting,
        outcomes=tuple(replace(o, marking=wanted.get(o.id, "")) for o in meeting.outcomes),
    )
    return replace(
        place,
        settings=replace(place.settings, marking=floor, markings=scheme),
        meetings={meeting.id: changed},
    )


def on_prose(place: Workspace, **keys: str) -> Workspace:
    """With markings on parts of the theme's prose."""
    theme = place.themes["ferries"]
    parts: dict[str, Any] = {}
    for key, marking in keys.items():
        held = getattr(theme, key)
        parts[key] = (
            tuple(replace(p, marking=marking) for p in held)
            if isinstance(held, tuple)
            else replace(held, marking=marking)
        )
    return replace(place, themes={"ferries": replace(theme, **parts)})


def composed(place: Workspace, template: str, own: str | None = None) -> Document:
    """The brief that a template makes, without any diagnostic."""
    kitchen = Kitchen(place.root, place)
    made = kitchen.compose(own, name=template)
    assert made.diagnostics == []
    assert made.document is not None
    return made.document


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Inlines]:
    """The inlines of each paragraph and heading, and of each row's first paragraph."""
    for block in blocks:
        match block:
            case Title() | Heading() | Paragraph() | Passage():
                yield block.children
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from paragraphs(item.blocks)
            case BlockQuote() | Callout():
                yield from paragraphs(block.blocks)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from paragraphs(cell.blocks)


def heads(document: Document) -> list[tuple[str, str]]:
    """Each portion mark with the words after it. Marks stand nowhere but at heads."""
    found = []
    for inlines in [*paragraphs(document.blocks), *(n.children for n in document.notes)]:
        for place, node in enumerate(inlines):
            if isinstance(node, Portion):
                assert place == 0
                found.append((words(node.children).strip(), plain_text(inlines)))
    return found


def words(inlines: Inlines) -> str:
    return "".join(getattr(node, "text", "") for node in inlines)


def signs(document: Document) -> bool:
    """Whether any of the signs that marks travel as is left in the document."""
    return any("\ufde0" <= c <= "\ufdef" for c in repr(document))


def test_marks_open_paragraphs_items_and_rows(tmp_path: Path) -> None:
    """Through any filter, once in each; the row's at the head of its first cell."""
    place = marked(tmp_path, salt="GUARDED")
    document = composed(place, "own", EVERYWHERE)
    assert heads(document)[:3] == [
        ("(G)", "Tariffs on salt were discussed."),
        ("(G)", "first TARIFFS ON SALT WERE DISCUSSED."),
        ("(G)", "Florin and Guilder"),
    ]
    assert document.marking == "GUARDED"
    assert not signs(document)


def test_an_unmarked_outcome_has_no_mark(tmp_path: Path) -> None:
    """Nobody is told a marking that nobody gave."""
    place = marked(tmp_path, salt="GUARDED")
    document = composed(place, "own", "# T\n\n{{ outcomes[0].summary }}{{ outcomes[0] | cite }}\n")
    assert heads(document) == []
    assert document.marking == ""


def test_a_note_and_a_passage_carry_the_mark_of_what_they_support(tmp_path: Path) -> None:
    """Also when the outcome is only cited, in another theme's prose."""
    place = marked(tmp_path, floor="OPEN", ferry_line="SECRET")
    document = composed(place, "own", "# T\n\n{{ theme.bottom_line }}\n\n::: annex\n")
    (note,) = document.notes
    assert isinstance(note.children[0], Portion)
    passages = [b for b in document.blocks if isinstance(b, Passage)]
    assert [isinstance(p.children[0], Portion) for p in passages] == [True]
    assert document.marking == "SECRET"


def test_prose_is_marked_where_it_is_printed(tmp_path: Path) -> None:
    """A paragraph in a template that prints it; in one that does not, it raises nothing."""
    place = on_prose(marked(tmp_path, floor="OPEN"), background="SECRET")
    document = composed(place, "own", "# T\n\n{{ theme.background[0] }}\n")
    assert heads(document) == [("(S)", "The report is about ferries.")]
    assert document.marking == "SECRET"
    without = composed(place, "own", "# T\n\n{{ theme.bottom_line }}\n")
    assert (heads(without), without.marking) == ([], "OPEN")


@pytest.mark.parametrize(
    "template", ["policy-brief", "at-a-glance", "talking-points", "outcome-matrix"]
)
def test_the_banner_is_never_lower(template: str, tmp_path: Path) -> None:
    """In each built-in template, for each marking of each part: the banner is the highest of
    the floor and of all marks that are printed."""
    levels = [mark.mark for mark in OFFICE]
    for floor in ("", *levels):
        for marking in levels:
            place = marked(tmp_path, floor, salt=marking, lighthouse="OPEN")
            place = on_prose(place, recommendations="GUARDED")
            document = composed(place, template)
            printed = {mark for mark, _ in heads(document)}
            highest = max(
                [OFFICE.index(m) for m in OFFICE if f"({m.portion})" in printed]
                + ([levels.index(floor)] if floor else [])
            )
            assert document.marking == levels[highest]
            assert f"({marking[0]})" in printed
            assert not signs(document)


def test_every_paragraph_with_words_of_an_outcome_is_marked(tmp_path: Path) -> None:
    """Its summary, owner, due date and the rest, wherever the default brief prints them."""
    place = marked(tmp_path, ferry_line="SECRET")
    document = composed(place, "policy-brief")
    rows = [
        row
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        if "ferry line" in " ".join(plain_text(i) for c in row for i in paragraphs(c.blocks))
    ]
    assert len(rows) == 2
    for row in rows:
        assert isinstance(next(paragraphs(row[0].blocks))[0], Portion)


def test_traffic_lights(tmp_path: Path) -> None:
    """TLP 2.0: labels whole, and the banner in its colour on black."""
    place = marked(tmp_path, "TLP:GREEN", TLP, salt="TLP:AMBER+STRICT", lighthouse="TLP:CLEAR")
    document = composed(place, "policy-brief")
    assert document.marking == "TLP:AMBER+STRICT"
    assert document.marking_colours == ("#FFC000", "#000000")
    assert {mark for mark, _ in heads(document)} == {"(TLP:AMBER+STRICT)", "(TLP:CLEAR)"}


def test_the_standards_labels_and_colours() -> None:
    """FIRST, TLP 2.0: five labels, without spaces, in this order, with these colours."""
    assert [(mark.mark, mark.colours) for mark in TLP] == [
        ("TLP:CLEAR", ("#FFFFFF", "#000000")),
        ("TLP:GREEN", ("#33FF00", "#000000")),
        ("TLP:AMBER", ("#FFC000", "#000000")),
        ("TLP:AMBER+STRICT", ("#FFC000", "#000000")),
        ("TLP:RED", ("#FF2B2B", "#000000")),
    ]


def test_without_markings_nothing_changes(tmp_path: Path) -> None:
    """A free text stands on the pages as it is, and no paragraph is marked."""
    place = marked(tmp_path, "Für den Dienstgebrauch", ())
    document = composed(place, "policy-brief")
    assert document.marking == "Für den Dienstgebrauch"
    assert document.marking_colours is None
    assert heads(document) == []


def test_signs_in_the_data_are_none(tmp_path: Path) -> None:
    """A text that holds one of the reserved characters cannot mark or unmark itself."""
    place = marked(tmp_path, salt="OPEN")
    (meeting,) = place.meetings.values()
    forged = tuple(
        replace(o, summary="\ufde2" + o.summary) if o.id == "salt" else o for o in meeting.outcomes
    )
    place = replace(place, meetings={meeting.id: replace(meeting, outcomes=forged)})
    document = composed(place, "own", "# T\n\n{{ outcomes[2].summary }}{{ outcomes[2] | cite }}\n")
    assert heads(document)[0][0] == "(O)"
    assert document.marking == "OPEN"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("outcome.summary | sentence_case", "Tariffs"),
        ("outcome.summary | capitalize", "Tariffs"),
        ("outcome.summary | title", "Tariffs On Salt"),
        ("outcome.summary | truncate(0)", "…"),
        ("outcome.summary | replace('Tariffs', 'Duties')", "Duties"),
        ("outcome.summary | strong", "Tariffs"),
        ("('Note: ' ~ outcome.summary) | small", "Note: Tariffs"),
        ("outcome.quotes | map(attribute='text') | join(', ')", "discussed"),
    ],
)
def test_no_filter_loses_the_mark(printed: str, shown: str, tmp_path: Path) -> None:
    """What is printed of a marked outcome is marked, whatever a template does with it."""
    place = marked(tmp_path, salt="SECRET")
    own = (
        "# T\n\n{% set outcome = outcomes | selectattr('id', 'eq', 'salt') | first %}\n"
        f"{{{{ {printed} }}}}\n"
    )
    document = composed(place, "own", own)
    ((mark, text),) = heads(document)
    assert mark == "(S)"
    assert text.startswith(shown)
    assert document.marking == "SECRET"


def test_a_template_for_release_is_marked_as_what_it_prints(tmp_path: Path) -> None:
    """It chooses by the marking, and what it leaves out raises nothing."""
    place = marked(tmp_path, floor="OPEN", salt="SECRET", lighthouse="OPEN")
    own = (
        "# T\n\n{% for outcome in outcomes if outcome.marking == 'OPEN' %}\n"
        "{{ outcome.summary }}{{ outcome | cite }}\n{% endfor %}\n"
    )
    document = composed(place, "own", own)
    assert document.marking == "OPEN"
    assert "salt" not in repr(document.blocks)


def test_the_title_of_the_file_has_no_mark(tmp_path: Path) -> None:
    """A mark in a heading is printed, and is no part of bookmarks and metadata."""
    place = marked(tmp_path, salt="SECRET")
    own = "# {{ (outcomes | last).summary }}\n\nWords.\n"
    document = composed(place, "own", own)
    assert document.title == "Tariffs on salt were discussed."
    assert heads(document) == [("(S)", "Tariffs on salt were discussed.")]


def test_markdown_for_looking_at_has_no_signs(tmp_path: Path) -> None:
    """`--emit markdown` shows what a template made, readably."""
    place = marked(tmp_path, salt="SECRET")
    made = Kitchen(tmp_path, place).compose(name="policy-brief")
    assert not any("\ufde0" <= c <= "\ufdef" for c in made.markdown)
