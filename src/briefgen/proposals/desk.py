"""The proposals of a workspace on somebody's desk: which there are, and what is decided of each.

A decision is written into its file at once. Before that the file is compared with what was read
of it: what somebody else wrote meanwhile is never lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.resolve import Shelf
from briefgen.proposals import spans
from briefgen.proposals.judging import Judgement, judged
from briefgen.proposals.rewriting import content_of, rewrite
from briefgen.record import record, replace
from briefgen.text import SourceText, Span
from briefgen.workspace import values
from briefgen.workspace.model import Meeting, Outcome, Workspace
from briefgen.workspace.reread import reread

#: What an accepted outcome has no use for.
_OF_STATUS = ("status", "why", "reason")


@record
class Proposal:
    """A proposed outcome: its place in its file, the `number` of the outcome there (from 0), its
    id as it is written, and its record, None while it has errors."""

    meeting: Meeting
    number: int
    span: Span
    id: str
    outcome: Outcome | None

    @property
    def path(self) -> str:
        """The file that it is written in."""
        return self.span.path

    @property
    def place(self) -> tuple[date, str, int]:
        """What orders proposals, and names one as long as nothing is put in before it."""
        return self.meeting.date, self.meeting.id, self.number


@record
class Undo:
    """What a file said before a decision, and says since; `earlier` is what was written for the
    same decision before that."""

    path: str
    before: bytes
    after: bytes
    earlier: Undo | None = None


@record
class Refusal:
    """Why nothing was written; `text` is what the file would have said, to which the places in
    the diagnostics refer."""

    diagnostics: tuple[Diagnostic, ...]
    text: SourceText


@dataclass(slots=True)
class Desk:
    """The proposals of a workspace. `meeting` and `themes` (the ids of a theme) narrow them."""

    workspace: Workspace
    meeting: str | None = None
    theme: frozenset[str] = frozenset()
    _known: dict[str, bytes] = field(default_factory=dict)
    _read_as: dict[str, tuple[SourceText, values.Value]] = field(default_factory=dict)
    _found: dict[str, tuple[SourceText, list[Diagnostic]]] = field(default_factory=dict)
    _shelves: dict[str, Shelf] = field(default_factory=dict)

    # -- looking

    def proposals(self) -> list[Proposal]:
        """What waits for a decision, in the order of meetings and files."""
        return [
            one
            for meeting in self.workspace.meetings.values()
            if self.meeting in (None, meeting.id) and (meeting.proposed or meeting.unfinished)
            for one in self._in_file(meeting, meeting.proposed, meeting.unfinished)
            if not self.theme
            or one.outcome is None
            or not one.outcome.themes
            or not self.theme.isdisjoint(one.outcome.themes)
        ]

    def named(self, name: str, *, accepted: bool = False) -> Proposal | None:
        """The proposed or rejected outcome of an id; with `accepted` also one that is accepted."""
        for meeting in self.workspace.meetings.values():
            listed = (*meeting.proposed, *meeting.rejected)
            if accepted:
                listed = (*meeting.outcomes, *meeting.proposed)
            if meeting.unfinished or any(outcome.id == name for outcome in listed):
                for one in self._in_file(meeting, listed, meeting.unfinished):
                    if one.id == name:
                        return one
        return None

    def _in_file(
        self, meeting: Meeting, listed: Iterable[Outcome], unfinished: tuple[Span, ...]
    ) -> Iterator[Proposal]:
        """Those of some outcomes of a meeting's file, as they are written there."""
        whole = {outcome.span: outcome for outcome in listed}
        root = self._root(meeting.span.path)
        for number, item in enumerate(spans.outcomes(root)):
            if isinstance(item, values.Mapping) and (item.span in whole or item.span in unfinished):
                named = item.entries.get("id")
                said = named.text if isinstance(named, values.Scalar) else ""
                yield Proposal(meeting, number, item.span, said, whole.get(item.span))

    def judged(self, proposal: Proposal) -> Judgement:
        """What the checks would say of a proposal if it were accepted."""
        broken = tuple(one for one in self._wrong(proposal.path) if _inside(one, proposal.span))
        if proposal.outcome is None:
            return Judgement(None, broken)
        judgement = judged(self.workspace, proposal.outcome, self._shelves)
        return replace(judgement, diagnostics=(*broken, *judgement.diagnostics))

    def _wrong(self, path: str) -> list[Diagnostic]:
        """What is wrong in a file, errors inside proposals as errors."""
        text = self.workspace.texts[path]
        if path not in self._found or self._found[path][0] is not text:
            self._found[path] = text, reread(self.workspace, text)[1]
        return self._found[path][1]

    def snippet(self, proposal: Proposal) -> str:
        """A proposal as it is written in its file."""
        text, item = self._read(proposal)
        return spans.snippet(text, item)

    def _read(self, proposal: Proposal) -> tuple[str, values.Mapping]:
        item = spans.outcomes(self._root(proposal.path))[proposal.number]
        assert isinstance(item, values.Mapping)
        return self.workspace.texts[proposal.path].text, item

    def _root(self, path: str) -> values.Value:
        """What a file says, parsed once for each of its texts."""
        text = self.workspace.texts[path]
        if path not in self._read_as or self._read_as[path][0] is not text:
            root, _ = values.parse(text)
            assert root is not None  # a file that cannot be read has no meeting
            self._read_as[path] = text, root
        return self._read_as[path][1]

    # -- deciding

    def accept(self, proposal: Proposal) -> Undo | Refusal:
        """Take a proposal into the data: it loses `status` and the reasons given for that."""
        text, item = self._read(proposal)
        says = _says(item)
        rest = {key: said for key, said in says.items() if key not in _OF_STATUS}
        tries = [(spans.without(text, item, _OF_STATUS), rest)]
        if "status" in item.entries:
            changed = spans.with_value(text, item, "status", "accepted")
            tries.append((changed, says | {"status": ("text", "accepted")}))
        return self._first(proposal, tries)

    def reject(self, proposal: Proposal, reason: str) -> Undo | Refusal:
        """Keep a proposal as rejected, so that it is not proposed again."""
        text, item = self._read(proposal)
        reason = " ".join(reason.split())
        said = {"status": "rejected"} | ({"reason": reason} if reason else {})
        for key in sorted(said, key=lambda key: -self._end(item, key)):
            # from the end of the file on, so that what comes before keeps its place
            written = spans.scalar(said[key])
            if key in item.entries:
                text = spans.with_value(text, item, key, written)
            else:
                after = "status" if "status" in item.entries else next(iter(item.entries))
                text = spans.with_key(text, item, after, key, written)
        expected = _says(item) | {key: ("text", one) for key, one in said.items()}
        return self._first(proposal, [(text, expected)], right=False)

    @staticmethod
    def _end(item: values.Mapping, key: str) -> int:
        """Where an edit of a key is made; what is put in after another comes after it."""
        return item.entries[key].start if key in item.entries else item.end

    def edit(self, proposal: Proposal, new: str) -> Undo | Refusal:
        """Write an outcome as `new` says, YAML as `snippet` gives it."""
        text, item = self._read(proposal)
        return self._first(proposal, [(spans.with_snippet(text, item, new), None)])

    def split(self, proposal: Proposal, first: str, second: str) -> Undo | Refusal:
        """Make two proposals of one."""
        text, item = self._read(proposal)
        changed = spans.with_another(text, item, second)
        changed = spans.with_snippet(changed, item, first)
        return self._first(proposal, [(changed, None)], by=2, right=False)

    def merge(self, proposal: Proposal, into: Proposal) -> Undo | Refusal:
        """Give the quotes of a proposal to an outcome that tells the same, and reject it as told
        there. The outcome has them first, so that nothing is lost between the two."""
        outcome = proposal.outcome
        assert outcome is not None
        text, item = self._read(into)
        says = _says(item)
        for quote in outcome.evidence:
            given = {"source": quote.source, "quote": " ".join(quote.quote.split())}
            given |= {"prefix": quote.prefix} if quote.prefix else {}
            given |= {"suffix": quote.suffix} if quote.suffix else {}
            root, _ = values.parse(SourceText(into.path, text))
            target = spans.outcomes(root)[into.number]
            listed = target.entries["evidence"] if isinstance(target, values.Mapping) else None
            if not isinstance(listed, values.Sequence):
                return Refusal((_refused(into.path, into.span),), SourceText(into.path, text))
            text = spans.with_entry(text, listed, given)
            entry = {key: ("text", said) for key, said in given.items()}
            held = says["evidence"]
            assert isinstance(held, list)
            says["evidence"] = [*held, entry]
        told = self._first(into, [(text, says)], right=False)
        if isinstance(told, Refusal):
            return told
        again = replace(proposal, meeting=self.workspace.meetings[proposal.meeting.id])
        done = self.reject(again, f"told by `{into.id}`, which has its quotes")
        if isinstance(done, Undo):
            return replace(done, earlier=told)
        self.undo(told)
        return done

    def undo(self, done: Undo) -> list[Diagnostic]:
        """Take a decision back, unless its file was changed since."""
        failed = self._write(done.path, done.after, done.before)
        return failed or (self.undo(done.earlier) if done.earlier is not None else [])

    def free_id(self, like: str) -> str:
        """An id that nothing has yet: `tram-toll-2`."""
        taken = {*self.workspace.meetings}
        for group in (self.workspace.outcomes(), self.workspace.proposed()):
            taken.update(outcome.id for outcome in group)
        taken.update(outcome.id for outcome in self.workspace.rejected())
        number = 2
        while f"{like}-{number}" in taken:
            number += 1
        return f"{like}-{number}"

    def refresh(self, path: str) -> list[Diagnostic]:
        """Read a file again that somebody else changed."""
        content = content_of(self.workspace.root / path)
        if content is None:
            return [_changed(path, "it is gone")]
        return self._take(path, content)

    # -- writing

    def _first(
        self,
        proposal: Proposal,
        tries: Iterable[tuple[str, dict[str, object] | None]],
        by: int = 1,
        right: bool = True,
    ) -> Undo | Refusal:
        """Write the first of some new texts that makes `by` outcomes of this one, changes nothing
        else, and says what is expected of it. With `right` there may be no error in it then."""
        path = proposal.path
        text = self.workspace.texts[path]
        before = self._root(path)
        problems: list[Diagnostic] = []
        tried = text
        for new, expected in tries:
            tried = SourceText(path, new)
            after, found = values.parse(tried)
            problems = [one for one in found if one.severity == "error"]
            if problems or not spans.only_changed(before, after, proposal.number, by):
                continue
            items = spans.outcomes(after)[proposal.number : proposal.number + by]
            if expected is not None and spans.meaning(items[0]) != expected:
                continue
            workspace, found = reread(self.workspace, tried)
            problems = [
                one
                for one in found
                if right
                and one.severity == "error"
                and any(_inside(one, item.span) for item in items)
            ]
            if workspace is None or problems:
                continue
            old = self._bytes(path)
            bom = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
            content = bom + new.encode()
            failed = self._write(path, old, content)
            return Refusal(tuple(failed), tried) if failed else Undo(path, old, content)
        return Refusal(tuple(problems) or (_refused(path, proposal.span),), tried)

    def _bytes(self, path: str) -> bytes:
        """A file as it was read."""
        if path not in self._known:
            content = content_of(self.workspace.root / path) or b""
            read = content.removeprefix(b"\xef\xbb\xbf")
            held = self.workspace.texts[path].text.encode()
            self._known[path] = content if read == held else held
        return self._known[path]

    def _write(self, path: str, before: bytes, after: bytes) -> list[Diagnostic]:
        file = self.workspace.root / path
        if content_of(file) != before:
            return [_changed(path, "somebody else has written into it")]
        failed = rewrite(file, path, after)
        return [failed] if failed else self._take(path, after)

    def _take(self, path: str, content: bytes) -> list[Diagnostic]:
        """Hold what a file says now."""
        try:
            text = content.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            return [Diagnostic("file-encoding", CODES["file-encoding"], path=path)]
        workspace, found = reread(self.workspace, SourceText(path, text))
        if workspace is None:
            return [one for one in found if one.severity == "error"]
        self.workspace = workspace
        self._known[path] = content
        return []


def _says(item: values.Mapping) -> dict[str, object]:
    """What an outcome says, key by key."""
    return {key: spans.meaning(value) for key, value in item.entries.items()}


def _inside(diagnostic: Diagnostic, place: Span) -> bool:
    span = diagnostic.span
    return span is not None and span.path == place.path and place.start <= span.start < place.end


def _changed(path: str, what: str) -> Diagnostic:
    return Diagnostic(
        "file-changed",
        f"{CODES['file-changed']}; {what}, and nothing was written",
        path=path,
        hints=(Hint("look at what changed, then decide again"),),
    )


def _refused(path: str, place: Span) -> Diagnostic:
    return Diagnostic(
        "edit-refused",
        f"{CODES['edit-refused']}; here it would not",
        place,
        hints=(Hint(f"edit `{path}` yourself: an anchor or its layout ties it to other lines"),),
    )
