"""A brief on an office's own letterhead: a Word file that keeps all that it has, with the brief
in its place, its fields filled and its styles used.

`wordfile` holds the parts of the file, `opened` looks it through, `fields`, `slot`,
`sections` and `styles` know a thing each, `fold` puts the brief in, `survey` tells an office
what was found in its file.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.diagnostics import CODES, Diagnostic, Hint, Severity, did_you_mean
from briefgen.document import Document, Letterhead, NoteMark, Title
from briefgen.record import replace, sheet
from briefgen.writers.docx.letterhead.fields import BODY
from briefgen.writers.docx.letterhead.numbering import largest
from briefgen.writers.docx.letterhead.opened import Opened, open_letterhead
from briefgen.writers.docx.letterhead.slot import starts_page
from briefgen.writers.docx.letterhead.wordfile import RefusedError, W
from briefgen.writers.docx.xml import clean

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@sheet
class Prepared:
    """A letterhead that is ready for its brief.

    `document` is the brief in the letterhead's typefaces, without its title where the cover
    has it; `known` is what fields are filled with; `names` and `ids` are bookmarks' names and the
    largest number that are taken.
    """

    opened: Opened
    document: Document
    names: frozenset[str]
    ids: int
    break_before: bool
    known: dict[str, str]
    diagnostics: list[Diagnostic]


def prepare(document: Document, letterhead: Letterhead) -> Prepared | Diagnostic:
    """Open a letterhead for a brief; a diagnostic when it cannot be used."""
    known = field_values(document, letterhead)
    try:
        opened = open_letterhead(
            letterhead.parts, known, dict(letterhead.styles), document.style, document.lang
        )
    except RefusedError as refused:
        return refusal(refused, letterhead.path)
    cover = any(f.name == "title" and f.part == opened.file.main for f in opened.fields)
    blocks = tuple(
        block
        for block in document.blocks
        if not (cover and isinstance(block, Title) and not _marked(block))
    )
    names: set[str] = set()
    ids: list[str | None] = []
    for story in opened.file.stories():
        for element in opened.file.tree(story).iter(W + "bookmarkStart", _WP + "docPr"):
            names.add(element.get(W + "name", "").casefold())
            ids += [element.get(W + "id"), element.get("id")]
    return Prepared(
        opened,
        replace(document, blocks=blocks, style=opened.look),
        frozenset(names),
        largest(ids),
        starts_page(opened.slot),
        known,
        problems(opened, letterhead, known),
    )


def field_values(document: Document, letterhead: Letterhead) -> dict[str, str]:
    """What a letterhead's fields are filled with; the document's own word counts most."""
    own = {
        "title": document.title,
        "date-iso": document.date,
        "marking": document.marking,
        "author": document.author,
        "subject": document.subject,
        "keywords": "; ".join(document.keywords),
        "running": document.running,
        "language": document.lang,
    }
    return {name: clean(text) for name, text in {**dict(letterhead.fields), **own}.items()}


def _marked(block: Title) -> bool:
    return any(isinstance(node, NoteMark) for node in block.children)


def refusal(refused: RefusedError, path: str) -> Diagnostic:
    """Why a letterhead cannot be used."""
    hints = (Hint(refused.hint),) if refused.hint else ()
    return _said("letterhead-refused", f"this one cannot be used: {refused}", path, "error", *hints)


def problems(opened: Opened, letterhead: Letterhead, known: Mapping[str, str]) -> list[Diagnostic]:
    """What should be said of a letterhead, before anything is added to it."""
    path = letterhead.path
    found: list[Diagnostic] = []

    def say(code: str, message: str, *hints: Hint, note: bool = False) -> None:
        severity: Severity = "note" if note else "warning"
        found.append(_said(code, message, path, severity, *hints))

    unknown: dict[str, str] = {}
    empty: dict[str, None] = {}
    for field in opened.fields:
        if field.name not in known and field.name != BODY:
            unknown.setdefault(field.name, field.part)
        elif not known.get(field.name, "x"):
            empty[field.name] = None
    for name, part in unknown.items():
        say(
            "letterhead-field",
            f"there is no field `{name}`, for which `{part}` asks, and it stays as it is",
            *(did_you_mean(name, known) or (Hint("`briefgen template vars` lists the fields"),)),
        )
    for text, part in dict.fromkeys(opened.expressions):
        say(
            "letterhead-field",
            f"`{text}` in `{part}` is no field: braces hold a name and nothing else",
        )
    for name in empty:
        say("letterhead-field", f"this brief has nothing for `{name}`", note=True)
    for role in opened.styles.wanted:
        _find_role(opened, role)
    for role, name in opened.styles.unknown.items():
        say(
            "letterhead-style",
            f"there is no style `{name}` in it, which `style.yaml` names for `{role}`",
            *did_you_mean(name, opened.styles.names()),
        )
    if opened.slot.how == "end":
        say(
            "letterhead-place",
            "this one does not, and it stands after the last content",
            Hint("put `{{body}}` in a paragraph of its own"),
            note=True,
        )
    for what in opened.cut:
        say("letterhead-outside", f"the reference to {what} is left out", note=True)
    for what in opened.left_over:
        say(
            "letterhead-leftovers",
            f"this one has {what}",
            Hint("in Word, Review, accept or delete them all, and save"),
        )
    for target in dict.fromkeys(opened.outside):
        say(
            "letterhead-outside",
            f"Word would fetch `{target[:120]}` for the letterhead",
            Hint("break the link in Word, so that the file holds what it shows"),
        )
    return found


def _find_role(opened: Opened, role: str) -> None:
    from briefgen.writers.docx.letterhead.styles import ROLES

    if role in ROLES:
        opened.styles.find(ROLES[role][0])


def told(prepared: Prepared, path: str, marked: list[str], given: list[str]) -> list[Diagnostic]:
    """What is to be said once a brief is in its letterhead: `marked` are the parts that were
    given the marking, `given` the marks of the letterhead's own notes."""
    found = list(prepared.diagnostics)
    if prepared.opened.styles.added:
        names = ", ".join(f"`{name}`" for name in prepared.opened.styles.added)
        hint = Hint("`letterhead: {styles: …}` in style.yaml names the office's own")
        found.append(_said("letterhead-style", f"these were added: {names}", path, "note", hint))
    if given:
        message = f"those before the brief got marks instead of numbers: {' '.join(given)}"
        found.append(_said("letterhead-notes", message, path, "note"))
    if marked:
        names = ", ".join(f"`{part}`" for part in marked)
        hint = Hint("put `{{marking}}` in each header or footer")
        found.append(_said("letterhead-marking", f"it was added to {names}", path, "note", hint))
    return found


def _said(code: str, message: str, path: str, severity: Severity, *hints: Hint) -> Diagnostic:
    """A diagnostic that begins with its rule."""
    return Diagnostic(code, f"{CODES[code]}; {message}", None, severity, hints, path)
