"""The rule of ladders: verbs of organs and speakers that say the same thing more or less firmly."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import stem

#: The rungs of each ladder, from the lowest.
_LADDERS = (
    ("note take acknowledge recall", "welcome", "support back endorse", "approve adopt"),
    (
        "invite encourage",
        "urge call appeal recommend ask request exhort",
        "require oblige order compel instruct mandate",
    ),
    ("regret", "deplore", "condemn denounce"),
    (
        "suspend pause postpone defer adjourn",
        "end terminate cancel abolish revoke scrap rescind close",
    ),
)
_RUNGS: dict[str, dict[int, int]] = {}
for _number, _ladder in enumerate(_LADDERS):
    for _step, _words in enumerate(_ladder):
        for _word in _words.split():
            _RUNGS.setdefault(stem(_word), {})[_number] = _step
_WARMLY = frozenset("satisfaction appreciation approval gratitude pleasure support welcome".split())
_BINDING = frozenset("shall must require requires required obligation obliged order orders".split())


#: What in a passage bears the firmer verb, by ladder.
_UPHELD = (_WARMLY, _BINDING, _BINDING, frozenset(("permanently", "altogether")))


def ladders(pair: Pair) -> Iterator[Finding]:
    """`requires` for `urges`, `endorsed` for `took note of`: a verb of an organ no firmer than the
    passage's. One that is much weaker is a warning."""
    for clause in pair.s.clauses:
        mine = _rung(pair.s, clause)
        if not mine:
            continue
        other = pair.partner(clause, least=2, share=0.6)
        if other is None or clause.denied != other.denied:
            continue
        theirs = _rung(pair.p, other)
        low, high = pair.p.sentence_ranges[other.sentence]
        for ladder in sorted(mine.keys() & theirs.keys()):
            step = mine[ladder] - theirs[ladder]
            near = {pair.p.tokens[i].stem for i in range(low, high)}
            if (
                not step
                or step == -1
                or (not theirs[ladder] and pair.s.tokens[clause.verb].stem in _ASKED)
            ):
                continue  # "were asked to" for "invite them to"
            if pair.s.tokens[clause.verb].stem in near:
                continue
            if any(_RUNGS.get(s, {}).get(ladder, -1) >= mine[ladder] for s in near) and step > 0:
                continue
            if step > 0 and pair.p.folds & _UPHELD[ladder]:
                continue
            said = pair.written(clause.verb, other.verb)
            if pair.p.tokens[other.verb].stem in _TAKE:
                said += " note of"
            yield pair.finding(
                "claim-strength",
                "error" if step > 0 else "warning",
                clause.verb,
                clause.verb,
                f"the passage says `{said}`, which is {'less' if step > 0 else 'more'} than "
                f"`{pair.s.tokens[clause.verb].text}`",
                other.verb,
                f"write `{said}`",
            )
            return


def _rung(reading: Reading, clause: Clause) -> dict[int, int]:
    """On which rung of which ladder the verb of a clause stands."""
    at = clause.verb
    if at < 0:
        return {}
    token = reading.tokens[at]
    following = reading.tokens[at + 1].fold if at + 1 < len(reading.tokens) else ""
    if token.stem in _TAKE and following != "note":
        return {}
    if token.stem in _CALL and following not in ("on", "upon", "for"):
        return {}
    if (token.fold,) in o.DENIALS:
        return {}
    return _RUNGS.get(token.stem, {})


_ASKED = frozenset(stem(word) for word in ("ask", "request"))
_TAKE = frozenset(stem(word) for word in ("take", "took"))
_CALL = frozenset((stem("call"),))
_RUNGS.setdefault(stem("took"), {0: 0})
