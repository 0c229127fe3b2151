"""What a quote is made of: parts to be found, elisions, and an editor's insertions.

`[…]`, `[...]`, `(...)`, `…` and `...` leave words out; `[words]` are the editor's own. Both
are gaps between parts that must stand in the source, in order, within one sentence. An
insertion may say who `they` are; it may bring no denial, number, modal, condition or verb.
`[T]he` is the editor's capital: the source has `the`.
"""

from __future__ import annotations

from briefgen.evidence import cues
from briefgen.evidence.finite import begins_with_finite_verb, has_finite_verb
from briefgen.record import record
from briefgen.regex import regex

_GAP = regex(
    r"[\[(] ?(?:…|\. ?\. ?\.) ?[\])]|…|\.{3,}|\. \. \.(?: \.)?|\[(?P<insertion>[^\[\]]*)\]"
)
_CAPITAL = regex(r"(?<![\w\[])\[(\w)\](?=\w)")
_PLAIN_WORDS = regex(r"[^\W\d_]+(?:['. -]+[^\W\d_]+)*\.?")
# Words that set a number, a scale or a scope: no editor may insert them.
_MEANING = regex(
    r"\b(?:hundreds?|thousands?|millions?|billions?|trillions?|lakhs?|crores?|dozens?|percent|"
    r"per cent|one|two|three|four|five|six|seven|eight|nine|ten|twenty|half|all|only|every|most|"
    r"some|first|final(?:ly)?|fully|binding|unanimous(?:ly)?|immediate(?:ly)?)\b"
)
_JOINT = regex(
    r"(?:\band|\bbut|\bwhile|\bwhereas|[;,]| -|\u2014) (?P<subject>(?:[\w'.-]+ ){0,4}[\w'.-]+) ?$"
)
_COORDINATOR = regex(r"^(?:(?:and|but|while|whereas|with) )+")
_PRONOUN = regex(r"\b(?:he|she|it|they|we|who|which|that|also|both|then|and|but|i|jointly|\w+ly)$")
_HARMLESS = regex(r"(?:a |the |quite a )?(?:few|little)\b|why|no\.")
_SUBJECT_START = regex(r"(?:[A-Z]|(?:they|he|she|it|the|both|we|each)\b)")


@record
class Pieces:
    """A quote taken apart, in its normal form.

    `inserted[i]` is what the editor put before `parts[i]` (None for a plain elision and
    for nothing); its last member comes after the last part. `wrong` says why the quote
    cannot be used, in words.
    """

    parts: tuple[str, ...]
    inserted: tuple[str | None, ...]
    wrong: str | None = None


def take_apart(quote: str) -> Pieces:
    """The parts of a quote in its normal form."""
    quote = _CAPITAL.sub(lambda match: match.group(1).swapcase(), quote)
    parts: list[str] = []
    inserted: list[str | None] = []
    wrong: str | None = None
    at, pending = 0, None
    for gap in _GAP.finditer(quote):
        part = quote[at : gap.start()]
        words = gap.group("insertion")
        if words is not None:
            wrong = wrong or _wrong_insertion(words.strip(), part, quote[gap.end() : gap.end() + 1])
        at = gap.end()
        if part := part.strip(" "):
            parts.append(part)
            inserted.append(pending)
            pending = None
        if words is not None:
            pending = f"{pending} {words.strip()}" if pending else words.strip()
    if part := quote[at:].strip(" "):
        parts.append(part)
        inserted.append(pending)
        pending = None
    return Pieces(tuple(parts), (*inserted, pending), wrong)


def _wrong_insertion(words: str, before: str, after: str) -> str | None:
    """Why an editor may not insert these words, if so."""
    if words in ("sic", "emphasis added"):
        return None
    if before[-1:].isalnum() or after.isalnum():
        return f"`[{words}]` changes the form of a word"
    if len(words) > 60 or not _PLAIN_WORDS.fullmatch(words):
        return f"`[{words}]` is more than a name or a few plain words"
    folded = words.lower()
    if cues.left_out().search(folded) or _MEANING.search(folded) or has_finite_verb(folded):
        return f"`[{words}]` changes what is said"
    return None


def wrong_gap(left_out: str, following: str) -> str | None:
    """Why the words `left_out` of the source may not be left out before `following`."""
    folded = left_out.lower()
    for match in cues.left_out().finditer(folded):
        if not match.group("affirms") or _HARMLESS.match(match.group()) is None:
            return f"it leaves out `{match.group().strip()}`"
    if begins_with_finite_verb(following.lower()):
        joint = _JOINT.search(left_out.rstrip(" ") + " ")
        if joint:
            subject = _COORDINATOR.sub("", joint.group("subject").strip())
            if _SUBJECT_START.match(subject) and not _PRONOUN.search(subject.lower()):
                return f"it leaves out `{subject}`, of whom the words after it speak"
    return None
