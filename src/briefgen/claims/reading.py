"""A text read once: its tokens, clauses, what governs each clause, and where each word stands.

A `Reading` is made once per text and kept; rules compare two of them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.relations import groups
from briefgen.claims.lexicon.words import DEMONYMS, WRITTEN_OUT
from briefgen.claims.moments import Moment, moments
from briefgen.claims.quantities import Quantity, quantities
from briefgen.claims.sentences import sentences
from briefgen.claims.tokens import CLOSING, DASHES, OPENING, Token, stem, tokens

#: Written-out names and variants, folded, by the key that all their forms share.
Names = tuple[tuple[tuple[str, ...], str], ...]


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence with one verb group. Indices are of tokens, `end` exclusive."""

    start: int
    end: int
    sentence: int
    verb: int = -1
    passive: bool = False
    subject: tuple[int, int] = (0, 0)
    inherits: bool = False
    denied: bool = False
    hedges: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """All that the rules need to know of one text."""

    text: str
    tokens: tuple[Token, ...]
    keys: list[frozenset[str]]
    where: dict[str, list[int]]
    place: list[float]
    sentence_of: list[int]
    sentence_ranges: list[tuple[int, int]]
    clauses: list[Clause]
    clause_of: list[int]
    levels: list[int | None]
    content: list[int]
    folds: frozenset[str]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    hedges: list[frozenset[str] | None] = field(default_factory=list)

    def at(self, offset: int) -> int:
        """The index of the token at or before an offset."""
        return max(0, bisect_right(self.tokens, offset, key=lambda token: token.start) - 1)


_ROOT_ENDINGS = (
    "ians",
    "ian",
    "eans",
    "ean",
    "ans",
    "ese",
    "ish",
    "an",
    "ia",
    "ns",
    "ni",
    "n",
    "i",
    "a",
    "y",
    "e",
    "o",
)


@lru_cache(maxsize=16384)
def root(folded: str) -> str:
    """What a country and its demonym share: `ruritan`, from Ruritania and Ruritanian."""
    known = DEMONYMS.get(folded)
    word = known or folded
    if word in ("nigeria", "nigerian"):
        return "^nigeria"
    for ending in _ROOT_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return "^" + word[: len(word) - len(ending)]
    return "^" + word


@lru_cache(maxsize=32768)
def _keys(stem_: str, folded: str, capital: bool) -> frozenset[str]:
    keys = {stem_}
    if capital:
        keys.add(root(folded))
    keys.update(f"~{number}" for number in groups(stem_))
    return frozenset(keys)


_WRITTEN: Names = tuple(
    (tuple(form.split()), key) for key, forms in WRITTEN_OUT.items() for form in forms
) + tuple(((key,), key) for key in WRITTEN_OUT)


@lru_cache(maxsize=4096)
def read(text: str, names: Names = ()) -> Reading:
    """Reads a text; `names` are forms of glossary entries with the key that they share."""
    parts = tokens(text)
    ranges = sentences(text)
    sentence_of = _sentence_of(parts, ranges)
    keys = [_keys(t.stem, t.fold, t.capital) if t.content else frozenset((t.fold,)) for t in parts]
    _name_keys(parts, keys, _WRITTEN)
    if names:
        _name_keys(parts, keys, names)
    content = [i for i, token in enumerate(parts) if token.content]
    where: dict[str, list[int]] = {}
    for index in content:
        for key in keys[index]:
            where.setdefault(key, []).append(index)
    clauses, clause_of = _clauses(parts, sentence_of)
    counted, dated = quantities(text), moments(text)
    inner = {i for q in counted for i in range(q.first + 1, q.last + 1)}
    inner.update(i for m in dated for i in range(m.first + 1, m.last + 1))
    reading = Reading(
        text,
        parts,
        keys,
        where,
        _places(parts, sentence_of, clause_of, inner),
        sentence_of,
        _token_ranges(sentence_of),
        clauses,
        clause_of,
        [],
        content,
        frozenset(token.fold for token in parts),
        counted,
        dated,
    )
    reading.levels = _levels(reading)
    _govern(reading)
    return reading


def _sentence_of(parts: tuple[Token, ...], ranges: tuple[tuple[int, int], ...]) -> list[int]:
    found, current = [], 0
    for token in parts:
        while current + 1 < len(ranges) and token.start >= ranges[current + 1][0]:
            current += 1
        found.append(current)
    return found


def _token_ranges(sentence_of: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(sentence_of) + 1):
        if index == len(sentence_of) or sentence_of[index] != sentence_of[start]:
            found.append((start, index))
            start = index
    return found


def _name_keys(parts: tuple[Token, ...], keys: list[frozenset[str]], names: Names) -> None:
    """Adds the shared key to each token of each form of a name that occurs."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = _first(names)
    words = [(i, t.fold) for i, t in enumerate(parts) if t.kind != "mark"]
    for at, (index, word) in enumerate(words):
        for form, key in by_first.get(word, ()):
            if len(form) == 1:
                keys[index] = keys[index] | {key}
            elif tuple(w for _, w in words[at : at + len(form)]) == form:
                for step in range(at, at + len(form)):
                    keys[words[step][0]] = keys[words[step][0]] | {key}


@lru_cache(maxsize=256)
def _first(names: Names) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, key in names:
        table.setdefault(form[0], []).append((form, key))
    return table


# ---------------------------------------------------------------------------- clauses

_BREAKS = frozenset(
    """
    but while whereas although though which who whose that because unless if when where whether
    without despite instead rather
    """.split()
)
_VERB_STEMS = frozenset(stem(verb) for verb in o.VERBS)
_DETERMINERS = frozenset(
    "the a an its their his her this that these those our any some no such".split()
)
_PREPOSITIONS = frozenset(
    """
    of in on at by to from with for into under over between among against through across about
    towards toward during within per via as than including
    """.split()
)


_AFTER_VERB = _DETERMINERS | frozenset("both all each that to with on for every".split())


def adverb(token: Token) -> bool:
    """Whether a word is an adverb in -ly (`supply` and `apply` are none)."""
    return token.fold.endswith("ly") and token.stem not in _VERB_STEMS


def finite(parts: tuple[Token, ...], at: int) -> bool:
    """Whether a token looks like a finite verb where it stands."""
    token = parts[at]
    if token.kind != "word":
        return False
    word = token.fold
    if word in o.AUXILIARIES:
        return word not in ("be", "been", "being") and not (word == "may" and token.capital)
    if token.capital and at:
        return False
    before = parts[at - 1] if at else None
    if before is not None and (
        before.fold in _DETERMINERS or before.fold in _PREPOSITIONS or before.text in DASHES
    ):
        return False
    following = parts[at + 1] if at + 1 < len(parts) else None
    if (
        following is not None
        and following.fold == "by"
        and (word.endswith("ed") or word in o.PARTICIPLES)
        and not (before is not None and before.fold in o.AUXILIARIES)
    ):
        return False  # "countries led by Norvania"
    if word == "cut" and any(t.fold in o.AUXILIARIES for t in parts[at + 1 : at + 7]):
        return False  # "a rate cut is possible"
    if word in o.PAST or word in ("set", "cut", "found", "put"):
        return True
    if word.endswith("ed") and len(word) > 3:
        following = parts[at + 1] if at + 1 < len(parts) else None
        # "enhanced and expanded cooperation" has no verb in it
        return not (
            following is not None
            and following.content
            and before is not None
            and before.fold in ("and", "or", ",", "more", "most", "newly")
            and not following.capital
            and following.kind == "word"
            and not following.fold.endswith(("ly", "ing"))
            and token.stem not in _OPERATIVE_STEMS
        )
    if word in o.VERBS and before is not None:
        if before.fold in ("we", "they", "i"):
            return True
        following = parts[at + 1] if at + 1 < len(parts) else None
        if (
            (before.text == "," or (before.fold == "and" and at >= 2 and parts[at - 2].text == ","))
            and (following is not None and following.fold in _AFTER_VERB)
            and any(parts[i].fold in ("we", "they") for i in range(max(0, at - 40), at))
        ):
            return True
    if (
        word.endswith("s")
        and token.stem in _VERB_STEMS
        and before is not None
        and not (before.text.endswith(("'s", "’s", "s'", "s’")))
    ):
        if before.capital or before.fold in ("which", "that", "who", "it", "also", ")", ",", "and"):
            following = parts[at + 1] if at + 1 < len(parts) else None
            return following is not None and not (
                before.fold in (",", "and")
                and (following.fold in (",", "and", "or", ".") or following.kind == "mark")
            )
        return (
            before.stem not in _VERB_STEMS
            and before.kind == "word"
            and before.content
            and (
                at + 1 < len(parts)
                and parts[at + 1].fold
                in (
                    "the",
                    "a",
                    "an",
                    "that",
                    "to",
                    "its",
                    "their",
                    "as",
                    "for",
                    "in",
                    "on",
                    "with",
                    "no",
                    "not",
                    "by",
                    "from",
                    "all",
                )
            )
        )
    return False


_OPERATIVE_STEMS = frozenset(stem(key[0]) for key in o.COMMITMENT) | frozenset(
    stem(word) for word in o.SAYING
)


def _clauses(parts: tuple[Token, ...], sentence_of: list[int]) -> tuple[list[Clause], list[int]]:
    clauses: list[Clause] = []
    clause_of: list[int] = []
    current: Clause | None = None
    for index in range(len(parts)):
        sentence = sentence_of[index]
        if current is None or current.sentence != sentence:
            current = Clause(index, index, sentence)
            clauses.append(current)
        elif index > current.start:
            kind = _break(parts, index, current, sentence_of)
            if kind:
                fresh = Clause(index, index, sentence, inherits=kind == 2)
                clauses.append(fresh)
                current = fresh
        current.end = index + 1
        if current.verb < 0 and not _adverbial(parts, current) and finite(parts, index):
            current.verb = index
            current.subject = (current.start, index)
        clause_of.append(len(clauses) - 1)
    for clause in clauses:
        _verb_group(parts, clause)
    return clauses, clause_of


def _break(parts: tuple[Token, ...], at: int, current: Clause, sentence_of: list[int]) -> int:
    """Whether a clause begins at `at`: 0 no, 1 with a subject of its own, 2 sharing the last
    one."""
    token = parts[at]
    word = token.fold
    before = parts[at - 1]
    if before.text in (";", ":", "—") or (before.text == "–" and not before.joined):
        return 1
    if (
        word == "of"
        and before.text == ","
        and at + 1 < len(parts)
        and parts[at + 1].fold in ("which", "whom")
    ):
        return 1
    if (
        word in ("but", "yet")
        and at + 1 < len(parts)
        and current.verb >= 0
        and finite(parts, at + 1)
    ):
        return 2
    if word in _BREAKS and token.kind == "word":
        if word == "that" and (
            before.fold in _PREPOSITIONS
            or not (
                before.content
                or before.fold in o.SAYING
                or before.fold in (",", "and", "or", "both", "those", "ones")
            )
        ):
            return 0
        if word in ("which", "who", "that", "where") and before.fold in _PREPOSITIONS:
            return 0
        if (
            word in ("where", "if", "when")
            and before.text == ","
            and any(parts[i].text == "," for i in range(at + 2, min(at + 4, len(parts))))
        ):
            return 0  # ", where appropriate,"
        if word == "rather" and not (at + 1 < len(parts) and parts[at + 1].fold == "than"):
            return 0
        return 1
    if before.text in '”"' and at >= 2 and parts[at - 2].text in ",.!?":
        return 1
    if (
        before.fold in o.SAYING
        and (current.verb == at - 1 or before.fold.endswith("ing"))
        and (_subject_then_verb(parts, at, sentence_of))
    ):
        return 1
    if (
        word in ("after", "before", "since", "as")
        and current.verb >= 0
        and token.kind == "word"
        and (at + 1 < len(parts) and _subject_then_verb(parts, at + 1, sentence_of, True))
    ):
        return 1
    if parts[current.start].fold == "without" and finite(parts, at):
        return 2
    if (
        word in ("until", "once")
        and current.verb >= 0
        and at + 1 < len(parts)
        and _subject_then_verb(parts, at + 1, sentence_of)
    ):
        return 1
    if before.text == ",":
        if (
            current.verb < 0
            and token.content
            and not token.capital
            and (word.endswith("ed") or word in o.PARTICIPLES)
            and at - current.start > 1
            and not any(parts[i].text == "," for i in range(current.start, at - 1))
        ):
            return 1  # ", initialled in Lutz, ..."
        if finite(parts, at) and current.verb == current.start and at - current.start > 1:
            return 2
        if word == "with" and at + 1 < len(parts):
            return 1
        if word.endswith("ing") and token.content and current.verb >= 0 and not token.capital:
            return 2
        if word in ("as", "after", "before", "since", "so") and current.verb >= 0:
            return 1
        if (
            current.verb >= 0
            and word not in ("and", "or")
            and (_subject_then_verb(parts, at, sentence_of))
        ):
            return 1
        if current.verb < 0 and _opening(parts, current) and word not in ("and", "or"):
            return 1
    if word in ("and", "or", "then", "nor", "yet") and current.verb >= 0 and at + 1 < len(parts):
        step = at + 1
        while (
            step < len(parts)
            and parts[step].fold in ("also", "then", "later", "further", "to", "not")
            and (parts[step].fold != "to")
        ):
            step += 1
        if step < len(parts) and sentence_of[step] == sentence_of[at] and finite(parts, step):
            return 2
        if step < len(parts) and _subject_then_verb(parts, step, sentence_of):
            return 1
    return 0


def _adverbial(parts: tuple[Token, ...], clause: Clause) -> bool:
    """Whether a clause opens with a preposition or participle, so that its verb comes after a
    comma."""
    first = parts[clause.start]
    return (
        clause.start == _sentence_start(parts, clause)
        and (
            first.fold in _LEADING
            or (
                first.capital
                and first.fold.endswith(("ed", "ing"))
                and first.content
                and len(first.fold) > 5
            )
        )
        and _comma_follows(parts, clause.start)
    )


def _comma_follows(parts: tuple[Token, ...], start: int) -> bool:
    for token in parts[start : start + 40]:
        if token.text == ",":
            return True
        if token.text in ".;:!?":
            return False
    return False


_LEADING = frozenset(
    """
    in at on under during for with by following speaking addressing recognising noting recalling
    citing amid beyond despite of alongside besides per across within through
    """.split()
)


def _sentence_start(parts: tuple[Token, ...], clause: Clause) -> int:
    """The clause's own start when it begins its sentence, else -1."""
    start = clause.start
    if (
        start == 0
        or parts[start - 1].text in '.!?”"'
        or parts[start - 1].end < parts[start].start - 1
    ):
        return start
    return -1


_OPENERS = frozenset(
    """
    after before when if while although though because since as once unless until despite amid
    """.split()
)


def _opening(parts: tuple[Token, ...], clause: Clause) -> bool:
    """Whether a clause without a verb so far is an adverbial before the main clause."""
    return (
        parts[clause.start].fold in _OPENERS
        or parts[clause.start].fold in _LEADING
        or (_adverbial(parts, clause))
    )


def _subject_then_verb(
    parts: tuple[Token, ...], at: int, sentence_of: list[int], prepositions: bool = False
) -> bool:
    """Whether a short noun phrase and a finite verb follow."""
    seen = False
    for step in range(at, min(at + 9, len(parts))):
        token = parts[step]
        if sentence_of[step] != sentence_of[at] or (
            token.kind == "mark" and token.text not in DASHES
        ):
            return False
        if seen and finite(parts, step):
            return not (
                step + 1 < len(parts) and parts[step + 1].fold == "by"
            )  # "the role played by"
        if token.fold in _BREAKS:
            return False
        if token.fold in ("and", "or", "to", "by", "with") or (
            token.fold in _PREPOSITIONS and token.fold != "of" and not (seen and prepositions)
        ):
            return False
        if token.content or token.fold in (
            "they",
            "it",
            "he",
            "she",
            "both",
            "this",
            "neither",
            "none",
            "each",
        ):
            seen = True
    return False


def _verb_group(parts: tuple[Token, ...], clause: Clause) -> None:
    """Moves `verb` from an auxiliary to the main verb and notes the passive."""
    if clause.verb < 0:
        for index in range(clause.start, clause.end):
            if (
                parts[index].fold.endswith("ing")
                and len(parts[index].fold) > 5
                and (parts[index].stem in _VERB_STEMS and not parts[index].capital)
            ):
                clause.verb, clause.subject = index, (clause.start, index)
                return
        return
    at = clause.verb
    be = parts[at].fold in ("is", "are", "was", "were")
    if parts[at].fold not in o.AUXILIARIES:
        return
    step = at + 1
    while step < clause.end and step <= at + 6:
        token = parts[step]
        word = token.fold
        if word in ("be", "been", "being"):
            be = True
        elif (
            word in o.AUXILIARIES
            or word in ("not", "to", "also", "n't", "first")
            or adverb(token)
            or (
                not token.content
                and token.kind == "word"
                and word not in _DETERMINERS
                and word not in _PREPOSITIONS
            )
        ):
            pass
        elif token.content and token.kind == "word":
            if word.endswith("ed") or word in o.PARTICIPLES:
                clause.verb, clause.passive = step, be
            elif (
                token.stem in _VERB_STEMS
                or word.endswith("ing")
                or parts[at].fold not in ("is", "are", "was", "were", "has", "have", "had")
            ):
                clause.verb = step
            return
        else:
            return
        step += 1


# ------------------------------------------------------------------ what governs a clause


def phrase_at(
    parts: tuple[Token, ...], at: int, table: dict[tuple[str, ...], str]
) -> tuple[str, int] | None:
    """The longest entry of a table of phrases at `at`: its value and its number of tokens."""
    by_first = _starts(id(table), table)
    for key in by_first.get(parts[at].fold, ()):
        if len(key) == 1 or tuple(t.fold for t in parts[at : at + len(key)]) == key:
            return table[key], len(key)
    return None


_STARTS: dict[int, dict[str, list[tuple[str, ...]]]] = {}


def _starts(number: int, table: dict[tuple[str, ...], str]) -> dict[str, list[tuple[str, ...]]]:
    known = _STARTS.get(number)
    if known is None:
        known = {}
        for key in sorted(table, key=len, reverse=True):
            known.setdefault(key[0], []).append(key)
        _STARTS[number] = known
    return known


def _govern(reading: Reading) -> None:
    """Marks denied clauses and the hedges over each clause."""
    parts = reading.tokens
    reading.hedges = [frozenset()] * len(parts)
    matrix: frozenset[str] = frozenset()
    last_sentence = -1
    conditional: list[tuple[int, int]] = []
    for number, clause in enumerate(reading.clauses):
        if clause.sentence != last_sentence:
            matrix, last_sentence = frozenset(), clause.sentence
        denials = 0
        carried = (
            matrix
            if parts[clause.start].fold in ("that", "and") or clause.inherits
            else frozenset()
        )
        hedges: set[str] = set(carried)
        at = clause.start
        while at < clause.end:
            denial = phrase_at(parts, at, o.DENIALS)
            if (
                denial is not None
                and parts[at].fold == "not"
                and parts[at + 1 : at + 2]
                and (parts[at + 1].fold == "since")
            ):
                denial = None  # "not since 1987"
            if denial is not None:
                if (denial[0] == "clause" and not _no_denial(parts, at, clause)) or (
                    denial[0] == "phrase" and at == clause.start
                ):
                    denials += 1
                if denial[0] == "keep":
                    at += denial[1]
                    continue
            elif parts[at].fold.endswith("n't"):
                denials += 1
            hedge = phrase_at(parts, at, o.HEDGES)
            if hedge is not None and not _no_hedge(parts, at):
                if hedge[0] == "condition":
                    conditional.append((number, at))
                else:
                    if not hedges:  # what stands before the hedge is neither hedged nor free of it
                        reading.hedges[clause.start : at] = [None] * (at - clause.start)
                    hedges.add(hedge[0])
            reading.hedges[at] = frozenset(hedges)
            at += 1
        clause.denied = denials % 2 == 1
        if "claim" in hedges:
            matrix = matrix | {"claim"}
        if "chance" in hedges and parts[clause.start].fold != "which":
            matrix = matrix | (
                {"chance"}
                if clause.end < len(parts) and parts[clause.end].fold == "that"
                else set()
            )
        clause.hedges = frozenset(hedges)
    for number, clause in enumerate(reading.clauses[1:], start=1):
        before = parts[clause.start - 1].fold
        if parts[clause.start].fold == "that" and before in _DENYING:
            clause.denied = not clause.denied
            reading.clauses[number - 1].denied = False
    for number, at in conditional:
        for index in _governed(reading, number, at):
            reading.hedges[index] = (reading.hedges[index] or frozenset()) | {"condition"}


_DENYING = frozenset("deny denies denied denying doubt doubts doubted".split())


def _governed(reading: Reading, number: int, at: int) -> list[int]:
    """The tokens that a condition in a clause bears on: the clause, and the main clause beside
    it."""
    clauses = reading.clauses
    clause = clauses[number]
    comma = next(
        (i for i in range(at + 1, clause.end) if reading.tokens[i].text == ","), clause.end
    )
    found = list(range(clause.start, comma))
    first = reading.tokens[clause.start].fold
    sentence = clause.sentence
    opens = number == 0 or clauses[number - 1].sentence != sentence
    if first in ("if", "unless", "provided", "once", "until", "when", "because", "that"):
        other = number + 1 if opens else number - 1
        if 0 <= other < len(clauses) and clauses[other].sentence == sentence:
            found.extend(range(clauses[other].start, clauses[other].end))
    return found


def _no_denial(parts: tuple[Token, ...], at: int, clause: Clause) -> bool:
    """`not` in `whether or not`, `no` in `No. 5`, a denial that is itself denied as a name."""
    word = parts[at].fold
    if word == "not" and at >= 2 and parts[at - 1].fold == "or" and parts[at - 2].fold == "whether":
        return True
    return bool(
        word == "no"
        and at + 1 < len(parts)
        and (parts[at + 1].text == "." and at + 2 < len(parts) and parts[at + 2].kind == "number")
    )


def _no_hedge(parts: tuple[Token, ...], at: int) -> bool:
    word = parts[at].fold
    if word == "may" and parts[at].capital:
        return True
    if (
        word == "until"
        and at + 1 < len(parts)
        and (parts[at + 1].kind == "number" or parts[at + 1].capital)
    ):
        return True
    if word == "condition" or (
        word == "on"
        and parts[at + 1].fold == "condition"
        and at + 2 < len(parts)
        and parts[at + 2].fold == "of"
    ):
        return True
    if word == "once" and at + 1 < len(parts) and parts[at + 1].fold in ("again", "a", "more"):
        return True
    if word in ("limited", "pilot", "draft", "initial", "interim") and parts[at].capital:
        return True
    if word == "up" and at + 2 < len(parts) and (parts[at + 2].kind == "number"):
        return True  # an amount: the number rule weighs it
    return bool(
        word in ("almost", "nearly", "estimated")
        and at + 1 < len(parts)
        and (parts[at + 1].kind == "number" or parts[at + 1].text in "$€£₹¥")
    )


def _levels(reading: Reading) -> list[int | None]:
    """How strongly each token is promised: the weakest of the operative words that govern it."""
    parts = reading.tokens
    levels: list[int | None] = [None] * len(parts)
    carried: int | None = None
    for clause in reading.clauses:
        chain: int | None = (
            carried
            if parts[clause.start].fold in ("that", "whether") and _governs(parts, clause)
            else None
        )
        at = clause.start
        inherited = chain is not None
        while at < clause.end:
            operative = phrase_at(parts, at, o.COMMITMENT)
            if operative is not None and operative[1] == 1 and _not_operative(parts, at):
                operative = None
            if (
                operative is not None
                and parts[at].stem == "call"
                and operative[1] == 2
                and (
                    parts[at + 1].fold == "on"
                    and not any(
                        parts[i].fold == "to" for i in range(at + 2, min(at + 9, clause.end))
                    )
                )
            ):
                operative = None  # a visit
            if operative is None:
                levels[at] = chain
                at += 1
                continue
            level = o.LEVELS[operative[0]]
            word = parts[at].fold
            fresh = (
                finite(parts, at)
                and word not in o.WEAK_NOUNS
                and word not in ("will", "shall", "would")
            )
            after = at + operative[1]
            before = None if fresh else chain
            if fresh and not inherited and chain is not None and at == clause.verb:
                chain = level
            else:
                chain = level if chain is None else min(chain, level)
            if (
                word in ("will", "shall", "would", "may", "might", "could", "can", "must", "should")
                and at < clause.verb
            ):
                pass
            elif clause.passive and clause.verb in range(at, after):
                for left in range(clause.subject[0], at):
                    known = levels[left]
                    levels[left] = level if known is None else min(known, level)
            for step in range(at, after):
                levels[step] = before
            at = after
        carried = chain
    return levels


def _governs(parts: tuple[Token, ...], clause: Clause) -> bool:
    """Whether the `that` of a clause follows a verb of promising or saying, not a noun."""
    before = parts[clause.start - 1] if clause.start else None
    return before is not None and (
        (before.fold,) in o.COMMITMENT or before.fold in o.SAYING or before.fold == "in"
    )


def _not_operative(parts: tuple[Token, ...], at: int) -> bool:
    """Words that look operative and are names or nouns of another kind."""
    token = parts[at]
    if token.capital and at and parts[at - 1].fold not in (".", ":", "“", '"'):
        return True
    word = token.fold
    if word == "may" and token.capital:
        return True
    if word.endswith("s") and word not in o.WEAK_NOUNS and token.content and not finite(parts, at):
        return word not in o.AUXILIARIES
    following = parts[at + 1].fold if at + 1 < len(parts) else ""
    if word == "study" and following in ("group", "team"):
        return True
    if (
        word in ("planned", "proposed", "agreed", "committed", "intended")
        and at
        and parts[at - 1].fold in _DETERMINERS
    ):
        return word in ("agreed", "committed")
    if word in ("will", "can", "ink", "question") and at and parts[at - 1].fold in _DETERMINERS:
        return True
    return word in ("resolve", "resolved", "resolving", "resolves") and following not in (
        "to",
        "that",
    )


def _places(
    parts: tuple[Token, ...], sentence_of: list[int], clause_of: list[int], inner: set[int]
) -> list[float]:
    """A coordinate for each token, in which near means said together: a step for each content
    word (one for a whole amount or date), more over a comma, a clause and a sentence."""
    found: list[float] = []
    place = 0.0
    for index, token in enumerate(parts):
        if index:
            if sentence_of[index] != sentence_of[index - 1]:
                place += 8.0
            elif clause_of[index] != clause_of[index - 1]:
                place += 2.0
            elif token.text in (",", "(") or token.fold == "and":
                place += 0.7
        if token.content and index not in inner:
            place += 1.0
        found.append(place)
    return found


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """The ranges inside quotation marks, marks left out."""
    found: list[tuple[int, int]] = []
    start = -1
    straight = False
    for index, char in enumerate(text[:60_000]):
        if char in OPENING:
            start, straight = index + 1, False
        elif char in CLOSING and start >= 0 and not straight:
            found.append((start, index))
            start = -1
        elif char in '"＂':
            if start >= 0:
                found.append((start, index))
                start = -1
            else:
                start, straight = index + 1, True
        elif (
            char in "‘'"
            and start < 0
            and (not index or text[index - 1] in " (—–-:")
            and (index + 1 < len(text) and not text[index + 1].isspace())
        ):
            end = _single_end(text, index + 1)
            if end > index + 1:
                found.append((index + 1, end))
    return found


def _single_end(text: str, start: int) -> int:
    """Where a single quotation that begins at `start` ends, or -1: a mark followed by no letter."""
    for index in range(start, min(len(text), start + 600)):
        if text[index] in "’'" and (index + 1 == len(text) or not text[index + 1].isalnum()):
            if (
                text[index - 1] == "s"
                and text.find("’", index + 1) > 0
                and index + 1 < len(text)
                and text[index + 1] == " "
            ):
                continue
            return index
    return -1
