"""The rule of hedges: what weakens a statement in the passage is not lost, nor a condition
added."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.conditions import conditions
from briefgen.claims.content import CARRIERS
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.relations import alike

_KEPT = {
    "claim": o.CLAIM_WORDS,
    "chance": o.CHANCE_WORDS | frozenset("can could allowed permitted possible".split()),
    "condition": o.CONDITION_WORDS,
    "draft": o.DRAFT_WORDS,
    "principle": frozenset(
        "principle tentative tentatively provisional provisionally preliminary draft broad "
        "broadly informal informally outline depends depend depending subject".split()
    ),
    "degree": o.LIMITS | frozenset(("large", "measure", "many", "much", "majority", "main", "up")),
}
_SAID = {
    "claim": "someone's claim",
    "chance": "likely or expected",
    "condition": "conditional",
    "draft": "not final",
    "principle": "in principle or provisional only",
    "degree": "so only in part",
}


_REPORTING = o.SAYING - frozenset(
    "add adds added adding note notes noted state states stated call called calls".split()
)


def hedge(pair: Pair) -> Iterator[Finding]:
    """A claim stays a claim, an expectation an expectation, a condition a condition (`reports
    claimed`,
    `is expected to`, `in principle`, `subject to`, `if`), a draft a draft, a part a part; and no
    condition is added."""
    seen: set[str] = set()
    words = pair.s.folds
    several = sum(clause.verb >= 0 for clause in pair.s.clauses) > 0
    for clause in pair.s.clauses:
        if clause.verb < 0 and several:
            continue
        for kind, there in _lost(pair, clause):
            if kind in seen or words & _KEPT[kind] or (kind == "claim" and words & _REPORTING):
                continue
            if kind == "condition" and any(t.text == "Should" for t in pair.s.tokens):
                continue  # "Should he fail, ..."
            seen.add(kind)
            at = clause.verb if clause.verb >= 0 else clause.start
            there, said = _said(pair, kind, there)
            hint = "keep the passage's reservation"
            if kind == "condition":
                hint = f"say the condition in the sentence: `{said}`"
            message = f"in the passage this is {_SAID[kind]}: `{said}`"
            yield pair.finding("claim-hedge", "error", at, at, message, there, hint)
    yield from _limits(pair)
    yield from _conditions(pair)


def _said(pair: Pair, kind: str, there: int) -> tuple[int, str]:
    """Where the passage says of a word that it holds only so, and its words for that."""
    low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
    if kind == "condition":
        here = [one for one in pair.p.once(conditions) if low <= one.start < high]
        if here:
            nearest = min(here, key=lambda one: abs(one.start - there))
            return nearest.start, nearest.words(pair.p)
        return there, pair.around(there)
    parts = pair.p.tokens
    marks = [i for i in range(low, high) if (phrase_at(parts, i, o.HEDGES) or ("", 0))[0] == kind]
    at = min(marks, key=lambda i: abs(i - there), default=there)
    at = there if abs(at - there) < 9 else at  # what stands around the word shows it
    return at, pair.around(at)


def _lost(pair: Pair, clause: Clause) -> Iterator[tuple[str, int]]:
    """The hedges over most of a clause's words in the passages."""
    votes: dict[str, list[int]] = {}
    total = 0
    for index in range(clause.start, clause.end):
        if not pair.s.tokens[index].content or index not in pair.aligned:
            continue
        there = pair.aligned[index]
        theirs = pair.p.hedges[there]
        if theirs is None:
            continue
        total += 1
        if not theirs:
            continue
        near = pair.fit(index, there)
        for kind in theirs:
            if not any(
                kind not in (pair.p.hedges[at] or ())
                and pair.fit(index, at)
                >= (0.8 if _as_exact(pair, index, at, there) else 1.1) * near
                for at in pair.found(index)
            ):
                votes.setdefault(kind, []).append(there)
    for kind in sorted(votes):
        verb = clause.verb in pair.aligned and pair.s.tokens[clause.verb].content
        least = 4 if kind == "chance" else 3
        if len(votes[kind]) * 2 > total and (verb or total >= least or kind == "claim"):
            if kind in ("degree", "draft"):
                continue  # these bear on the words right after them: see _limits
            yield kind, votes[kind][0]
    for kind in ("chance", "condition") if clause.verb >= 0 else ():
        if (there := _only_so(pair, clause, kind)) >= 0:
            yield kind, there


def _only_so(pair: Pair, clause: Clause, kind: str) -> int:
    """Where the very verb of `will restart` stands, if only under `expect` or `if`; else -1."""
    at, tokens = clause.verb, pair.s.tokens
    if not {"will", "shall"} & {t.fold for t in tokens[max(clause.start, at - 3) : at]}:
        return -1
    exact = [i for i in pair.found(at) if pair.p.tokens[i].stem == tokens[at].stem]
    if not exact or not all(kind in (pair.p.hedges[i] or ()) for i in exact):
        return -1
    low, high = pair.p.sentence_ranges[pair.p.sentence_of[exact[0]]]
    beside = [
        i
        for i in range(clause.start, clause.end)
        if i != at and any(low <= j < high for j in pair.found(i)) and tokens[i].content
    ]
    return exact[0] if len(beside) >= 2 else -1


def _as_exact(pair: Pair, index: int, at: int, there: int) -> bool:
    """Whether a place has the very word, or the other place does not have it either."""
    stem = pair.s.tokens[index].stem
    return pair.p.tokens[at].stem == stem or pair.p.tokens[there].stem != stem


def _limits(pair: Pair) -> Iterator[Finding]:
    """A word that limits what follows it (`some`, `draft`, `non-`, `deputy`) is left out before a
    word
    that the sentence keeps."""
    theirs = pair.p.tokens
    mine = pair.s.folds
    back: dict[int, int] = {there: index for index, there in pair.aligned.items()}
    for at, token in enumerate(theirs):
        if token.fold not in o.LIMITS or token.fold in mine or token.kind != "word":
            continue
        following = theirs[at + 1] if at + 1 < len(theirs) else None
        if token.fold == "acting" and not (
            following is not None and (following.capital or following.stem in _OFFICES)
        ):
            continue  # "acting unanimously"
        if token.fold == "only" and at and theirs[at - 1].fold == "not":
            continue
        if token.fold in ("half", "part") and not (
            at + 1 < len(theirs) and theirs[at + 1].fold == "of"
        ):
            continue
        named = token.capital and at and theirs[at - 1].text not in ".!?"
        if token.fold == "several" or (named and token.fold not in _RANKS):
            continue
        if (
            pair.p.tokens[at + 1 : at + 2]
            and not theirs[at + 1].content
            and theirs[at + 1].text not in "-‐‑–"
            and (token.fold not in _PARTITIVE)
        ):
            continue  # "planned for early August"
        target = _target(pair, at)
        if target is None or target not in back:
            continue
        index = back[target]
        if mine & CARRIERS and pair.s.tokens[index].fold in CARRIERS:
            continue  # "The speaker" for "I"
        close = 0.1 if at + 1 == target and token.fold in _TELLING else 0.3
        if pair.context(index, target) < close:
            continue
        if any(
            other != target and pair.context(index, other) >= 0.8 * pair.context(index, target)
            for other in pair.found(index)
        ):
            continue
        if _kept(pair, token.fold, index):
            continue
        if pair.in_quotation(index):
            continue
        yield pair.finding(
            "claim-hedge",
            "error",
            index,
            index,
            f"the passage says `{token.text} {theirs[target].text}`; "
            f"the sentence leaves out `{token.text}`",
            at,
            f"write `{token.text} {theirs[target].text}`",
        )
        return


_OFFICES = frozenset(("minister", "president", "head", "chair", "director", "chief", "secretary"))
_RANKS = frozenset("deputy vice acting assistant".split())
_TELLING = frozenset(
    "draft deputy vice acting former alleged suspected proposed interim provisional".split()
)
_PARTITIVE = frozenset("some most few many part half several".split())


def _target(pair: Pair, at: int) -> int | None:
    """The content word that a limiting word bears on: the next one, near by."""
    theirs = pair.p.tokens
    for step in range(at + 1, min(at + 6, len(theirs))):
        token = theirs[step]
        if token.kind == "mark" and token.text not in "-‐‑–":
            return None
        if token.kind == "number":
            return None
        if token.content:
            return step
    return None


_ALIKE_LIMITS = (
    frozenset(
        """
        some few several many number certain various selected part partly partially partial
        """.split()
    ),
    frozenset(
        """
        most largely mostly mainly majority predominantly broadly generally primarily chiefly bulk
        """.split()
    ),
    frozenset("non not no without".split()),
    frozenset(
        """
        draft provisional interim temporary temporarily initial preliminary tentative first early
        pilot trial
        """.split()
    ),
    frozenset(
        """
        proposed planned possible potential would suggested may could proposal plan plans propose
        future prospective likely put suggestion hope hopes probably expected
        """.split()
    ),
    frozenset("nearly almost about approximately around close just virtually".split()),
    frozenset(
        "alleged suspected reportedly allegedly so called claimed accused claims reported".split()
    ),
    frozenset("former ex previous past then".split()),
    frozenset("limited restricted partial modest small narrow".split()),
    frozenset("only just sole solely alone exclusively no".split()),
    frozenset("half 50".split()),
    frozenset("minor small".split()),
    frozenset("informal unofficial".split()),
    frozenset("conditional condition if subject provided".split()),
    frozenset("voluntary voluntarily optional".split()),
    frozenset("many numerous lot large".split()),
)


def _kept(pair: Pair, limit: str, index: int) -> bool:
    words = pair.s.folds
    for group in _ALIKE_LIMITS:
        if limit in group and words & group:
            return True
    return any(
        alike(limit, pair.s.tokens[i].stem) for i in pair.s.content if index - 4 <= i < index
    )


_NOT = frozenset("not no neither nor cannot never without stop end lapse only even".split())


def _unless(pair: Pair, at: int) -> bool:
    """Whether the passage says `unless` of the very thing that the sentence makes a condition, and
    neither of the two denies anything."""
    if "unless" not in pair.p.folds or "if" in pair.p.folds or not pair.s.folds.isdisjoint(_NOT):
        return False
    there = next(i for i, t in enumerate(pair.p.tokens) if t.fold == "unless")
    low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
    if any(pair.p.tokens[i].fold in _NOT for i in range(low, high)):
        return False
    ends = (i for i in range(there, high) if there == low and pair.p.tokens[i].text == ",")
    end = next(ends, high)
    words = [i for i in pair.s.content if at < i <= at + 8]
    said = [i for i in words if any(there < j < end for j in pair.found(i))]
    main = [
        i
        for i in pair.s.content
        if i < at and any(low <= j < there or end < j < high for j in pair.found(i))
    ]
    return len(said) >= max(1, len(words) // 2) and len(main) >= 2


_ASSENT = frozenset("consent permission approval authorisation invitation".split())


def _conditions(pair: Pair) -> Iterator[Finding]:
    """A condition that no passage sets."""
    tokens = pair.s.tokens
    for at in range(len(tokens)):
        found = phrase_at(tokens, at, o.HEDGES)
        if (
            found is None
            or found[0] != "condition"
            or tokens[at].fold in ("once", "until", "pending")
        ):
            continue
        if tokens[at].fold == "if" and _unless(pair, at):
            there = next(i for i, t in enumerate(pair.p.tokens) if t.fold == "unless")
            yield pair.finding(
                "claim-hedge",
                "error",
                at,
                at,
                "the passage says `unless` here, not `if`",
                there,
                "write `unless`",
            )
            return
        if (
            tokens[at].fold in ("if", "unless")
            and at
            and tokens[at - 1].fold in ("even", "as", "what", "ask", "see")
        ):
            continue
        theirs = pair.p.folds
        if theirs & pair.s.folds & _ASSENT:
            continue  # "if both consent" for "by mutual consent"
        if tokens[at].fold != "unless" and any(t.text == "Should" for t in pair.p.tokens):
            continue  # "Should he fail, ..."
        if tokens[at].fold == "unless":
            if theirs & {"unless", "without", "except", "until", "only"} or (
                theirs & {"if", "provided"} and any(clause.denied for clause in pair.p.clauses)
            ):
                continue
        elif theirs & (
            o.CONDITION_WORDS
            - {
                "after",
                "before",
                "upon",
                "following",
                "so",
                "must",
                "should",
                "where",
                "when",
                "without",
            }
        ):
            continue
        yield pair.finding(
            "claim-hedge",
            "error",
            at,
            at + found[1] - 1,
            "no cited passage sets this condition",
        )
        return
