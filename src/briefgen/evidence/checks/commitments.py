"""Whether an outcome's `commitment` is what the words of its quotes commit to.

The operative verb and its complement must stand inside the quote. The strongest verb of
an outcome's quotes counts; a quote without any commits to nothing and supports `noted`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.evidence.book import Book, Found, Remark
from briefgen.evidence.checks import frames, verbs
from briefgen.evidence.checks.rows import Rows
from briefgen.evidence.finite import FINITE, has_finite_verb
from briefgen.evidence.grades import rank
from briefgen.evidence.leads import opens, together
from briefgen.evidence.normalize import normal_form
from briefgen.evidence.polarity import denial
from briefgen.record import record
from briefgen.regex import regex
from briefgen.workspace.model import COMMITMENTS, Commitment, Outcome, Workspace


@record
class Strength:
    """What a text commits to, and the words that decided it (empty when there are none)."""

    commitment: Commitment
    words: str = ""


@record
class Operative:
    """A verb that operates in a text in its normal form: its range, what it commits to when
    weighed with what it governs and what governs it, and the words that decided."""

    start: int
    end: int
    commitment: Commitment
    words: str


_VERBS = Rows(verbs.VERBS)
_PLAIN: dict[str, Commitment] = {
    verb: step for step, row in verbs.PRESENT.items() for verb in row.split()
}
_ADVERBS = r"(?:(?:also|further|hereby|both|all|jointly|therefore|again|once again|today|\w+ly) )*"
_PRESENT = regex(
    rf"(?<![\w-])(?:{'|'.join(verbs.PLURAL.split())})(?:,[^,;.]{{1,90}},)? {_ADVERBS}"
    rf"(?P<verb>{'|'.join(_PLAIN)})(?![\w-])"
)
#: "Florin and Guilder reaffirm": two names; in small letters they could be anything.
_NAMES_PRESENT = regex(
    rf"\b[A-Z]\w+ and (?:the )?[A-Z]\w+(?: [A-Z]\w+)* {_ADVERBS}"
    rf"(?P<verb>{'|'.join(_PLAIN)})(?![\w-])"
)
_ASKING = ("task", "instruct", "direct", "mandat")
_THAT = r"that (?:[\w'-]+ ){1,6}?(?:will|would|shall|should) "
_COMPLEMENTS = tuple(
    (
        step,
        regex(rf"^ [\"']?(?:\w+ly )?(?:to |on |{_THAT})?(?:\w+ly )?{pattern}"),
    )
    for step, pattern in frames.COMPLEMENTS
)
#: What the first of them, consideration, makes of a promise, too.
_CONSIDERED = _COMPLEMENTS[0][1]
#: Finite verbs that are no plural of a noun, as `grants` and `plans` are.
_FINITE = frozenset(v for v in FINITE if not v.endswith("s") or v in ("is", "was", "has", "does"))
_PLAIN_WORD = regex(r"[a-z]+")
_IN_PRINCIPLE = regex(r"^ (?:\w+ )?in principle\b")
_NEW_CLAUSE = regex(r"(?:[,;]|\band|\bbut|\bwhile|\bwith|\bwhich|\")(?: [\w'.&-]+){0,5} ?$")
_LINKS = regex(r"\b(?:to|that|of|on|for|in|about|whether)\b")


def commitment_fits_its_verb(workspace: Workspace, book: Book) -> Iterator[Remark | Diagnostic]:
    """A commitment must not be stronger than the operative verb in its quote, and should not
    be weaker."""
    for outcome in workspace.outcomes():
        quotes = [book.found[e.key] for e in outcome.evidence if e.key in book.found]
        if len(quotes) < len(outcome.evidence) or not quotes:
            continue  # the quotes have errors of their own
        strengths = [(strength(said), found) for said, found in sayings(quotes)]
        best, found = max(strengths, key=lambda pair: _level(pair[0].commitment))
        if _level(outcome.commitment) > _level(best.commitment):
            yield _too_strong(outcome, best, found)
        elif _level(outcome.commitment) < min(_level(best.commitment), _borne_out(strengths)):
            yield _too_weak(outcome, best, found)


def sayings(quotes: Sequence[Found]) -> list[tuple[str, Found]]:
    """The words of each quote; of a line that opens a list and of the items under it the sentence
    that they make, which alone says what was done, and how firmly. Such a line alone says
    nothing."""
    told = [(_quoted(found), found) for found in quotes]
    for lead in quotes:
        if (line := _opening(lead)) is None:
            continue
        end = lead.spans[-1][1]
        items = [q for q in quotes if q.source is lead.source and q.spans[0][0] > end]
        joined = [(together(line, _quoted(item), listed=True), item) for item in items]
        made = [(said, item) for said, item in joined if said is not None]
        if made or (opens(line) and not items):
            gone = [lead, *(item for _, item in made)]
            told = [one for one in told if not any(one[1] is found for found in gone)]
            told += made or [("", lead)]
    return told


def _opening(quote: Found) -> str | None:
    """The line that a quote is, with its colon, when it opens a list."""
    words, end = _quoted(quote).rstrip(), quote.spans[-1][1]
    after = quote.source.archive.text[end : end + 2].lstrip()
    return f"{words.rstrip(' :')}:" if words.endswith(":") or after.startswith(":") else None


def _borne_out(strengths: list[tuple[Strength, Found]]) -> int:
    """The level that the sources of the best grade bear out: whoever writes no more than the
    joint statement says need not follow a reporter who says more."""
    best = min(rank(found.source.grade) for _, found in strengths)
    levels = [
        _level(said.commitment)
        for said, found in strengths
        if rank(found.source.grade) == best and said.words
    ]
    return max(levels, default=_level("signed"))


def strength(text: str) -> Strength:
    """What a text commits to: its strongest operative verb, weighed with its complement."""
    best = Strength("noted")
    for verb in operatives(text):
        if not best.words or _level(verb.commitment) > _level(best.commitment):
            best = Strength(verb.commitment, verb.words)
    return best


@lru_cache(maxsize=64)
def operatives(text: str) -> tuple[Operative, ...]:
    """Every operative verb of a text, in order; offsets refer to its normal form."""
    shown = normal_form(text)
    lower = shown.lower()
    words = lower if len(lower) == len(shown) else shown
    if bullet := _bullet(words, shown):
        return (bullet,)
    found: list[Operative] = []
    for start, end, step in _verbs(words, shown):
        verb = _weighed(words, shown, start, end, step)
        if verb is None:
            continue
        for earlier in reversed(found):
            if _caps(earlier, words, verb.start):
                if _level(earlier.commitment) < _level(verb.commitment):
                    verb = Operative(verb.start, verb.end, earlier.commitment, earlier.words)
                break
        found.append(verb)
    if not found and (headline := frames.HEADLINE.match(shown)):
        start, end = headline.span("verb")
        found.append(Operative(start, end, "decided", shown[start:end]))
    return tuple(found)


def _bullet(words: str, shown: str) -> Operative | None:
    """What a line of a list names that has no finite verb: "New joint fund for ports"."""
    for step, pattern in frames.BULLETS:
        if match := pattern.match(words):
            if any(verb in _FINITE for verb in _PLAIN_WORD.findall(words, match.end())):
                return None
            if step == "decided" and frames.SUBJECT_TO.search(words):
                step = "committed"
            return Operative(0, match.end(), step, shown[: match.end()])
    return None


def _verbs(words: str, shown: str) -> list[tuple[int, int, Commitment]]:
    """Where the rows of the tables match, with their step; the first of two that overlap."""
    found = _VERBS.find(words)
    for match in (*_PRESENT.finditer(words), *_NAMES_PRESENT.finditer(shown)):
        start, end = match.span("verb")
        if all(end <= other[0] or other[1] <= start for other in found):
            found.append((start, end, _PLAIN[match["verb"]]))
    found.sort()
    return found


def _level(commitment: Commitment) -> int:
    return COMMITMENTS[commitment][0]


def _quoted(found: Found) -> str:
    """The source's own words, without an editor's."""
    text = found.source.archive.text
    return " \u2026 ".join(text[start:end] for start, end in found.spans)


def _weighed(words: str, shown: str, start: int, end: int, step: Commitment) -> Operative | None:
    """A verb with what its auxiliaries and its complement make of it."""
    before, after = words[:start], words[end : end + 80]
    text = shown[start:end]
    undertaken = text in ("will", "shall") and _NEITHER.search(before) and _DEED.match(after)
    if denial(shown, 0, start, end, end) is not None and not undertaken:
        return Operative(start, end, "noted", f"not {text}")
    if _level(step) >= _level("committed"):
        if undone := frames.UNDONE_BEFORE.search(before):
            return Operative(start, end, "noted", shown[undone.start() : end])
        if frames.REPORT_BEFORE.search(before) and frames.TAKEN_BACK.search(words, end):
            return Operative(start, end, "noted", f"reported and denied: {text}")
    if step == "committed" and (thought := _CONSIDERED.match(after)):
        return Operative(start, end, "explored", shown[start : _whole_word(shown, end, thought)])
    if _level(step) < _level("decided"):
        return Operative(start, end, step, text)
    if start == 0 and frames.NAMED.match(text.lower()) and frames.FOLLOWED.search(words, end):
        return None
    if frames.RESULT.match(text) and _is_thing(shown, before, start, end):
        return None
    bygone = frames.BYGONE.match(after) and not frames.HAS_AUXILIARY.search(before)
    if bygone and text.endswith("ed") and _is_after_noun(before):
        return None
    if modal := frames.MODAL_BEFORE.search(before):
        return Operative(start, end, "explored", shown[modal.start() : end])
    if step == "signed" and (future := frames.FUTURE_PASSIVE.search(before)):
        return Operative(start, end, "decided", shown[future.start() : end])
    if step == "signed":
        return Operative(start, end, step, text)
    if text.lower().startswith("announc"):
        for weaker, pattern in frames.ANNOUNCED:
            if announced := pattern.match(after):
                stop = _whole_word(shown, end, announced)
                return Operative(start, end, weaker, shown[start:stop])
    if text.lower().startswith(_ASKING) and (asked := frames.ASKED.match(after)):
        return Operative(start, end, "explored", shown[start : end + asked.end()])
    if principle := _IN_PRINCIPLE.match(after):
        return Operative(start, end, "committed", shown[start : end + principle.end()])
    for weaker, pattern in _COMPLEMENTS:
        if complement := pattern.match(after):
            return Operative(start, end, weaker, shown[start : _whole_word(shown, end, complement)])
    if text.lower().startswith(("agree", "concur")) and frames.OPINION.match(after):
        clause = re.split(r"[;.]", words[end:])[0]
        if not frames.DEED.search(clause):
            return Operative(start, end, "noted", f"{text}{shown[end : end + 5]}".rstrip())
    return Operative(start, end, step, text)


#: Who undertakes not to do something, `Neither side will impose tariffs`, says what is decided.
_NEITHER = regex(
    r"^(?:neither (?:side|party|country|government|state|delegation|of (?:them|the (?:two |three "
    r")?(?:sides|parties|countries|governments|states)))|no (?:party|side|member)|none of (?:them|"
    r"the (?:two |three )?(?:parties|sides|members|countries|governments|states))) $"
)
#: What one will not do in a report of talks that led to nothing is no undertaking.
_DEED = regex(
    r"^ (?!(?:be|have|agree|accept|sign|decide|discuss|comment|attend|win|benefit|budge|come|"
    r"yield|compromise|gain|lose|get|need|want|back|give|make|reach|talk|speak|say|see|feel|"
    r"know|become|emerge|leave|back)\b)[a-z]+\b"
)


def _whole_word(shown: str, end: int, complement: re.Match[str]) -> int:
    """Where the word ends in which a complement ends that was matched after `end`."""
    stop = end + complement.end()
    while stop < len(shown) and shown[stop].isalpha():
        stop += 1
    return stop


_NOUN_BEFORE = regex(
    r"\b(?:agreement|treaty|pact|memorandum|memoranda|mou|deal|accord|contract|declaration|"
    r"initiative|fund|programme|program|project|partnership|framework|group|mechanism|dialogue|"
    r"plan|measures?|roadmap|document|statement|text|protocol|convention)s?(?: \([^)]*\))? $"
)


def _is_after_noun(before: str) -> bool:
    return _NOUN_BEFORE.search(before) is not None


def _is_thing(shown: str, before: str, start: int, end: int) -> bool:
    """Whether a noun of decision is a thing that is handed on or told more of, or the name of a
    document (`the Agreement to`), and what follows it is not what was decided."""
    if start and shown[start].isupper() and shown[start - 2] not in ".:;":
        return True
    if not frames.THING_BEFORE.search(before):
        return False
    return bool(frames.THING_AFTER.match(shown, end) or frames.NAME_AFTER.match(shown, end))


def _caps(verb: Operative, words: str, at: int) -> bool:
    """Whether a verb still governs what stands at a later offset."""
    between = words[verb.end : at]
    if verb.commitment == "committed" and frames.RESULT.match(words, at):
        return ";" not in between and not has_finite_verb(between)
    stems = frames.GOVERNING.get(verb.commitment)
    if stems is None or not any(words.startswith(stem, verb.start) for stem in stems):
        return False
    opened = _NEW_CLAUSE.search(between)
    if frames.NOUN.match(words, at) and ";" not in between and not has_finite_verb(between):
        return True
    return opened is None or _LINKS.search(between, opened.start()) is not None


# ------------------------------------------------------------- in words


def _too_strong(outcome: Outcome, best: Strength, found: Found) -> Diagnostic:
    if best.words:
        why = f"`{best.words}` makes it `{best.commitment}` at most, not `{outcome.commitment}`"
    elif _opening(found):
        why = "it opens a list, and says nothing without an item of it"
    else:
        why = f"there is no such verb in it, which makes it `noted`, not `{outcome.commitment}`"
    return Diagnostic(
        "commitment-too-strong",
        f"a commitment must not be stronger than the operative verb in its quote; {why}",
        outcome.key_spans.get("commitment", outcome.span),
        hints=(
            Hint(f"write `commitment: {best.commitment}`, or quote the words that say more"),
            Hint("the quote", found.evidence.span),
        ),
    )


def _too_weak(outcome: Outcome, best: Strength, found: Found) -> Diagnostic:
    return Diagnostic(
        "commitment-too-weak",
        "a commitment should not be weaker than the operative verb in its quote; "
        f"`{best.words}` makes it `{best.commitment}`, not only `{outcome.commitment}`",
        outcome.key_spans.get("commitment", outcome.span),
        "warning",
        (
            Hint(f"write `commitment: {best.commitment}`, or quote less"),
            Hint("the quote", found.evidence.span),
        ),
    )
