"""What a Word file says of itself: its core and extended properties (ECMA-376 part 2, 8.3)."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.ingest.dates import stated_date
from briefgen.ingest.reading import Proposal
from briefgen.ingest.untitled import is_title
from briefgen.packages import PackageError
from briefgen.word.files import WordFile
from briefgen.word.names import Element, child, value

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_WHERE = "the file's properties"


def proposals(file: WordFile) -> Iterator[Proposal]:
    """Proposals for title, publisher, date and language, with where each was found."""
    core = _part(file, "core-properties")
    extended = _part(file, "extended-properties")
    title = _text(core, f"{_DC}title")
    if is_title(title):
        yield Proposal("title", title, _WHERE)
    company = _text(extended, f"{_EXTENDED}Company")
    if company:
        yield Proposal("publisher", company, f"{_WHERE}: the company of whoever wrote it", False)
    days: set[str] = set()
    for name, what in (("created", "when it was made"), ("modified", "when it was last saved")):
        day = stated_date(_text(core, f"{_TERMS}{name}"))
        if day and day not in days:
            days.add(day)
            caveat = "which need not be the date of the text"
            yield Proposal("date", day, f"{_WHERE}: {what}, {caveat}", False)
    language = _text(core, f"{_DC}language")
    if language:
        yield Proposal("language", language, _WHERE)
    styles = file.root("styles")
    declared = value(child(styles, "docDefaults", "rPrDefault", "rPr", "lang"))
    if declared:
        yield Proposal("language", declared, "the language that the file's text is set in")


def _part(file: WordFile, kind: str) -> Element | None:
    name = file.related(kind, of="")
    try:
        return file.tree(name) if name is not None else None
    except PackageError:
        return None  # properties that cannot be read propose nothing


def _text(root: Element | None, tag: str) -> str:
    found = root.find(tag) if root is not None else None
    text = (found.text or "") if found is not None else ""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:300]
