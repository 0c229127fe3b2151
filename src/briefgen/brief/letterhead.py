"""The letterhead of a brief: which file it is, what it may ask for, and reading it with care."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from briefgen.brief.context import Context
from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.document import Document, Letterhead
from briefgen.evidence.dates import english_date
from briefgen.packages import Limits, PackageError, read_package

#: What a letterhead is called in a template's folder. Those with macros are refused, but
#: nobody should wonder why theirs is not used.
FILES = ("letterhead.docx", "letterhead.dotx", "letterhead.docm", "letterhead.dotm")

LIMITS = Limits(file=20 << 20, total=100 << 20, part=40 << 20, xml=16 << 20, parts=2000)

#: The fields of a letterhead, for `docs/templates.md`.
FIELDS: dict[str, str] = {
    "title": "The brief's title. Where the letterhead has it in its main text, the brief does not "
    "repeat it.",
    "date": "Its date in words: `16 January 2026`.",
    "date-iso": "Its date as `2026-01-16`.",
    "marking": "Its marking.",
    "organisation": "Who issues it.",
    "author": "The same, as Word's property Author has it.",
    "meeting": "The meeting, or several with `;` between.",
    "meeting-dates": "The days of its meetings, first to last.",
    "parties": "Who met.",
    "place": "Where, when the data says so.",
    "theme": "Its theme, or several with `;` between.",
    "running": "The line that stands at the foot of each page of a PDF.",
    "subject": "The meeting, as Word's property Subject has it.",
    "keywords": "Its themes, as Word's property Keywords has them.",
    "language": "Its language, for example `en-GB`.",
}


def letterhead_file(folders: Iterable[Path]) -> Path | None:
    """The letterhead of a template: in its own folder, or in one that it extends, nearest
    first."""
    for folder in folders:
        for name in FILES:
            if (folder / name).is_file():
                return folder / name
    return None


def read_letterhead(
    path: Path,
    shown: str,
    fields: Mapping[str, str],
    styles: tuple[tuple[str, str], ...] = (),
) -> tuple[Letterhead | None, list[Diagnostic]]:
    """The letterhead at `path`, which messages call `shown`, or why it cannot be had."""
    try:
        status = path.stat()
        if status.st_size > LIMITS.file:
            raise PackageError(f"it is larger than {LIMITS.file >> 20} MiB")
        key = (str(path), status.st_mtime_ns, status.st_size)
        if key not in _READ:
            _READ.clear()
            _READ[key] = read_package(path.read_bytes(), LIMITS)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        message = f"{CODES['file-unreadable']}; `{shown}`: {reason}"
        return None, [Diagnostic("file-unreadable", message, path=shown)]
    except PackageError as error:
        message = f"{CODES['letterhead-refused']}; this one cannot be used: {error}"
        hints = (Hint("in Word save it as `Word Document (*.docx)`"),)
        return None, [Diagnostic("letterhead-refused", message, path=shown, hints=hints)]
    return Letterhead(shown, _READ[key], tuple(fields.items()), styles), []


#: The parts of the letterhead that was read last: every brief of a run has the same.
_READ: dict[tuple[str, int, int], Mapping[str, bytes]] = {}


def field_values(document: Document, variables: Context) -> dict[str, str]:
    """What a brief has for each field, in the order of `FIELDS`; what may still be changed,
    such as the marking, writers take from the document itself."""
    brief, meetings = variables.brief, variables.meetings
    parties = dict.fromkeys(party for meeting in meetings for party in meeting.parties)
    places = dict.fromkeys(meeting.place for meeting in meetings if meeting.place)
    values = {
        "date": english_date(brief.date),
        "organisation": brief.organisation,
        "meeting": document.subject,
        "meeting-dates": brief.period,
        "parties": ", ".join(parties),
        "place": "; ".join(places),
        "theme": "; ".join(document.keywords),
    }
    return {name: values.get(name, "") for name in FIELDS}
