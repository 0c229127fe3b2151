"""What stands around an amount: how exact it is, per what, from or to, and what is counted."""

from __future__ import annotations

from briefgen.claims.lexicon import units as u
from briefgen.claims.lexicon.calendar import MONTHS
from briefgen.claims.tokens import DASHES, Token

_HANDED = frozenset(("hand", "take", "turn", "pass", "sign", "bring", "send"))


_STOP_COUNTED = frozenset(
    """
    and or but to in on at by from with for as into under over per than is are was were be been
    will would shall should may might can could has have had that which who whose while when if
    after before during until since between among against through across it they he she this these
    those a an not also each every worth
    """.split()
)


def approximation_of(parts: tuple[Token, ...], first: int, after: int, kind: str) -> str:
    back = first
    if (
        back
        and parts[back - 1].fold in ("a", "an", "one")
        and kind in ("fraction", "count", "times")
    ):
        back -= 1
    for length in (4, 3, 2, 1):
        if back >= length:
            key = tuple(token.fold for token in parts[back - length : back])
            found = u.APPROXIMATIONS.get(key)
            if found:
                if key == ("over",) and (
                    kind in ("months", "time") or (back > 1 and parts[back - 2].stem in _HANDED)
                ):
                    break  # "over five years", "handed over 5 million"
                if key in (("under",), ("above",), ("below",), ("beyond",)) and kind in (
                    "ordinal",
                ):
                    break
                if key == ("some",) and kind == "fraction":
                    break
                if key == ("about",) and back > 1 and _treated(parts[back - 2]):
                    break  # "its request of 11 February about two vehicles"
                if key == ("as", "much", "as") and (
                    back > 3 and parts[back - 4].fold in (*u.TIMES, "half", "times")
                ):
                    break  # "twice as much as five years ago"
                return found
    if first and parts[first - 1].fold in _PASSED and kind in ("money", "percent"):
        return "over"
    if first >= 3 and parts[first - 1].fold == "of" and parts[first - 3].fold == "approximate":
        return "about"  # "at an approximate cost of"
    for length in (2, 3):
        for skip in (0, 1, 2):
            if any(token.kind == "mark" for token in parts[after : after + skip + length]):
                break
            key = tuple(token.fold for token in parts[after + skip : after + skip + length])
            if key in _TRAILING:
                return u.APPROXIMATIONS[key]
    return ""


def _treated(token: Token) -> bool:
    """Whether what follows `about` is what a paper or talk is about."""
    return (
        token.fold in _TREATING or token.fold in MONTHS or token.fold.removesuffix("s") in _TREATING
    )


_TREATING = frozenset(
    "request letter note question complaint talk inquiry information paper".split()
)
_PASSED = frozenset("crossed crosses topped tops passed surpassed surpasses".split())


_TRAILING = frozenset(
    key for key in u.APPROXIMATIONS if key[0] in ("or", "and") or key == ("at", "most")
) | {("at", "least"), ("a", "minimum"), ("a", "maximum"), ("at", "a", "minimum")}


def per_what(parts: tuple[Token, ...], first: int, after: int) -> str:
    for step in range(after, min(after + 6, len(parts) - 1)):
        word = parts[step].fold
        if parts[step].kind == "mark" and word not in DASHES and word != "/":
            break
        if word in ("per", "a", "an", "each", "every", "/") and parts[step + 1].fold in u.PER:
            if word in ("a", "an") and step > after + 3:
                continue
            if parts[step + 1].fold in ("head", "quarter", "person") and word in ("a", "an"):
                continue
            if step + 2 < len(parts) and parts[step + 2].fold in ("before", "earlier", "ago"):
                break
            return u.PER[parts[step + 1].fold]
        if word in ("annually", "yearly", "monthly", "weekly", "daily", "hourly"):
            return u.PER[word]
        if word in ("and", "but", "by", "in", "to", "from", "between"):
            break
    if first and parts[first - 1].fold in ("annual", "yearly", "monthly", "weekly", "daily"):
        return u.PER[parts[first - 1].fold]
    return ""


def role_of(parts: tuple[Token, ...], first: int) -> str:
    for back in (1, 2, 3):
        if first < back:
            break
        word = parts[first - back].fold
        if word in ("from", "to", "by", "between"):
            return "from" if word == "between" else word
        if parts[first - back].content or parts[first - back].kind == "mark":
            break
    return ""


def amount_of(parts: tuple[Token, ...], first: int, kind: str) -> tuple[str, ...]:
    """The noun before `of` and an amount of money: `a grant of 5 million euros`."""
    if (
        kind == "money"
        and first >= 2
        and parts[first - 1].fold == "of"
        and parts[first - 2].content
    ):
        return (parts[first - 2].stem,) if not parts[first - 2].capital else ()
    return ()


def noun_after(parts: tuple[Token, ...], after: int, kind: str) -> int:
    """Where the noun begins that an amount is of: after `in` or `for` in `$5 million in loans`."""
    if (
        kind in ("money", "percent", "fraction")
        and after + 1 < len(parts)
        and (parts[after].fold in ("in", "for", "of", "as") and parts[after + 1].kind == "word")
    ):
        return after + 1
    return after


def nouns_counted(parts: tuple[Token, ...], after: int) -> tuple[str, ...]:
    """The stems of the noun phrase that follows a number."""
    found: list[str] = []
    at = after
    while at < len(parts) and len(found) < 5:
        token = parts[at]
        if token.kind == "mark":
            if token.text in DASHES and token.joined:
                at += 1
                continue
            break
        if token.kind == "number" or token.fold in _STOP_COUNTED:
            break
        if token.fold == "of":
            if found:
                break
        elif token.content:
            if token.fold.endswith("ed") and not token.capital:
                following = parts[at + 1] if at + 1 < len(parts) else None
                if found or following is None or not following.content:
                    break
            found.append(token.stem)
        at += 1
    return tuple(found)
