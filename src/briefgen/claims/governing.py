"""What governs the words of a clause: denials, hedges, conditions, and how firm a promise is."""

from __future__ import annotations

from briefgen.claims.clauses import Clause
from briefgen.claims.finite import DETERMINERS, finite
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.units import CARDINALS
from briefgen.claims.tokens import DASHES, Token, stem


def phrase_at(
    parts: tuple[Token, ...], at: int, table: dict[tuple[str, ...], str]
) -> tuple[str, int] | None:
    """The longest entry of a table of phrases at `at`: its value and its number of tokens."""
    for key in starts(table).get(parts[at].fold, ()):
        if len(key) == 1 or tuple(t.fold for t in parts[at : at + len(key)]) == key:
            return table[key], len(key)
    return None


_STARTS: dict[int, dict[str, list[tuple[str, ...]]]] = {}


def starts(table: dict[tuple[str, ...], str]) -> dict[str, list[tuple[str, ...]]]:
    """The phrases of a table of the lexicon by their first word, longest first. Nearly every word
    of a text begins none, so that loops over tokens ask this before `phrase_at`."""
    known = _STARTS.get(id(table))
    if known is None:
        known = {}
        for key in sorted(table, key=len, reverse=True):
            known.setdefault(key[0], []).append(key)
        _STARTS[id(table)] = known
    return known


def govern(parts: tuple[Token, ...], clauses: list[Clause]) -> list[frozenset[str] | None]:
    """Marks denied clauses and the hedges over each clause; what hedges each token."""
    found: list[frozenset[str] | None] = [frozenset()] * len(parts)
    matrix: frozenset[str] = frozenset()
    last_sentence = -1
    conditional: list[tuple[int, int]] = []
    denying, hedging = starts(o.DENIALS), starts(o.HEDGES)
    for number, clause in enumerate(clauses):
        if clause.sentence != last_sentence:
            matrix, last_sentence = frozenset(), clause.sentence
        denials = 0
        carried = (
            matrix
            if parts[clause.start].fold in ("that", "and") or clause.inherits
            else frozenset()
        )
        hedges: set[str] = set(carried)
        aside = -1
        at = clause.start
        while at < clause.end:
            word = parts[at].fold
            denial = phrase_at(parts, at, o.DENIALS) if word in denying else None
            if (
                denial is not None
                and word == "not"
                and parts[at + 1 : at + 2]
                and (parts[at + 1].fold == "since")
            ):
                denial = None  # "not since 1987"
            if denial is not None and word == "nor" and denials:
                denial = None  # "neither the one nor the other"
            if denial is not None:
                if (denial[0] == "clause" and not _no_denial(parts, at, clause)) or (
                    denial[0] == "phrase" and at == clause.start
                ):
                    denials += 1
                if denial[0] == "keep":
                    at += denial[1]
                    continue
            elif word.endswith("n't") or (denials and word in ("exclude", "excluded")):
                denials += 1  # "cannot be excluded" denies nothing
            if parts[at].text == "Should" and at == clause.start:
                conditional.append((number, at))  # "Should he fail, ..."
            hedge = phrase_at(parts, at, o.HEDGES) if word in hedging else None
            if hedge is not None and not _no_hedge(parts, at):
                if hedge[0] == "condition":
                    conditional.append((number, at))
                else:
                    if not hedges:  # what stands before the hedge is neither hedged nor free of it
                        found[clause.start : at] = [None] * (at - clause.start)
                    hedges.add(hedge[0])
                    if at and parts[at - 1].text == "," and word in _ASIDE:
                        commas = (i for i in range(at, clause.end) if parts[i].text == ",")
                        aside = next(commas, -1)  # "the ivory, believed to be old, was hidden"
            if at == aside:
                hedges = set(carried)
            found[at] = frozenset(hedges)
            at += 1
        clause.denied = denials % 2 == 1
        if (
            clause.verb >= 0
            and parts[clause.verb].fold in o.SAYING
            and not any(parts[i].capital and i > clause.start for i in range(*clause.subject))
            and any(parts[i].fold in _ANONYMOUS for i in range(*clause.subject))
        ):
            matrix = matrix | {"claim"}
        if (
            clause.verb >= 0
            and parts[clause.verb].fold in _JUDGING
            and any(
                parts[i].content and not parts[i].capital and parts[i].fold.endswith("s")
                for i in range(*clause.subject)
            )
        ):
            for i in range(clause.verb + 1, clause.end):
                found[i] = (found[i] or frozenset()) | {"claim"}
        if "claim" in hedges:
            matrix = matrix | {"claim"}
        if "chance" in hedges and parts[clause.start].fold != "which":
            matrix = matrix | (
                {"chance"}
                if clause.end < len(parts) and parts[clause.end].fold == "that"
                else set()
            )
        clause.hedges = frozenset(hedges)
    for number, clause in enumerate(clauses[1:], start=1):
        before = parts[clause.start - 1].fold
        if parts[clause.start].fold == "that" and (
            before in _DENYING
            or (
                before in _SUGGESTIONS
                and any(
                    parts[i].fold in _DISMISSING
                    for i in range(max(0, clause.start - 5), clause.start)
                )
            )
        ):
            clause.denied = not clause.denied
            clauses[number - 1].denied = False
        elif parts[clause.start].fold == "that" and before in _RAISING:
            lead = clauses[number - 1]
            if lead.denied and lead.sentence == clause.sentence:
                clause.denied = not clause.denied  # "did not find that it had"
                lead.denied = False
    for number, at in conditional:
        for index in _governed(parts, clauses, number, at):
            found[index] = (found[index] or frozenset()) | {"condition"}
    return found


_JUDGING = frozenset("consider regard think deem believe".split())
_ANONYMOUS = frozenset(
    "officials sources diplomats witnesses residents observers insiders people analysts".split()
)
_ASIDE = frozenset("believed thought said estimated reported alleged expected claimed".split())
_RAISING = frozenset("find think believe expect consider accept".split())
_SUGGESTIONS = frozenset(
    """
    suggestion suggestions claim claims allegation allegations report reports accusation accusations
    charge charges idea notion assertion assertions rumours speculation
    """.split()
)
_DISMISSING = frozenset(
    "rejected rejects dismissed dismisses denied denies refuted refutes disputed disputes".split()
)
_DENYING = frozenset("deny denies denied denying doubt doubts doubted".split())


def _governed(parts: tuple[Token, ...], clauses: list[Clause], number: int, at: int) -> list[int]:
    """The tokens that a condition in a clause bears on: the clause, and the main clause beside
    it."""
    clause = clauses[number]
    comma = next((i for i in range(at + 1, clause.end) if parts[i].text == ","), clause.end)
    opening = at == clause.start and (
        number == 0 or clauses[number - 1].sentence != clause.sentence
    )
    found = list(range(clause.start, clause.end if opening else comma))
    first = parts[clause.start].fold
    sentence = clause.sentence
    opens = number == 0 or clauses[number - 1].sentence != sentence
    if first in (
        "if",
        "unless",
        "should",
        "failing",
        "provided",
        "once",
        "until",
        "when",
        "because",
        "that",
    ):
        stub = not opens and clauses[number - 1].verb < 0 and parts[at - 1].fold == "that"
        stub = stub or first == "failing"  # "failing that, we shall turn to ..."
        other = number + 1 if opens or stub else number - 1  # "promise that if it passes, ..."
        if 0 <= other < len(clauses) and clauses[other].sentence == sentence:
            found.extend(range(clauses[other].start, clauses[other].end))
    return found


def _no_denial(parts: tuple[Token, ...], at: int, clause: Clause) -> bool:
    """`not` in `whether or not`, `no` in `No. 5`, a denial that is itself denied as a name."""
    word = parts[at].fold
    if word == "no" and at and [t.text for t in parts[at - 1 : at + 3 : 3]] == [",", ","]:
        return True  # "eighteen months, no more, to finish it"
    if word == "not" and at >= 2 and parts[at - 1].fold == "or" and parts[at - 2].fold == "whether":
        return True
    if (
        word == "no"
        and at + 1 < len(parts)
        and (parts[at + 1].text in DASHES or parts[at + 1].fold == "confidence")
    ):
        return True  # "a no-confidence vote"
    return bool(
        word == "no"
        and at + 1 < len(parts)
        and (parts[at + 1].text == "." and at + 2 < len(parts) and parts[at + 2].kind == "number")
    )


#: What something must have first, to which it is subject.
_APPROVING = frozenset(
    stem(word)
    for word in (
        "approval", "ratification", "consent", "agreement", "condition", "availability", "approve",
        "confirmation", "review", "authorisation", "clearance", "vote", "outcome", "funding",
        "parliament", "completion", "verification", "endorsement", "permit", "licence", "signature",
        "inspection", "safeguard", "negotiation", "conclusion", "decision", "assessment", "study",
        "security", "weather", "progress", "compliance", "financing", "adoption", "acceptance",
        "contract", "audit", "law", "requirement", "test", "regulator", "referendum",
    )
)  # fmt: skip


def _no_hedge(parts: tuple[Token, ...], at: int) -> bool:
    word = parts[at].fold
    if word == "may" and parts[at].capital:
        return True
    if word == "claims" and at and parts[at - 1].fold in _SETTLING:
        return True  # "to settle claims"
    if word in ("claim", "claims") and (
        (at and (parts[at - 1].fold in DETERMINERS or parts[at - 1].text.endswith(("'s", "’s"))))
        or (at + 1 < len(parts) and parts[at + 1].fold in ("to", "for", "on", "against"))
    ):
        return True  # a claim to land
    if (
        word == "until"
        and at + 1 < len(parts)
        and (parts[at + 1].kind == "number" or parts[at + 1].capital)
    ):
        return True
    if word == "subject" and not any(token.stem in _APPROVING for token in parts[at + 2 : at + 9]):
        return True  # "subject to an asset freeze"
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


_SETTLING = frozenset("settle settles settled settling pay pays paid meet file filed of".split())
_MEETINGS = frozenset(
    "summit meeting session visit round conference dialogue consultations".split()
)


def levels(parts: tuple[Token, ...], clauses: list[Clause]) -> list[int | None]:
    """How strongly each token is promised: the weakest of the operative words that govern it."""
    found: list[int | None] = [None] * len(parts)
    carried: int | None = None
    committing = starts(o.COMMITMENT)
    for clause in clauses:
        chain: int | None = (
            carried
            if parts[clause.start].fold in ("that", "whether") and _governs(parts, clause)
            else None
        )
        at = clause.start
        inherited = chain is not None
        while at < clause.end:
            word = parts[at].fold
            operative = phrase_at(parts, at, o.COMMITMENT) if word in committing else None
            if operative is not None and (
                _not_operative(parts, at) if operative[1] == 1 else _titled(parts, at)
            ):
                operative = None
            if (
                operative is not None
                and parts[at].stem == "look"
                and any(token.fold in _MEETINGS for token in parts[at + 2 : at + 8])
            ):
                operative = None  # "look forward to our next summit in Beru"
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
                if at == clause.verb and word in o.SAYING and not inherited:
                    chain = None  # "officials familiar with the talks said that ..."
                found[at] = chain
                at += 1
                continue
            level = o.LEVELS[operative[0]]
            fresh = (
                finite(parts, at)
                and word not in o.WEAK_NOUNS
                and word not in ("will", "shall", "would")
            )
            after = at + operative[1]
            before = None if fresh else chain
            own = not inherited or carried == 0  # "recalled that Florin had agreed to"
            if fresh and own and chain is not None and at == clause.verb:
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
                    known = found[left]
                    found[left] = level if known is None else min(known, level)
            for step in range(at, after):
                found[step] = before
            at = after
        carried = chain
        if parts[clause.start].fold in ("which", "that") and clause.start:
            _antecedent(parts, found, clause)
    return found


def _antecedent(parts: tuple[Token, ...], found: list[int | None], clause: Clause) -> None:
    """Gives the noun before a relative clause the level at which that clause leaves it: `a draft,
    which Florin undertook to examine`."""
    level = next((found[i] for i in range(clause.verb, clause.end) if found[i] is not None), None)
    if clause.verb < 0 or level is None or parts[clause.start - 1].text != ",":
        return
    for index in range(clause.start - 2, max(-1, clause.start - 5), -1):
        if not parts[index].content:
            break
        if found[index] is None:
            found[index] = level


def _governs(parts: tuple[Token, ...], clause: Clause) -> bool:
    """Whether the `that` of a clause follows a verb of promising or saying, not a noun."""
    before = parts[clause.start - 1] if clause.start else None
    if before is not None and before.fold in _OF_THEIR_OWN:
        return False  # "a study that Florin will finance"
    return before is not None and (
        (before.fold,) in o.COMMITMENT or before.fold in o.SAYING or before.fold == "in"
    )


_OF_THEIR_OWN = frozenset(
    "study studies review reviews talks discussions negotiations options".split()
)
_PUT_OFF = frozenset("off deferred postponed delayed awaited outstanding".split())


def _titled(parts: tuple[Token, ...], at: int) -> bool:
    """`the signing of the Agreement on Fisheries`: a title, and nobody's agreement on anything."""
    return parts[at].fold == "agreement" and parts[at].capital and parts[at - 1].fold == "the"


def _not_operative(parts: tuple[Token, ...], at: int) -> bool:
    """Words that look operative and are names or nouns of another kind."""
    token = parts[at]
    if token.capital and at and parts[at - 1].fold not in (".", ":", "“", '"'):
        return True
    word = token.fold
    if word == "may" and token.capital:
        return True
    if token.text == "Should" and (not at or parts[at - 1].text in '.!?”"'):
        return True  # "Should the parliament ratify it, ..."
    if word == "decision" and (
        any(t.fold in _PUT_OFF for t in parts[at + 1 : at + 12])
        or any(t.fold in _PUT_OFF for t in parts[max(0, at - 4) : at])
    ):
        return True  # "a decision on the sale was put off"
    if word == "ratification" and at > 1 and parts[at - 2].fold.startswith("instrument"):
        return True
    if (
        word.endswith("s")
        and not word.endswith("ss")
        and word not in o.WEAK_NOUNS
        and token.content
        and not finite(parts, at)
    ):
        return word not in o.AUXILIARIES
    following = parts[at + 1].fold if at + 1 < len(parts) else ""
    if word == "talks" and following in o.AUXILIARIES:
        return True  # "that talks would resume"
    if word == "study" and following in ("group", "team"):
        return True
    if (
        word in ("planned", "proposed", "agreed", "committed", "intended")
        and at
        and parts[at - 1].fold in DETERMINERS
    ):
        return word in ("agreed", "committed")
    if (
        word == "planned"
        and at
        and (parts[at - 1].kind == "number" or parts[at - 1].fold in CARDINALS)
        and parts[at + 1 : at + 2]
        and parts[at + 1].content
    ):
        return True  # "three of the seven planned hubs"
    if word in ("will", "can", "ink", "question") and at and parts[at - 1].fold in DETERMINERS:
        return True
    return word in ("resolve", "resolved", "resolving", "resolves") and following not in (
        "to",
        "that",
    )
