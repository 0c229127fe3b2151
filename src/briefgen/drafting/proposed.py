"""What drafting gives: proposals, what was passed over, and the seam for engines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from briefgen.record import record
from briefgen.workspace.model import Commitment

#: Why a sentence was not proposed, in words that a table shows.
Reason = Literal[
    "heading",
    "boilerplate",
    "caption",
    "repeat",
    "question",
    "background",
    "opinion",
    "speculation",
    "hearsay",
    "outsider",
    "ceremony",
    "procedure",
    "denied",
    "purpose",
    "lead",
    "no-verb",
    "no-theme",
    "known",
    "quote",
]
REASONS: dict[Reason, str] = {
    "heading": "a heading",
    "boilerplate": "words of the page",
    "caption": "a caption",
    "repeat": "said elsewhere in the source",
    "question": "a question",
    "background": "background: it was so before",
    "opinion": "somebody's view of it",
    "speculation": "what may come, in a reporter's eyes",
    "hearsay": "hearsay",
    "outsider": "said or done by an outsider",
    "ceremony": "ceremony and courtesies",
    "procedure": "how the meeting was run",
    "denied": "denied: it was not done or not agreed",
    "purpose": "what a thing is for or will do",
    "lead": "opens a list, and says nothing without its items",
    "no-verb": "no word that reports an outcome",
    "no-theme": "about none of the themes",
    "known": "in the outcomes already",
    "quote": "its words cannot be quoted",
}


@record
class Statement:
    """A sentence to be judged: its `index` among those that were given, its text, and what is known
    of where it stands. `heading` is the heading above it, `previous` the sentence before it in
    its passage, `lead` the sentence that introduces the list in which it stands."""

    index: int
    text: str
    heading: str = ""
    previous: str = ""
    lead: str = ""


@record
class Proposed:
    """A sentence that reports an outcome.

    `start`, `end`: the range of the statement's text that is worth quoting: `quote` is exactly
    these characters. `words` are the words that decided the commitment, `why` says in a sentence
    why it was proposed. `themes` are ids, `theme_words` what was found of them. `actors` are names
    of parties, empty when the sentence does not say which; `subject` are its own words for who
    acts. `due` are its words for by when. `weak` is why it may be none. `lead` is a sentence that
    must be quoted, too, because the commitment rests on it; `told` is the sentence that it makes
    with the quote, when the two make one.
    """

    index: int
    commitment: Commitment
    quote: str
    start: int
    end: int
    words: str
    why: str
    themes: tuple[str, ...] = ()
    theme_words: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    due: str = ""
    weak: Reason | None = None
    subject: str = ""
    lead: str = ""
    told: str = ""


@record
class PassedOver:
    """A sentence that is not proposed, the reason, and the words that decided."""

    index: int
    reason: Reason
    words: str = ""


class Drafter(Protocol):
    """What an engine for drafting does: it says of each statement whether it reports an outcome.

    The rules of this package are one. Whatever an engine says, the caller holds it to the source:
    a quote that does not stand there word for word, or a commitment stronger than its words, is
    not written.
    """

    def draft(
        self,
        statements: Sequence[Statement],
        *,
        parties: Sequence[str] = (),
        themes: Mapping[str, Sequence[str]],
    ) -> tuple[list[Proposed], list[PassedOver]]:
        """Each statement is in one of the two lists, in order."""
        ...
