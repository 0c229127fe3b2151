"""The clauses of a sentence: where each begins, its verb, and whether that is passive."""

from __future__ import annotations

from briefgen.claims.finite import (
    AFTER_VERB,
    DETERMINERS,
    PREPOSITIONS,
    VERB_STEMS,
    adverb,
    finite,
)
from briefgen.claims.lexicon import operators as o
from briefgen.claims.tokens import DASHES, Token
from briefgen.record import sheet


@sheet
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


def moved(clause: Clause, tokens: int, sentences: int) -> Clause:
    """The clause in a text that has so many tokens and sentences before it."""
    first, last = clause.subject
    return Clause(
        clause.start + tokens,
        clause.end + tokens,
        clause.sentence + sentences,
        clause.verb + tokens if clause.verb >= 0 else -1,
        clause.passive,
        (first + tokens, last + tokens) if last > first else clause.subject,
        clause.inherits,
        clause.denied,
        clause.hedges,
    )


_BREAKS = frozenset(
    """
    but while whereas although though which who whose that because unless if when where whether
    without despite instead rather
    """.split()
)


def clauses(parts: tuple[Token, ...], sentence_of: list[int]) -> tuple[list[Clause], list[int]]:
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
    if before.text in (";", ":", "—") or (before.text in "–-" and not before.joined):
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
        and before.fold != "not"
        and at + 1 < len(parts)
        and current.verb >= 0
        and finite(parts, at + 1)
    ):
        return 2
    if word in _BREAKS and token.kind == "word":
        if word == "that" and (
            before.fold in PREPOSITIONS
            or not (
                before.content
                or before.fold in o.SAYING
                or before.fold in (",", "and", "or", "both", "those", "ones")
            )
        ):
            return 0
        if word in ("which", "who", "that", "where") and before.fold in PREPOSITIONS:
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
    if (
        word in ("it", "he", "she", "they")
        and 0 <= current.verb < at <= current.verb + 5
        and parts[current.verb].fold in o.SAYING
        and at + 1 < len(parts)
        and finite(parts, at + 1)
    ):
        return 1  # "said on Monday it would send"
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
        if current.verb >= 0 and (
            _closes_with_its_speaker(parts, at, sentence_of)
            or (word in _SAID and _named_to_the_end(parts, at + 1))
        ):
            return 1
        if parts[current.start].fold in _RELATIVE and current.verb >= 0 and finite(parts, at):
            return 2  # "Norvik, whose delegation had submitted it, announced ..."
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
        if (
            word.endswith("ing")
            and (token.content or word in o.SAYING)
            and current.verb >= 0
            and not token.capital
        ):
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
    if before.fold == "not":
        return 0  # "have not yet ratified"
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
        if word == "and" and before.text == "," and _named_and_told_of(parts, step):
            return 1
    return 0


def _named_and_told_of(parts: tuple[Token, ...], at: int) -> bool:
    """Whether a name and a relative clause follow: `, and Varnia, which joined last year, has`."""
    step = at
    while step < len(parts) and parts[step].capital and parts[step].content:
        step += 1
    return (
        at < step < len(parts) - 1 and parts[step].text == "," and parts[step + 1].fold in _RELATIVE
    )


_RELATIVE = frozenset(("which", "who", "whose", "where"))


_SAID = frozenset(
    """
    said says added adds reported reports told announced confirmed warned noted reaffirmed
    reiterated stressed recalled recalls claimed argued
    """.split()
)


def _closes_with_its_speaker(parts: tuple[Token, ...], at: int, sentence_of: list[int]) -> bool:
    """Whether a sentence ends with who said it: `, two diplomats familiar with it said.`"""
    said, commas = -1, 0
    for step in range(at, min(at + 18, len(parts))):
        if sentence_of[step] != sentence_of[at]:
            break
        word = parts[step].fold
        if said < 0:
            if parts[step].text == "," and commas < 2:
                commas += 1  # "the chair, Norra Fisk of Helvania, said"
                continue
            if parts[step].kind == "mark" or word in _BREAKS or word in ("and", "or", "to"):
                return False
            if word in _SAID and step > at:
                said = step
        elif parts[step].text in ".!?":
            return True
        elif step > said + 4 or parts[step].kind == "mark" or word in ("that", "it", "he"):
            return False
    return said >= 0


def _named_to_the_end(parts: tuple[Token, ...], at: int) -> bool:
    """Whether a sentence ends with a name and no other mark: `, recalls envoy Otto Reval.`"""
    for step in range(at, min(at + 8, len(parts))):
        if parts[step].kind == "mark":
            return parts[step].text in ".!?" and parts[step - 1].capital
        if not parts[step].content and parts[step].fold not in ("the", "of"):
            return False
    return False


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
            token.fold in PREPOSITIONS and token.fold != "of" and not (seen and prepositions)
        ):
            return False
        if token.content or token.fold in (
            "i",
            "we",
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


def _plural_verb(parts: tuple[Token, ...], at: int) -> bool:
    """`Analysts at Pell expect the quotas to be eased`: a verb in its base form after a noun, in a
    clause that has no other."""
    token, before = parts[at], parts[at - 1]
    if token.capital or token.fold not in o.VERBS or at + 1 >= len(parts):
        return False
    if before.text == "." and at >= 2:
        before = parts[at - 2]  # "Pell & Co. expect"
    if not before.content or before.fold in o.VERBS or before.fold.endswith("ly"):
        return False
    following = AFTER_VERB - {"with", "on"} | {"it", "them", "him", "her"}
    return parts[at + 1].fold in following or parts[at + 1].kind == "number"


def _verb_group(parts: tuple[Token, ...], clause: Clause) -> None:
    """Moves `verb` from an auxiliary to the main verb and notes the passive."""
    if clause.verb < 0:
        for index in range(clause.start + 1, clause.end):
            if _plural_verb(parts, index):
                clause.verb, clause.subject = index, (clause.start, index)
                return
        for index in range(clause.start, clause.end):
            if (
                parts[index].fold.endswith("ing")
                and len(parts[index].fold) > 5
                and (parts[index].stem in VERB_STEMS and not parts[index].capital)
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
        if token.text in "“\"‘'":
            pass  # would "never recognise"
        elif word in ("be", "been", "being"):
            be = True
        elif (
            word in o.AUXILIARIES
            or word in ("not", "to", "also", "n't", "first")
            or adverb(token)
            or (
                not token.content
                and token.kind == "word"
                and word not in DETERMINERS
                and word not in PREPOSITIONS
            )
        ):
            pass
        elif token.content and token.kind == "word":
            if word.endswith("ed") or word in o.PARTICIPLES:
                clause.verb, clause.passive = step, be
            elif (
                token.stem in VERB_STEMS
                or word.endswith("ing")
                or parts[at].fold not in ("is", "are", "was", "were", "has", "have", "had")
            ):
                clause.verb = step
            return
        else:
            return
        step += 1
