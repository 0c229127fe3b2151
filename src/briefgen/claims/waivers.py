"""Findings that somebody answers for: the waivers in the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.claims.data import plain, printed, prose_of
from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ledger import Waived
from briefgen.text import Span
from briefgen.workspace.model import Meeting, Theme, Waiver, Workspace

#: A waiver that gives the beginning of a sentence gives at least this many of its words.
FEWEST_WORDS = 3

_RULE = CODES["waiver-unused"]


class Waivers:
    """The waivers that apply to a brief, and what becomes of them.

    A waiver in a theme's file is for the sentences of its brief, one in an outcomes file for
    those of that file, and one in `workspace.yaml` for any.
    """

    def __init__(
        self, workspace: Workspace, themes: Iterable[Theme], meetings: Iterable[Meeting]
    ) -> None:
        self.used: list[Waived] = []
        self._all: list[tuple[Waiver, str]] = [(w, "") for w in workspace.settings.waivers]
        self._all += [(w, "") for theme in themes for w in theme.waivers]
        self._all += [(w, meeting.span.path) for meeting in meetings for w in meeting.waivers]
        self._seen: dict[Waiver, bool] = {}  # those whose sentence was met: whether they waived
        self._written = {
            **{w: tuple(_of_theme(theme)) for theme in themes for w in theme.waivers},
            **{w: tuple(_of_meeting(meeting)) for meeting in meetings for w in meeting.waivers},
        }

    def meet(self, sentence: str, span: Span | None) -> None:
        """Take note that a sentence stands in the brief."""
        for waiver, path in self._all:
            if _begins(sentence, waiver) and path in ("", span.path if span else ""):
                self._seen.setdefault(waiver, False)

    def waive(self, found: Diagnostic, sentence: str, span: Span | None) -> bool:
        """Whether a finding about a sentence is waived."""
        for waiver, path in self._all:
            if waiver.code != found.code or path not in ("", span.path if span else ""):
                continue
            if _begins(sentence, waiver):
                self._seen[waiver] = True
                message = found.message.removeprefix(f"{CODES[found.code]}; ")
                said = (waiver.code, sentence, message, waiver.reason, waiver.by, waiver.span)
                self.used.append(Waived(*said))
                return True
        return False

    def unused(self) -> list[Diagnostic]:
        """A warning for each waiver whose sentence has no such finding, or stands nowhere in the
        file of the waiver."""
        found = []
        for waiver, _ in self._all:
            used = self._seen.get(waiver)
            written = self._written.get(waiver)
            if used is False:
                why = f"its sentence has no finding `{waiver.code}`"
            elif used is None and written is not None and not _stands(waiver, written):
                why = "no sentence of this file begins like that"
            else:
                continue
            hint = Hint("delete it, or give the sentence as it is now printed")
            message = f"{_RULE}; {why}"
            found.append(Diagnostic("waiver-unused", message, waiver.span, "warning", (hint,)))
        return found


def _begins(sentence: str, waiver: Waiver) -> bool:
    """Whether a sentence is a waiver's, or begins with enough of its words."""
    words = plain(waiver.text)
    sentence = plain(sentence)
    if words.strip(" .") == sentence.strip(" ."):
        return True
    return len(words.split()) >= FEWEST_WORDS and sentence.startswith(words.rstrip("… "))


def _stands(waiver: Waiver, written: tuple[str, ...]) -> bool:
    words = plain(waiver.text).rstrip("… .")
    return any(words in text for text in written)


def _of_theme(theme: Theme) -> Iterator[str]:
    return (printed(prose.text) for prose in prose_of(theme))


def _of_meeting(meeting: Meeting) -> Iterator[str]:
    yield meeting.title
    for outcome in meeting.outcomes:
        for text in (outcome.summary, outcome.owner, outcome.amount, outcome.conditional):
            if text:
                yield plain(text)
        yield from outcome.actors
        if outcome.due is not None:
            yield outcome.due.text
