"""The verdict on a file: intact, altered, or that it cannot be told.

What a file says of itself is compared with what it shows. That proves no more than that the
file agrees with itself; against a workspace the brief is made again, and that decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from briefgen.provenance.letters import digest, letters
from briefgen.record import record
from briefgen.verify.comparison import Alteration, Built, built_body, compare
from briefgen.verify.quotes import Quote, SourceState, look_up, source_states, unfounded
from briefgen.verify.received import Received, UnreadableError

Outcome = Literal["intact", "altered", "cannot-tell"]

#: The largest file that is opened.
MAX_FILE = 128 << 20
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@record
class Verdict:
    """What can be said of a file.

    `reasons` are sentences, the weightiest first; `alterations` the paragraphs, cells and notes
    that are not as they were built; `quotes` and `sources` how these fared. `proven_by` is what
    stands behind an `intact`: the `file` itself or the `workspace`.
    """

    file: Path
    outcome: Outcome
    reasons: tuple[str, ...]
    format: str = ""
    statement: Mapping[str, Any] | None = None
    alterations: tuple[Alteration, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sources: tuple[SourceState, ...] = ()
    proven_by: Literal["file", "workspace"] = "file"
    as_built: bool = False
    signed: bool = False


def verify(path: Path, workspace: Path | None = None) -> Verdict:
    """The verdict on a file, alone or against a workspace."""
    try:
        received = _read(path)
    except UnreadableError as error:
        return Verdict(path, "cannot-tell", (f"The file cannot be judged: {error}.",))
    if received.statement is None:
        return Verdict(path, "cannot-tell", (_without(received),), received.format)
    examined = _Examined(path, received)
    examined.alone()
    if workspace is not None:
        examined.against(workspace)
    elif not examined.agrees:
        examined.remarks.append(
            "So nothing in the file says how it was built; only its workspace can."
        )
    return examined.verdict()


def statement_of(path: Path) -> Mapping[str, Any] | None:
    """What a file says of itself; None where it says nothing or cannot be read."""
    try:
        return _read(path).statement
    except UnreadableError:
        return None


def _read(path: Path) -> Received:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        reason = (error.strerror or "the system gives no reason").lower()
        raise UnreadableError(f"it cannot be read: {reason}") from None
    if len(data) > MAX_FILE:
        raise UnreadableError(f"it is larger than {MAX_FILE >> 20} MiB")
    if not data:
        raise UnreadableError("it is empty")
    if data.startswith((b"PK", _COMPOUND)):
        from briefgen.verify.docx_reading import read_docx

        return read_docx(data)
    if b"%PDF-" in data[:1024]:
        from briefgen.verify.pdf_reading import read_pdf

        return read_pdf(data)
    if (
        data[:256]
        .lstrip(b"\xef\xbb\xbf \t\r\n")[:14]
        .lower()
        .startswith((b"<!doctype html", b"<html"))
    ):
        from briefgen.verify.html_reading import read_html

        return read_html(data)
    raise UnreadableError("it is none of PDF, DOCX and HTML")


def _without(received: Received) -> str:
    made = f" It was made by {received.maker[:80]}." if received.maker.strip() else ""
    return (
        "The file carries no provenance, so nothing says how it should read: it was not made by "
        f"briefgen, or was printed or exported anew.{made}"
    )


class _Examined:
    """Gathers what speaks for and against a file."""

    def __init__(self, path: Path, received: Received) -> None:
        assert received.statement is not None
        self.path = path
        self.received = received
        self.statement: Mapping[str, Any] = received.statement
        self.outcome: Outcome = "intact"
        self.reasons: list[str] = []
        self.remarks: list[str] = []
        self.alterations: list[Alteration] = []
        self.quotes: list[Quote] = []
        self.sources: list[SourceState] = []
        self.proven_by: Literal["file", "workspace"] = "file"
        self.agrees = _agrees(self.statement["visible"])

    # ------------------------------------------------------------------- the file alone

    def alone(self) -> None:
        """Compare what the file shows with what it says of itself."""
        received, statement = self.received, self.statement
        if not self.agrees:
            self._altered("Its provenance was altered: its digests do not fit the text it holds.")
        self.alterations = [
            *filter(self._unbuilt, compare(statement["visible"], received, self._letterhead())),
            *self._marking(),
        ]
        if self.alterations:
            count = len(self.alterations)
            places = "1 place" if count == 1 else f"{count} places"
            self._altered(f"Its text is not as it was built, in {places}.")
        for unread in received.unread:
            self._altered(
                f"The words of page {unread.page} could not be read: {unread.what}."
                if unread.page
                else f"Its words could not be read: {unread.what}."
            )
        for doubt in received.doubts:
            place = f"Page {doubt.page}: " if doubt.page else "The file: "
            self._altered(f"{place}{doubt.what}.")
        if received.unread:
            self.remarks.append(
                "Words that could not be read may be as they were built, or not: ask for the file "
                "as it was sent."
            )
        elif received.doubts and self.agrees and not self.alterations:
            self.remarks.append("Every word of it is as it was built.")
        if not received.unread and (missing := list(unfounded(statement, received))):
            self.quotes += missing
            self._altered("Its provenance names quotes that its notes do not show.")
        texts = self._bundled()
        if not self.agrees:  # what it says of quotes and sources is not worth looking up
            texts = {}
        self.sources = source_states(statement, texts, "file")
        if texts:
            self._look_up(texts)
        if received.format == "docx" and not received.as_built:
            by = f" ({received.maker})" if received.maker and received.maker != "briefgen" else ""
            self.remarks.append(
                f"The file was saved by another program{by} since it was built: its words were "
                "compared, not its looks."
            )

    def _unbuilt(self, alteration: Alteration) -> bool:
        """Whether an alteration is one. The findings in the margin of a draft are notes without
        a number, and none of its text; that they are as they were is told by what is drawn."""
        brief = self.statement["brief"]
        if self.received.as_built and alteration.kind == "missing" and self._letterhead():
            # A letterhead that has the title inside a line shows it nowhere else.
            return letters(alteration.was) != letters(brief["title"])
        draft = brief.get("watermark")
        return not (draft and alteration.kind == "added" and alteration.where.endswith("note 0"))

    def _letterhead(self) -> list[str]:
        return [str(text) for text in self.statement["rendering"].get("letterhead", ())]

    def _marking(self) -> list[Alteration]:
        """Running heads and feet that lack the brief's marking."""
        marking = self.statement["brief"]["marking"]
        wanted, frame = letters(marking), self.received.frame
        if not wanted or self.received.as_built:
            return []
        if self.received.format != "pdf":
            told = [wanted in letters(text) for text in frame if letters(text)]
            # a letterhead may have heads that say nothing of the marking
            marked = any(told) if self._letterhead() else bool(told) and all(told)
            lacking = [] if marked else [0]
        else:
            unread = {doubt.page for doubt in self.received.unread}
            lacking = [
                n
                for n, text in enumerate(frame, 1)
                if wanted not in letters(text) and not unread & {0, n}
            ]
        return [
            Alteration(
                "marking",
                "missing",
                f"page {page}, head and foot" if page else "head and foot of the pages",
                page,
                was=marking,
                now=" ".join(frame[page - 1 if page else 0].split())[:200] if frame else "",
            )
            for page in lacking
        ]

    def _bundled(self) -> dict[str, str]:
        """The archived texts in the file that are those that were used."""
        found: dict[str, str] = {}
        known = {source["id"]: source["text_sha256"] for source in self.statement["sources"]}
        for name, content in self.received.sources.items():
            if name not in known:
                continue
            found[name] = content.decode("utf-8", "replace")
            if sha256(content).hexdigest() != known[name]:
                self._altered(f"The copy of the source `{name}` in the file was altered.")
        return found

    def _look_up(self, texts: Mapping[str, str]) -> None:
        self.quotes = [q for q in self.quotes if q.standing == "not-shown"]
        self.quotes += list(look_up(self.statement, texts))

    # --------------------------------------------------------------------- a workspace

    def against(self, root: Path) -> None:
        """Make the brief again and compare."""
        from briefgen.verify.workshop import remake

        remade = remake(root, self.statement)
        self.sources = source_states(self.statement, remade.texts, "workspace", remade.former)
        self._look_up({**remade.texts, **remade.former})
        unchanged = {s.id for s in self.sources if s.state in ("unchanged", "replaced")}
        false = [
            q for q in self.quotes if q.standing in ("moved", "gone") and q.source in unchanged
        ]
        if false and remade.texts:
            self._altered("Its provenance names words that its sources do not hold.")
        for state in self.sources:
            if state.state == "changed":
                self._unsure(f"The source `{state.id}` has changed since the brief was built.")
            elif state.state == "replaced":
                self._unsure(
                    f"The brief rests on a former version of `{state.id}`: a newer one has "
                    "replaced it in the workspace."
                )
            elif state.state == "missing":
                self._unsure(f"The source `{state.id}` is not in the workspace.")
        if remade.received is None or remade.received.statement is None:
            self._unsure(f"The workspace does not give this brief: {remade.reason}.")
            return
        self._compare_with(remade.received)

    def _compare_with(self, remade: Received) -> None:
        mine, theirs = self.statement, remade.statement
        assert theirs is not None
        same_text = _texts(mine["visible"]) == _texts(theirs["visible"])
        same_data = all(
            mine[key] == theirs[key] for key in ("workspace", "generator", "sources")
        ) and (mine["brief"]["template"] == theirs["brief"]["template"])
        if same_text and mine["notes"] == theirs["notes"]:
            self.proven_by = "workspace"
            same_frame = all(mine["brief"][k] == theirs["brief"][k] for k in ("marking", "running"))
            if not same_frame:
                self._altered("Its marking or running line is not what the workspace gives.")
            elif same_data and not self._drawn_alike(mine, theirs):
                # fonts are shaped and words divided by libraries, which have versions as well
                self._unsure(
                    "Its text is what the workspace gives, but the brief is drawn otherwise there: "
                    "by another version of a library, or the file was drawn anew and its digests "
                    "with it."
                )
            elif not same_data:
                self.remarks.append(
                    "The workspace, the template or briefgen has changed since, and still gives "
                    "the same text."
                )
        elif same_data:
            self.alterations += [
                *compare(theirs["visible"], self.received, self._letterhead()),
            ]
            self._altered("Its provenance was altered: the workspace gives another text.")
        else:
            self._unsure(
                "The workspace, the template or briefgen has changed since, and gives another "
                "text today. To compare, check the workspace out as it was then."
            )

    def _drawn_alike(self, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
        """Whether two statements say the same of what is shown, as far as it was made again. Of
        a DOCX only the parts with text: pictures may come from another version of a library."""
        if mine["brief"].get("watermark") != theirs["brief"].get("watermark"):
            return True
        one, other = mine["rendering"], theirs["rendering"]
        if one["format"] == "pdf":
            pages = [[page["content_sha256"] for page in r["pages"]] for r in (one, other)]
            return pages[0] == pages[1] and one["fonts"] == other["fonts"]
        if one["format"] == "html":
            return bool(one["page_sha256"] == other["page_sha256"])
        if "letterhead" in one or "letterhead" in other:
            return True  # the letterhead may be any file, and is not the brief
        parts = ("word/document.xml", "word/footnotes.xml", "word/styles.xml")
        return all(one["parts"].get(name) == other["parts"].get(name) for name in parts)

    # ----------------------------------------------------------------------- conclusion

    def _altered(self, reason: str) -> None:
        self.outcome = "altered"
        self.reasons.append(reason)

    def _unsure(self, reason: str) -> None:
        if self.outcome == "intact":
            self.outcome = "cannot-tell"
        self.reasons.append(reason)

    def verdict(self) -> Verdict:
        """All of it together."""
        if self.outcome == "intact":
            if self.proven_by == "workspace":
                self.reasons.append("It is what the workspace gives, word for word.")
            else:
                self.reasons.append(
                    "It agrees with the provenance that it carries. Who changed both would not be "
                    "noticed: a workspace or a signature must stand behind it."
                )
        return Verdict(
            self.path,
            self.outcome,
            (*self.reasons, *self.remarks),
            self.received.format,
            self.statement,
            tuple(dict.fromkeys(self.alterations)),
            tuple(self.quotes),
            tuple(self.sources),
            self.proven_by,
            self.received.as_built,
            self.received.signed,
        )


def _agrees(visible: Mapping[str, Any]) -> bool:
    """Whether a statement's digests are those of the text that it holds."""
    body, notes = visible["body"], visible["notes"]
    told = tuple(visible[f"{part}_sha256"] for part in ("body", "cells", "notes"))
    return told == (
        digest(p["text"] for p in body if p["kind"] != "cell"),
        digest(p["text"] for p in body if p["kind"] == "cell"),
        digest(notes),
    )


def _texts(visible: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    return _letters(built_body(visible)), [letters(text) for text in visible["notes"]]


def _letters(pieces: Iterable[Built]) -> list[str]:
    return [kept for piece in pieces if (kept := letters(piece.text))]
