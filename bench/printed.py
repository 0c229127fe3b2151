"""What a reader of a brief sees, ready-made for the programs that briefgen is compared with.

They are spared what briefgen does to get there: no quote is looked up, no note numbered.
In YAML and Markdown `[^7]` is the mark of note 7; in JSON such a text is cut into pieces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from content import Brief, Fact, quoted
from vocabulary import IMPLICATIONS, READING, RECOMMENDATIONS

CITATION = re.compile(r" ?\[@([\w; @-]+)\]([.,]?)")
MARK = re.compile(r"\[\^(\d+)\]")
LEVELS = {"signed": 5, "decided": 4, "committed": 3, "reaffirmed": 2, "explored": 1, "noted": 0}


def printed(brief: Brief) -> dict[str, Any]:
    """The brief as plain values: strings, tables, notes and annex, in printed order."""
    facts = {fact.id: fact for fact in brief.facts()}
    notes: list[dict[str, Any]] = []

    def mark(*cited: Fact) -> str:
        quotes = "; ".join(f"“{fact.quote}”" for fact in cited)
        text = f"Joint statement: {quotes}, passage"
        passages = [fact.number for fact in cited]
        notes.append({"number": len(notes) + 1, "text": text, "passages": passages})
        return f"[^{len(notes)}]"

    def cited(text: str) -> str:
        def note(match: re.Match[str]) -> str:
            return match[2] + mark(*(facts[name] for name in match[1].split("; @")))

        return CITATION.sub(note, text)

    parties = " and ".join(brief.parties)
    strongest = sorted(brief.outcomes, key=lambda fact: -LEVELS[fact.commitment])
    content: dict[str, Any] = {
        "title": brief.title,
        "language": "en-GB",
        "organisation": "Strelsau Policy Workshop",
        "marking": "OFFICIAL",
        "meta": f"{brief.meeting_title}{mark(brief.meeting)} · 12 March 2026 · {parties}",
        "bottom_line": cited(brief.bottom_line),
        "scale": f"The scale: {', '.join(map(strength, LEVELS))}.",
        "tables": [
            {
                "heading": "What was agreed",
                "header": ["Strength", "Outcome", "Who"],
                "rows": [
                    [strength(fact.commitment), f"{fact.quote}.{mark(fact)}", parties]
                    for fact in strongest
                ],
            },
            {
                "heading": "Who does what by when",
                "header": ["Who", "What", "By when"],
                "rows": [
                    [parties, f"{fact.quote}.{mark(fact)}", fact.due]
                    for fact in strongest
                    if fact.due
                ],
            },
        ],
    }
    content["sections"] = [
        {"heading": heading, "paragraphs": [cited(text) for text in paragraphs]}
        for heading, paragraphs in (
            ("What was left open", brief.left_open),
            ("Background", brief.background),
            ("Implications", IMPLICATIONS),
            ("Recommendations", RECOMMENDATIONS),
            ("Reading the sources", READING),
        )
    ]
    content["notes"] = notes
    content["annex"] = [
        {
            "number": fact.number,
            "quote": fact.quote,
            "rest": fact.passage.removeprefix(fact.quote),
            "marks": [note["number"] for note in notes if fact.number in note["passages"]],
        }
        for fact in brief.facts()
    ]
    return content


def strength(commitment: str) -> str:
    """A commitment as it is printed: dots and the word."""
    level = LEVELS[commitment]
    return "●" * level + "○" * (5 - level) + f" {commitment}"


def write_printed(folder: Path, briefs: Sequence[Brief]) -> list[Path]:
    """Write NAME.json, NAME.yaml and NAME.md for each brief; returns the paths without suffix."""
    folder.mkdir(parents=True, exist_ok=True)
    bases = []
    for brief in briefs:
        base, content = folder / brief.id, printed(brief)
        as_json = json.dumps(in_pieces(content), ensure_ascii=False)
        base.with_suffix(".json").write_text(as_json, encoding="utf-8")
        # In YAML the bottom line has a placeholder: its reader runs Jinja2, as briefgen does.
        parties = " and ".join(brief.parties)
        bottom_line = content["bottom_line"].replace(parties, "{{ parties }}")
        text = yaml_block(content | {"bottom_line": bottom_line, "parties": parties})
        base.with_suffix(".yaml").write_text(text, encoding="utf-8")
        base.with_suffix(".md").write_text(markdown(content), encoding="utf-8")
        bases.append(base)
    return bases


def in_pieces(value: Any) -> Any:
    """The content with each text that has marks cut into pieces: text, number, text, ..."""
    if isinstance(value, dict):
        return {key: in_pieces(item) for key, item in value.items()}
    if isinstance(value, list):
        return [in_pieces(item) for item in value]
    if isinstance(value, str) and "[^" in value:
        return [int(piece) if n % 2 else piece for n, piece in enumerate(MARK.split(value))]
    return value


def yaml_block(value: Any, indent: str = "") -> str:
    """YAML in block style, as people write it; strings quoted."""
    if isinstance(value, dict):
        items = [(f"{indent}{key}:", item) for key, item in value.items()]
    else:
        items = [(f"{indent}-", item) for item in value]
    lines = []
    for start, item in items:
        if isinstance(item, (dict, list)):
            lines.append(f"{start}\n{yaml_block(item, indent + '  ')}")
        else:
            lines.append(f"{start} {quoted(item) if isinstance(item, str) else item}\n")
    return "".join(lines)


def markdown(content: dict[str, Any]) -> str:
    """Pandoc's Markdown, with notes and links to the annex."""
    metadata = {"title": content["title"], "author": content["organisation"]}
    metadata |= {"lang": content["language"], "papersize": "a4", "mainfont": "Source Serif 4"}
    lines = [
        f"---\n{yaml_block(metadata)}---",
        content["meta"],
        f"> **{content['bottom_line']}**",
        content["scale"],
    ]
    for table in content["tables"]:
        cells = [table["header"], ["-" * 20, "-" * 60, "-" * 20], *table["rows"]]
        rows = "\n".join("| " + " | ".join(row) + " |" for row in cells)
        lines += [f"# {table['heading']}", rows]
    for section in content["sections"]:
        lines += [f"# {section['heading']}", *section["paragraphs"]]
    lines.append("# Sources")
    for passage in content["annex"]:
        number = passage["number"]
        anchor = f"[**{number}**]{{#passage-{number}}}"
        lines.append(f"{anchor} *{passage['quote']}*{passage['rest']}")
    for note in content["notes"]:
        links = ", ".join(f"[{number}](#passage-{number})" for number in note["passages"])
        lines.append(f"[^{note['number']}]: {note['text']} {links}.")
    return "\n\n".join(lines) + "\n"
