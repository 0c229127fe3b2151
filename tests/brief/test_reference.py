"""`docs/templates.md`: the worked example works, and the reference is that of the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from briefgen.brief.library import Library
from briefgen.brief.reference import reference
from briefgen.brief.templates import environment_of
from briefgen.writers import outline

PAGE = Path(__file__).resolve().parents[2] / "docs" / "templates.md"
BUILTIN = Path(__file__).resolve().parents[2] / "templates"
MARK = "<!-- From here on generated from the code by `pytest --update`. -->\n\n"


def test_the_page_ends_with_the_reference(update: bool) -> None:
    """The manual lists what there is, and is made from it."""
    page = PAGE.read_text(encoding="utf-8")
    made = page[: page.index(MARK)] + MARK + reference(BUILTIN)
    if update:
        PAGE.write_text(made, encoding="utf-8")
        page = made
    assert page == made


def test_each_filter_and_test_is_listed(tmp_path: Path) -> None:
    """What a template can use is what the page names, no more and no less."""
    env = environment_of(Library(tmp_path, BUILTIN))
    section = reference(BUILTIN).split("\n## ")
    listed = {part.split("\n")[0]: set(re.findall(r"^\| `(\w+)`", part, re.M)) for part in section}
    assert listed["Filters"] == {name for name in env.filters if " " not in name}
    assert listed["Tests"] == {name for name in env.tests if name.isidentifier()}


def example() -> dict[str, str]:
    """The files of the worked example, as the page shows them."""
    fence = re.compile(r"^`(templates/\S+)`:\n\n```\w+\n(.*?)^```$", re.M | re.S)
    return {match[1]: match[2] for match in fence.finditer(PAGE.read_text(encoding="utf-8"))}


def test_the_worked_example(kitchen: Any) -> None:
    """The office's colours and its changed block are in the brief, and all else is as it was."""
    files = example()
    assert set(files) == {"templates/straits/template.md.j2", "templates/straits/style.yaml"}
    for name, text in files.items():
        kitchen.write(name.removeprefix("templates/"), text)
    ours = kitchen.document(None, name="straits")
    builtin = kitchen.document(None, name="policy-brief")
    assert ours.style.colours.accent == "#0b5d4b"
    assert ours.style.colours.muted == builtin.style.colours.muted
    assert ours.style.size == 11
    assert ours.style.page == builtin.style.page
    mine, theirs = (
        [line for line in outline.write(d).splitlines() if line.startswith("heading 1")]
        for d in (ours, builtin)
    )
    assert [line.replace("background", "x") for line in theirs if "ackground" not in line] == [
        line for line in mine if "need to know" not in line
    ]
    assert "What you need to know" in "".join(mine)
    assert (
        "“agreed to open a ferry line across the Strait of Buttercup early this year”"
        in (outline.write(ours).split("What you need to know")[1].split("heading 1")[0])
    )


def test_blocks_that_the_page_names(kitchen: Any) -> None:
    """Each block of each built-in template is named, and those of the default can be replaced."""
    section = PAGE.read_text(encoding="utf-8").split("\n## Blocks of the built-in templates\n")[1]
    rows = re.findall(r"^\| `([\w-]+)` \| (.*) \|$", section.split("\n## ")[0], re.M)
    named = {name: re.findall(r"`(\w+)`", blocks) for name, blocks in rows}
    assert sorted(named) == sorted(folder.name for folder in BUILTIN.iterdir())
    for name, blocks in named.items():
        source = (BUILTIN / name / "template.md.j2").read_text(encoding="utf-8")
        assert re.findall(r"{% block (\w+) %}", source.split("-#}", 1)[1]) == blocks
    blocks = named["policy-brief"]
    for block in blocks:
        if block == "title":
            continue
        template = (
            '{% extends "policy-brief/template.md.j2" %}'
            "{% block " + block + " %}\n## Replaced\n\nHere.\n{% endblock %}"
        )
        assert "Here." in outline.write(kitchen.document(template, name=f"with-{block}"))


@pytest.mark.parametrize(
    "name", ["policy-brief", "at-a-glance", "talking-points", "outcome-matrix"]
)
def test_built_in_templates_are_without_fault(kitchen: Any, name: str) -> None:
    """Each built-in template makes a brief that shows every outcome with a note."""
    document = kitchen.document(None, name=name)
    text = outline.write(document)
    for outcome in kitchen.place.outcomes():
        assert outcome.summary.rstrip(".") in text
    assert "The report’s weekday does not fit." in text
    assert "Not stated: publisher, date of publication and web address." in text
    # what the steps mean is said once, beside the ladder
    assert "The scale: " not in text
    assert "1 decided (agreed to, will, launched, established)" in text
