"""The quantities of a text: value, magnitude, unit, and what is counted."""

from __future__ import annotations

from functools import lru_cache

from briefgen.claims.lexicon import units as u
from briefgen.claims.surroundings import (
    amount_of,
    approximation_of,
    noun_after,
    nouns_counted,
    per_what,
    role_of,
)
from briefgen.claims.tokens import DASHES, Token, tokens
from briefgen.record import record, replace


@record
class Quantity:
    """A quantity in a text.

    `values` are its possible readings in the unit's base (`1.500` may be two). `kind` is
    `count`, `ordinal`, `money`, `times`, `year` or a unit's dimension. `unit` is the currency.
    `counted` are the stems of what is counted, head last. `first` and `last` are indices of
    tokens (inclusive). `role` is `from`, `to`, `by` or empty.
    """

    values: tuple[float, ...]
    kind: str
    unit: str
    approximation: str
    per: str
    role: str
    counted: tuple[str, ...]
    first: int
    last: int
    start: int
    end: int
    word: bool
    bare: bool = False


def same(left: tuple[float, ...], right: tuple[float, ...]) -> bool:
    """Whether two quantities may have the same value."""
    return any(abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b)) for a in left for b in right)


def is_first(quantity: Quantity) -> bool:
    """Whether a quantity is the word `first`, which the rule of scope weighs, not that of
    numbers."""
    return quantity.kind == "ordinal" and quantity.values == (1.0,) and quantity.word


def _digits(text: str) -> tuple[float, ...]:
    """The values that a run of digits, commas and points may have."""
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if "/" in plain or ":" in plain:
        return ()
    commas, points = plain.count(","), plain.count(".")
    try:
        if not commas and not points:
            return (float(plain),)
        if commas and points:
            if plain.rfind(",") > plain.rfind("."):  # 1.500,25
                return (float(plain.replace(".", "").replace(",", ".")),)
            return (float(plain.replace(",", "")),)
        mark = "," if commas else "."
        parts = plain.split(mark)
        grouped = all(len(p) in (2, 3) for p in parts[1:-1]) and len(parts[-1]) == 3
        if len(parts) > 2:
            return (float("".join(parts)),) if grouped else ()
        if mark == ",":
            return (float("".join(parts)),) if grouped else (float(".".join(parts)),)
        if len(parts[1]) == 3 and parts[0] != "0":
            return (float(plain), float("".join(parts)))
        return (float(plain),)
    except ValueError:  # a dot list such as 1.2.3, or more digits than a float holds
        return ()


#: The words that a quantity may begin with: at any other none is looked for.
_FIRST_WORDS = frozenset(
    (
        *u.CARDINALS,
        *u.ORDINALS,
        *u.TIMES,
        *"once half halves quarter third fifth tenth second".split(),
        *"dozen hundred thousand million billion trillion lakh crore".split(),
        *"dozens hundreds thousands millions billions".split(),
    )
)


@lru_cache(maxsize=128)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; dates are left to dates.py."""
    parts = tokens(text)
    found: list[Quantity] = []
    index = 0
    while index < len(parts):
        token = parts[index]
        begins = token.kind == "number" or token.fold in _FIRST_WORDS
        quantity = _quantity(parts, index) if begins else None
        if quantity is None:
            index += 1
        else:
            found.append(quantity)
            index = quantity.last + 1
    return tuple(_ranges(parts, found))


def word_number(parts: tuple[Token, ...], index: int) -> tuple[float, int] | None:
    """A number written in words from `index`: its value and the index after it."""
    total, current, at, seen = 0.0, 0.0, index, False
    while at < len(parts):
        word = parts[at].fold
        if parts[at].kind != "word":
            hyphen = word in DASHES and seen and at + 1 < len(parts) and parts[at + 1].joined
            if hyphen and parts[at + 1].fold in u.CARDINALS and 20 <= current % 100 < 100:
                at += 1
                continue
            break
        if word in u.CARDINALS:
            value = u.CARDINALS[word]
            if (seen and current % 10 == 0 and value < 10 and current % 100 >= 20) or (
                seen and current >= 100 and current % 100 == 0
            ):
                current += value
            elif seen:
                break
            else:
                current = value
            seen = True
        elif word == "hundred" and seen:
            current = (current or 1) * 100
        elif word in u.MAGNITUDES and u.MAGNITUDES[word] >= 1000 and seen and len(word) > 2:
            total += current * u.MAGNITUDES[word]
            current = 0.0
        elif (word == "dozen" and seen) and at == index + 1:
            current *= 12
        elif word == "and" and seen and at + 1 < len(parts) and current % 100 == 0 and current:
            if parts[at + 1].fold not in u.CARDINALS:
                break
        else:
            break
        at += 1
    return (total + current, at) if seen else None


_AND_A = ["a", "year", "and", "a"]


def _quantity(parts: tuple[Token, ...], index: int) -> Quantity | None:
    token = parts[index]
    word = token.fold
    at = index + 1
    kind, unit, is_word, first = "count", "", True, index
    values: tuple[float, ...]
    following = parts[at] if at < len(parts) else None
    if token.kind == "number":
        is_word = False
        if len(token.text) == 10 and token.text[4] == "-":
            return None
        values = _digits(token.text)
        if not values:
            return None
        if (
            following is not None
            and following.joined
            and following.fold in ("st", "nd", "rd", "th")
        ):
            return _finish(parts, values, "ordinal", "", first, at, False)
        if following is not None and following.joined and following.text == "s":
            return None  # 1990s
        if (
            following is not None
            and following.fold in u.FRACTIONS
            and following.fold in ("thirds", "quarters", "fifths", "tenths")
        ):
            return _finish(
                parts,
                (values[0] * u.FRACTIONS[following.fold],),
                "fraction",
                "",
                first,
                at + 1,
                False,
            )
    elif token.kind == "word":
        if word == "once" and not (
            following is not None and following.fold in ("a", "every", "per", "each")
        ):
            return None
        if word in u.TIMES and not (word in ("double", "triple") and _hyphen(parts, at)):
            return _finish(parts, (float(u.TIMES[word]),), "times", "", first, at, True)
        if word == "half" and [t.fold for t in parts[max(0, index - 4) : index]] == _AND_A:
            return _finish(parts, (18.0,), "months", "", index - 4, at, True)
        if word in ("half", "halves") or (
            word in ("quarter", "third", "fifth", "tenth")
            and index
            and parts[index - 1].fold in ("a", "one")
            and (following is None or not following.content or following.fold in ("last", "next"))
        ):
            if word == "half" and (
                (following is not None and following.fold in ("year",))
                or (index and parts[index - 1].fold in ("first", "second", "latter"))
            ):
                return None
            if word == "half" and following is not None and following.fold in ("a", "dozen"):
                after = parts[at + 1] if at + 1 < len(parts) else None
                if after is not None and after.fold == "percentage":
                    return _finish(
                        parts, (0.5,), "points", "", first, min(at + 3, len(parts)), True
                    )
                if following.fold == "dozen":
                    return _finish(parts, (6.0,), "count", "", first, at + 1, True)
                if after is not None and after.fold in u.MAGNITUDES:
                    return _finish(
                        parts, (u.MAGNITUDES[after.fold] / 2,), "count", "", first, at + 2, True
                    )
            points = [token.fold for token in parts[at : at + 4]]
            if points == ["of", "a", "percentage", "point"]:
                return _finish(parts, (u.FRACTIONS[word],), "points", "", first, at + 4, True)
            return _finish(parts, (u.FRACTIONS[word],), "fraction", "", first, at, True)
        if word == "percentage" and following is not None and following.fold.startswith("point"):
            return None
        number = word_number(parts, index)
        if number is not None:
            value, at = number
            fraction = at + 1 if _hyphen(parts, at) else at
            if (
                fraction < len(parts)
                and parts[fraction].fold in u.FRACTIONS
                and (
                    parts[fraction].fold not in ("second", "quarter", "quarters", "half")
                    or value in (1, 3)
                )
            ) and not (parts[fraction].fold in ("quarter", "quarters") and value > 3):
                return _finish(
                    parts,
                    (value * u.FRACTIONS[parts[fraction].fold],),
                    "fraction",
                    "",
                    first,
                    fraction + 1,
                    True,
                )
            if fraction < len(parts) and parts[fraction].fold in u.ORDINALS and value >= 20:
                return _finish(
                    parts,
                    (value + u.ORDINALS[parts[fraction].fold],),
                    "ordinal",
                    "",
                    first,
                    fraction + 1,
                    True,
                )
            values = (value,)
        elif word in u.ORDINALS and word != "second":
            return _finish(parts, (float(u.ORDINALS[word]),), "ordinal", "", first, at, True)
        elif word == "second" and (
            (index and parts[index - 1].fold in ("the", "a", "its", "their"))
            or (following is not None and following.fold in ("only", "highest", "largest"))
        ):
            return _finish(parts, (2.0,), "ordinal", "", first, at, True)
        elif (
            word
            in ("dozen", "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore")
            and index
            and parts[index - 1].fold in ("a", "an")
        ):
            return _finish(parts, (u.MAGNITUDES[word],), "count", "", first, at, True)
        elif word in ("dozens", "hundreds", "thousands", "millions", "billions"):
            return _finish(parts, (u.MAGNITUDES[word],), "magnitude", "", first, at, True)
        else:
            return None
    else:
        return None
    # a currency before the number: $, US$, USD, Rs.
    before = index - 1
    if before >= 0 and parts[before].fold == "." and before:
        before -= 1 if parts[before - 1].fold == "rs" else 0
    if before >= 0:
        sign = parts[before].text
        if sign in u.CURRENCY_SIGNS:
            kind, unit, first = "money", u.CURRENCY_SIGNS[sign], before
            if unit == "$" and before and parts[before].joined:
                prefix = parts[before - 1]
                unit = u.DOLLAR_PREFIXES.get(prefix.stem, u.DOLLAR_PREFIXES.get(prefix.fold, "$"))
                if unit != "$":
                    first = before - 1
        elif parts[before].fold in u.CURRENCY_WORDS and (
            parts[before].text.isupper() or parts[before].fold == "rs"
        ):
            kind, unit, first = "money", u.CURRENCY_WORDS[parts[before].fold], before
    # magnitudes after it
    scale = 1.0
    while at < len(parts):
        step = at + 1 if _hyphen(parts, at) else at
        if step >= len(parts):
            break
        name = parts[step].fold
        if name in u.MAGNITUDES and not (name in ("score", "k", "cr") and not parts[step].joined):
            scale *= u.MAGNITUDES[name]
            at = step + 1
        elif (
            name in u.SHORT_MAGNITUDES
            and step == at
            and (
                (kind == "money")
                or (parts[step].joined and name != "t" and _plural(parts, step + 1))
            )
        ):
            scale *= u.SHORT_MAGNITUDES[name]
            at = step + 1
        else:
            break
    values = tuple(value * scale for value in values)
    # a currency or unit after it
    if kind != "money":
        there = at + 1 if _hyphen(parts, at) else at
        kind, unit, values, at = _unit(parts, there, at, values)
    elif at < len(parts) and parts[at].text in ("US", "USD") and unit == "$":
        unit, at = "USD", at + 1
    if is_word and kind == "count" and values == (1.0,) and scale == 1.0:
        kind = "one"
    return _finish(parts, values, kind, unit, first, at, is_word, scale == 1.0)


def _unit(
    parts: tuple[Token, ...], after: int, at: int, values: tuple[float, ...]
) -> tuple[str, str, tuple[float, ...], int]:
    """The unit or currency that follows a number: kind, currency, values in base units, end."""
    step = after
    nation = ""
    if step < len(parts) and (
        parts[step].stem in u.CURRENCY_NATIONS or parts[step].fold in u.CURRENCY_NATIONS
    ):
        nation = u.CURRENCY_NATIONS.get(parts[step].stem) or u.CURRENCY_NATIONS[parts[step].fold]
        step += 1
        if step < len(parts) and parts[step].text == "$":
            return "money", nation, values, step + 1
    elif (
        step + 1 < len(parts)
        and parts[step].capital
        and parts[step + 1].fold in u.CURRENCY_WORDS
        and not parts[step + 1].capital
        and parts[step + 1].fold not in ("mark", "real", "won")
    ):
        # Zubrowkan crowns: a nation's own money
        word = u.CURRENCY_WORDS[parts[step + 1].fold]
        return "money", f"{parts[step].fold[:4]} {word}", values, step + 2
    if step < len(parts):
        name = parts[step].fold
        if parts[step].text in u.CURRENCY_SIGNS:
            return "money", u.CURRENCY_SIGNS[parts[step].text], values, step + 1
        if name in u.CURRENCY_WORDS and not (
            name in ("won", "real", "mark", "marks", "rs")
            and not parts[step].joined
            and name != "won"
        ):
            unit = u.CURRENCY_WORDS[name]
            return "money", (nation if unit == "$" and nation else unit), values, step + 1
        if nation:
            return "count", "", values, at
        for length in (3, 2):
            key = tuple(token.fold for token in parts[step : step + length])
            if key in u.LONG_UNITS:
                dimension, factor = u.UNITS[u.LONG_UNITS[key]]
                return dimension, "", tuple(v * factor for v in values), step + length
        upper = parts[step].text.isupper()
        if (
            name in u.UNITS
            and not (name in ("g", "w", "nm") and upper)
            and (len(name) <= 2 or not parts[step].capital or upper)
        ):
            dimension, factor = u.UNITS[name]
            return dimension, "", tuple(v * factor for v in values), step + 1
        if name == "m" and (parts[step].joined or step == at):
            return "length", "", values, step + 1
    return "count", "", values, at


def _hyphen(parts: tuple[Token, ...], at: int) -> bool:
    return (
        at + 1 < len(parts)
        and parts[at].text in DASHES
        and parts[at + 1].joined
        and parts[at].joined
    )


def _plural(parts: tuple[Token, ...], at: int) -> bool:
    return at < len(parts) and (
        parts[at].fold in ("people", "men", "women", "children")
        or (parts[at].fold.endswith("s") and parts[at].content)
    )


def _finish(
    parts: tuple[Token, ...],
    values: tuple[float, ...],
    kind: str,
    unit: str,
    first: int,
    after: int,
    word: bool,
    bare: bool = False,
) -> Quantity:
    after = min(after, len(parts))  # a unit of two words may be looked for past the end
    start, end = parts[first].start, parts[after - 1].end
    approximation = approximation_of(parts, first, after, kind)
    return Quantity(
        values,
        kind,
        unit,
        approximation,
        per_what(parts, first, after),
        role_of(parts, first),
        amount_of(parts, first, kind) or nouns_counted(parts, noun_after(parts, after, kind)),
        first,
        after - 1,
        start,
        end,
        word,
        bare and kind == "count",
    )


_INSTEAD = (["instead", "of"], ["rather", "than"], ["from"], ["against"], ["up", "from"], ["not"])


def _ranges(parts: tuple[Token, ...], found: list[Quantity]) -> list[Quantity]:
    """Gives the ends of a range their roles, and its first number the second's unit."""
    for index in range(len(found) - 1):
        left, right = found[index], found[index + 1]
        gap = [token.fold for token in parts[left.last + 1 : right.first]]
        if left.kind == "money" and right.bare and not right.counted and gap in _INSTEAD:
            right = replace(right, kind="money", unit=left.unit, bare=False)
            found[index + 1] = right
        between = [token.fold for token in parts[left.last + 1 : right.first]]
        if len(between) != 1 or not (
            between[0] in DASHES
            or between[0] == "to"
            or (between[0] == "and" and left.role == "from")
        ):
            continue
        if between[0] == "to" and left.kind != right.kind and not left.bare:
            continue  # "by 25 per cent to 8.2 billion"
        if between[0] == "to" and left.role != "from" and left.kind == right.kind == "count":
            continue  # a vote of 118 to 96
        if left.bare and left.first and _in_a_year(parts, left.first):
            continue  # "grew in 2024 to 310 million"
        unit, kind, values = left.unit, left.kind, left.values
        if left.bare and right.kind not in ("count", "ordinal") and right.values:
            factor = right.values[0] / _raw(parts, right)
            unit, kind, values = right.unit, right.kind, tuple(v * factor for v in values)
        elif left.bare and left.role == "from" and right.kind == "count" and right.values:
            factor = right.values[0] / _raw(parts, right)
            if factor > 1 and values and 0 < values[0] < 1000 and not left.word:
                values = tuple(v * factor for v in values)  # "from 4.1 to 3.8 million"
        elif kind == "money" and right.kind in ("money", "count") and right.values and values:
            factor = right.values[0] / _raw(parts, right)
            if factor > 1 and values[0] < 1000 and unit:
                values = tuple(v * factor for v in values)
        found[index] = Quantity(
            values,
            kind,
            unit,
            left.approximation,
            right.per,
            "from",
            left.counted or right.counted,
            left.first,
            left.last,
            left.start,
            left.end,
            left.word,
        )
        found[index + 1] = Quantity(
            right.values,
            kind if right.kind == "count" else right.kind,
            right.unit or unit,
            right.approximation,
            right.per,
            "to",
            right.counted,
            right.first,
            right.last,
            right.start,
            right.end,
            right.word,
        )
    return found


def _in_a_year(parts: tuple[Token, ...], at: int) -> bool:
    """Whether a number is a year in which something happened."""
    text, before = parts[at].text, parts[at - 1].fold
    return before in ("in", "since", "during") and text.isdigit() and "1700" <= text <= "2199"


def _raw(parts: tuple[Token, ...], quantity: Quantity) -> float:
    """The number of a quantity before magnitude and unit, never zero."""
    for token in parts[quantity.first : quantity.last + 1]:
        if token.kind == "number":
            values = _digits(token.text)
            if values and values[0]:
                return values[0]
        elif u.CARDINALS.get(token.fold):
            return float(u.CARDINALS[token.fold])
    return 1.0
