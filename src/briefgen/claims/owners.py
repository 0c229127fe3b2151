"""The rule of owners: whose complaint, proposal, delegation or capital it is."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.actors import is_name
from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.quotations import associated
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import Token

_POSSESSIVE = ("'s", "’s", "s'", "s’")
_ADJECTIVES = ("ian", "ean", "ese", "ish")
_OF = frozenset(("of", "by", "from", "with", "to"))
_BETWEEN = frozenset(("the", "neighbouring", "nearby"))
#: What may stand between a thing and who it comes from: `the complaint lodged by the province of`.
_MADE = frozenset(
    """
    lodged made filed tabled submitted put forward brought proposed presented issued drafted given
    sent written the a an province state government republic kingdom delegation
    """.split()
)
_FARTHEST = 8


def owners(pair: Pair) -> Iterator[Finding]:
    """Whose a thing is, where it has a name before it (`Brezia's complaint`), is whose it is in the
    passage."""
    mine = pair.s.once(_owned)
    if not mine:
        return
    theirs = pair.p.once(_owned)
    for thing, owner in mine:
        if not pair.found(owner):
            continue  # the rule of names
        stem = pair.s.tokens[thing].stem
        told = [(at, who) for at, who in theirs if pair.p.tokens[at].stem == stem]
        keys = {key for key in pair.s.keys[owner] if key[:1] != "~"}
        if not told or sum(pair.p.tokens[i].stem == stem for i in pair.p.content) > len(told):
            continue  # it also stands there without a name
        if any(
            not keys.isdisjoint(pair.p.keys[who])
            or _bound_for(pair.s, thing, owner) != _bound_for(pair.p, at, who)
            or associated(pair, keys, {k for k in pair.p.keys[who] if k[:1] != "~"})
            for at, who in told
        ):
            continue
        at, who = told[0]
        yield pair.finding(
            "claim-attribution",
            "error",
            min(owner, thing),
            max(owner, thing),
            f"in the passage this is `{pair.p.tokens[who].text}`, not "
            f"`{pair.s.tokens[owner].text}`: `{pair.around(at)}`",
            who,
            "name whose it is as the passage does",
        )
        return


def _bound_for(reading: Reading, thing: int, owner: int) -> bool:
    """`exports to Florin`: the name is where a thing goes, and not whose it is."""
    return thing < owner and any(t.fold in ("to", "with") for t in reading.tokens[thing:owner])


def _owned(reading: Reading) -> list[tuple[int, int]]:
    """The things with a name that owns them, as pairs of a noun and a name."""
    found = []
    tokens = reading.tokens
    for index in reading.content:
        if not is_name(reading, index):
            continue
        if tokens[index].text.endswith(_POSSESSIVE):
            thing = _after(tokens, index)
            if thing is not None and tokens[thing].fold == "most":
                thing = None  # "one of Florin's most ambitious projects"
            following = None if thing is None else _after(tokens, thing)
            if following is not None:
                found.append((following, index))  # "Torvald's construction industry"
        elif tokens[index].fold.endswith(_ADJECTIVES) and (
            index + 1 < len(tokens) and tokens[index + 1].content and not tokens[index + 1].capital
        ):
            thing = index + 1 if tokens[index + 1].kind == "word" else None
        elif (
            tokens[index + 1 : index + 3]
            and tokens[index + 1].text == ","
            and (index + 3 < len(tokens) and tokens[index + 2].fold == "whose")
        ):
            thing = index + 3 if tokens[index + 3].content else None  # "Norvik, whose delegation"
        else:
            thing = _before(tokens, index)
        if thing is not None:
            found.append((thing, index))
    return found


def _after(tokens: tuple[Token, ...], index: int) -> int | None:
    """The noun right after a possessive."""
    at = index + 1
    if at < len(tokens) and tokens[at].content and tokens[at].kind == "word":
        return None if tokens[at].capital else at
    return None


def _before(tokens: tuple[Token, ...], index: int) -> int | None:
    """The noun before `of`, `by` or `from` and a name."""
    at = index - 1
    while at >= 0 and (tokens[at].capital or tokens[at].fold in _BETWEEN):
        at -= 1
    if at < 1 or tokens[at].fold not in _OF:
        return None
    for step in range(at - 1, max(-1, at - _FARTHEST), -1):
        token = tokens[step]
        if token.kind == "mark":
            return None
        if token.content and token.fold not in _MADE:
            return None if token.capital else step
        if not token.content and token.fold not in _MADE and token.fold not in _OF:
            return None
    return None
