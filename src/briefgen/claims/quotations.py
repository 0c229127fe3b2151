"""The rule of quotations."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.calendar import MONTHS, WEEKDAYS
from briefgen.claims.lexicon.operators import SAYING
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import DASHES, Token, fold
from briefgen.regex import regex

_FOLD = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u00ad": None,
        **dict.fromkeys(DASHES, "-"),
    }
)
_SPACE = regex(r"\s+")
_GAP = regex(r"\s*(?:\[?…\]?|\[?\.\.\.\]?|\[[^\]]{0,60}\])\s*")


def folded(text: str) -> str:
    """A text with quotes, dashes and spaces of one kind; case and all else are kept."""
    return _SPACE.sub(" ", text.translate(_FOLD)).strip()


def quotation(pair: Pair) -> Iterator[Finding]:
    """What stands in quotation marks is verbatim in a cited passage (kinds of quotes, dashes and
    spaces
    apart; `…` and `[…]` leave out), and its speaker is the passage's."""
    if not pair.quoted:
        return
    passages = [folded(text) for text in pair.passages]
    for start, end in pair.quoted:
        words = folded(pair.s.text[start:end]).rstrip(".,;:!? ").strip()
        if not words:
            continue
        parts = [part.strip(" .,;:") for part in _GAP.split(words)]
        where = next((n for n, text in enumerate(passages) if _stands(parts, text)), None)
        first, last = pair.s.at(start), pair.s.at(max(start, end - 1))
        if where is None:
            yield pair.finding(
                "claim-quotation",
                "error",
                first,
                last,
                "these words do not stand in a cited passage as they are quoted",
                _closest(pair, first, last),
                "quote the passage's own words, or drop the marks",
            )
            continue
        yield from _speaker(pair, first, last)


def _stands(parts: list[str], text: str) -> bool:
    at = 0
    for part in parts:
        if not part:
            continue
        found = _find(text, part, at)
        if found < 0 and at == 0 and len(part) > 1:
            found = _find(text, part[0].swapcase() + part[1:], at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _find(text: str, part: str, at: int) -> int:
    """Where a part stands as whole words."""
    found = text.find(part, at)
    while found >= 0:
        end = found + len(part)
        if not (found and text[found - 1].isalnum() and part[0].isalnum()) and not (
            end < len(text) and text[end].isalnum() and part[-1].isalnum()
        ):
            return found
        found = text.find(part, found + 1)
    return -1


def _closest(pair: Pair, first: int, last: int) -> int | None:
    places = [pair.aligned[i] for i in range(first, last + 1) if i in pair.aligned]
    return places[len(places) // 2] if places else None


def speaker(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """The names beside the verb of saying nearest to tokens `first` to `last`; empty when there
    is none."""
    sentence = reading.sentence_of[first]
    low, high = reading.sentence_ranges[sentence]
    tokens = reading.tokens
    best: tuple[int, int] | None = None
    for index in range(max(low, first - 25), min(high, last + 14)):
        if first <= index <= last or tokens[index].fold not in SAYING:
            continue
        distance = first - index if index < first else index - last
        if best is None or distance < best[0]:
            best = (distance, index)
    if best is None:
        return ()
    at = best[1]
    if tokens[at].fold == "according":
        return _names(tokens, range(at + 1, min(at + 8, high)))
    if at and tokens[at - 1].fold in ("he", "she", "it", "they"):
        return _acting(reading, at)
    if at > last:
        after = range(at + 1, min(at + 6, high))
        return _names(tokens, range(max(last + 1, at - 7), at)) or _names(tokens, after)
    return _acting(reading, at)


def _acting(reading: Reading, at: int) -> tuple[str, ...]:
    """The names of the actor of the clause in which a verb stands."""
    from briefgen.claims.actors import actor

    found = actor(reading, reading.clauses[reading.clause_of[at]], True)
    return () if found is None else tuple(fold(word) for word in found.words)


def _names(tokens: tuple[Token, ...], indices: range) -> tuple[str, ...]:
    return tuple(
        tokens[i].fold
        for i in indices
        if tokens[i].capital
        and tokens[i].content
        and tokens[i].fold not in MONTHS
        and tokens[i].fold not in WEEKDAYS
    )


def _speaker(pair: Pair, first: int, last: int) -> Iterator[Finding]:
    mine = speaker(pair.s, first, last)
    if not mine or (first not in pair.aligned and last not in pair.aligned):
        return
    there = pair.aligned.get(first, pair.aligned.get(last, 0))
    end = pair.aligned.get(last, there)
    theirs = speaker(pair.p, min(there, end), max(there, end))
    if not theirs:
        return
    mine_keys = _keys(pair.s, mine)
    their_keys = _keys(pair.p, theirs)
    if mine_keys & their_keys or associated(pair, mine_keys, their_keys):
        return
    yield pair.finding(
        "claim-quotation",
        "error",
        first,
        last,
        f"in the passage these are the words of `{' '.join(theirs).title()}`",
        there,
    )


def _keys(reading: Reading, folds: tuple[str, ...]) -> set[str]:
    return {
        key
        for i, token in enumerate(reading.tokens)
        if token.fold in folds
        for key in reading.keys[i]
        if not key.startswith("~")
    }


def associated(pair: Pair, mine: set[str], theirs: set[str]) -> bool:
    """Whether a passage puts a name of each right beside one another: `Zubrowka's minister Anna
    Berg`."""
    keys = pair.p.keys
    tokens = pair.p.tokens
    for i in pair.p.content:
        if not tokens[i].capital or (keys[i].isdisjoint(mine) and keys[i].isdisjoint(theirs)):
            continue
        wanted = theirs if not keys[i].isdisjoint(mine) else mine
        linked = comma = False
        for step in range(i + 1, min(i + 10, len(tokens))):
            token = tokens[step]
            if pair.p.sentence_of[step] != pair.p.sentence_of[i]:
                break  # "... of Florin. Guilder explained"
            if token.fold in ("and", "or", "with", "but"):
                break
            if token.kind == "mark":
                if token.text == ",":
                    comma = True
                elif token.text != ".":
                    break
                continue
            if token.capital and not keys[step].isdisjoint(wanted):
                if linked or (not comma and step - i <= 3):
                    return True
                break
            if token.fold in _LINKS:
                linked = linked or token.fold not in ("the", "in")
            elif not token.capital:
                break
    return False


_LINKS = frozenset(
    """
    of the its their for external foreign prime minister president premier secretary ambassador
    chancellor counterpart spokesman spokeswoman spokesperson envoy official negotiator chief
    leader governor affairs defence finance trade energy health interior general deputy government
    delegation capital authorities ministry office king queen head state in led by headed from
    represented chaired republic kingdom who whose which region province city
    """.split()
)
