"""What is read as one and had better stand on one line: a day and its month, a number and its
unit, the name of a digest and the digest.

The text stays as it is: no space becomes another one, so that what is copied is what was
written.
"""

from __future__ import annotations

_BEFORE = "([{«“„‘\"'–—-+−~≈<>≤≥$€£¥₹"
_STOPS = ".,;:!?)]}»”’\"'"
#: The number of a note stands at the end of its word.
_NOTE = _STOPS + "0123456789"
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "januar jänner februar märz mai juni juli oktober dezember "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre".split()
)
_UNITS = frozenset(
    "% ‰ percent per prozent pour por million millions billion billions trillion trillions "
    "crore crores lakh lakhs millionen milliarden mio mrd mm cm m km km² m² m³ ha g kg t mt gt "
    "l s h min w kw mw gw kwh mwh gwh twh °c ° € $ £ ¥ ₹ eur usd gbp jpy inr tonnes tons "
    "kilometres kilometers metres meters miles hectares years months weeks days hours "
    "minutes".split()
)
#: Words that are tied to what follows, as numbers are.
LEADS = frozenset(
    "per pour por sha256 January February March April May June July August September October "
    "November December".split()
)


def tied(before: str, after: str) -> bool:
    """Whether two neighbouring words are read as one."""
    number, word = before.lstrip(_BEFORE), after.rstrip(_STOPS)
    if number[:1].isdigit():
        if word.isdigit():
            return len(word) == 3 and number.isdigit()  # 40 000
        word = word.rstrip(_NOTE).lower()
        return word in _UNITS or word in _MONTHS
    if before not in LEADS:
        return False
    if before[0] == "p":
        return after.startswith(("cent", "cien"))
    if before[0] == "s":
        return after[:1].isalnum()
    return word.isdigit() and len(word) < 3  # March 4, 2026
