"""What `briefgen add` shows before it archives a file, and the conversation about it."""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING

from briefgen.cli.terminal import say

if TYPE_CHECKING:
    from briefgen.ingest.candidate import Candidate, Key

_SHOWN = 40  # passages that are shown without being asked for
_HELP = """\
  Enter                archive it as it is shown
  title NEW TITLE      another value; so with publisher, date, url, retrieved, grade, language, id
  date -               no value: it is not known
  3-5 boilerplate      another kind: body, title, heading, caption, boilerplate, repeat
  12                   passage 12 in full
  all                  every passage
  q                    leave, and write nothing"""


def preview(candidate: Candidate, source_id: str, *, whole: bool = False) -> str:
    """What would be archived: what is known and how, and the passages with their kinds."""
    from briefgen.ingest.candidate import KEYS
    from briefgen.ingest.kinds import NAMES

    size = f"{len(candidate.data):,} bytes"
    lines = [f"{candidate.name}: {NAMES[candidate.kind]}, {size}", ""]
    for key in KEYS:
        if key == "retrieved" and not candidate.value(key):
            continue
        value = candidate.value(key) or ("?" if key in candidate.missing() else "not stated")
        found = candidate.found(key)
        lines.append(f"  {key:<10} {value}" + (f"   ({found})" if found else ""))
        for other, where in candidate.others(key)[:3]:
            lines.append(f"  {'':<10} or: {other}   ({where})")
    lines += [f"  {'id':<10} {source_id}", ""]
    lines += [f"  {remark}" for remark in candidate.reading.remarks]
    if candidate.reading.remarks:
        lines.append("")
    lines += _passages(candidate, whole)
    return "\n".join(map(printable, lines))


def _passages(candidate: Candidate, whole: bool) -> list[str]:
    passages = candidate.passages()
    room = max(40, shutil.get_terminal_size((100, 24)).columns - 20)
    shown = len(passages) if whole or len(passages) <= _SHOWN else _SHOWN
    lines = []
    for number, passage in enumerate(passages[:shown], 1):
        kind = "" if passage.kind == "body" else passage.kind
        text = passage.text if len(passage.text) <= room else f"{passage.text[: room - 1]}…"
        lines.append(f"{number:>5} {kind:<12} {text}")
    if shown < len(passages):
        lines.append(f"      and {len(passages) - shown:,} more")
    return lines


def printable(line: str) -> str:
    """A line without what could move the cursor or turn the text around."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in line)


def converse(candidate: Candidate, source_id: str, taken: set[str]) -> tuple[Candidate, str] | None:
    """Ask a person until they accept: what is to be archived and its id; None when they leave."""
    say(preview(candidate, source_id))
    while True:
        missing = candidate.missing()
        reply = _ask(missing[0] if missing else None)
        if reply is None or reply in ("q", "quit"):
            return None
        if not reply and not missing:
            return candidate, source_id
        if reply in ("", "?", "help"):
            say(_HELP)
        elif reply == "all":
            say(preview(candidate, source_id, whole=True))
        elif reply.startswith("id ") and not missing:
            source_id = _new_id(reply[3:].strip(), source_id, taken)
        elif (number := re.fullmatch(r"\d{1,6}", reply)) and "grade" not in missing[:1]:
            _show(candidate, int(number[0]))
        else:
            candidate = _changed(candidate, missing[0] if missing else None, reply)


def _ask(key: Key | None) -> str | None:
    """What a person types, without outer spaces; None at the end of the input."""
    import typer

    if key == "grade":
        from briefgen.workspace.model import GRADES

        say("\nWhat kind of text is it?")
        for number, (grade, meaning) in enumerate(GRADES.items(), 1):
            say(f"  {number}  {grade:<16} {meaning}")
    prompt = f"{key}: " if key else "Archive it? (Enter: yes, ?: help, q: quit) "
    typer.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline(10_000)
    return line.strip() if line else None


def _show(candidate: Candidate, number: int) -> None:
    passages = candidate.passages()
    if not 1 <= number <= len(passages):
        say(f"There are passages 1 to {len(passages):,}.")
        return
    passage = passages[number - 1]
    note = f" ({passage.note})" if passage.note else ""
    say(printable(f"[{number}] {passage.kind}{note}: {passage.text}"))


def _new_id(wanted: str, before: str, taken: set[str]) -> str:
    from briefgen.workspace.kinds import ID_FORM, ID_PATTERN

    if not re.fullmatch(ID_PATTERN, wanted):
        say(f"An id has {ID_FORM}.")
    elif wanted in taken:
        say(f"`{wanted}` is in briefs/sources already.")
    else:
        return wanted
    return before


def _changed(candidate: Candidate, asked: Key | None, reply: str) -> Candidate:
    """The candidate after a person's correction, or the answer to what was asked."""
    from typing import cast, get_args

    from briefgen.ingest.candidate import KEYS, changed, reclassified
    from briefgen.workspace.model import PassageKind

    kinds = get_args(PassageKind)
    correction = re.fullmatch(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?\s+(\w+)", reply)
    if correction is not None and correction[3] in kinds:
        first, last = int(correction[1]), int(correction[2] or correction[1])
        most = len(candidate.reading.blocks)
        if not 1 <= first <= last <= most:
            say(f"There are passages 1 to {most:,}.")
            return candidate
        made = reclassified(candidate, first, last, cast("PassageKind", correction[3]))
        which = f"Passage {first} is" if first == last else f"Passages {first} to {last} are"
        say(f"{which} {correction[3]}.")
        return made
    name, _, value = reply.partition(" ")
    key = next((key for key in KEYS if key == name.rstrip(":")), None)
    if key is None:
        if asked is None:
            say("That is not understood; ? shows what can be typed.")
            return candidate
        key, value = asked, reply
    value = value.strip()
    if value in ("", "-"):
        return changed(candidate, key, "")
    understood = value_of(key, value)
    if not understood:
        say(f"`{key}` cannot be that: {FORMS[key]}.")
        return candidate
    return changed(candidate, key, understood)


#: What each value must be, in words.
FORMS: dict[Key, str] = {
    "title": "a title has 1 to 1,000 characters",
    "publisher": "a publisher has 1 to 300 characters",
    "date": "dates are written year-month-day (2026-01-16), or with the month’s name",
    "retrieved": "dates are written year-month-day (2026-01-16), or with the month’s name",
    "url": "a web address begins with https:// or http:// and has no spaces",
    "language": "a language is a tag such as en or en-GB",
    "grade": "a grade is joint-statement, read-out, news-report or summary",
}


def value_of(key: Key, text: str) -> str:
    """A value that a person gave, in its form; empty when it cannot be that."""
    from briefgen.ingest.proposals import value_for
    from briefgen.workspace.model import GRADES

    if key == "grade":
        grades = list(GRADES)
        if text.isdecimal() and 1 <= int(text) <= len(grades):
            return grades[int(text) - 1]
        return text if text in grades else ""
    if key in ("date", "retrieved"):
        from briefgen.ingest.dates import written_date

        return written_date(text)
    return value_for(key, text)
