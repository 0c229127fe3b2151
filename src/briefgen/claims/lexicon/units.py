"""Number words, magnitudes, currencies and units."""

from __future__ import annotations

CARDINALS: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
FRACTIONS: dict[str, float] = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4,
    "quarters": 1 / 4, "fourth": 1 / 4, "fourths": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5,
    "sixth": 1 / 6, "sixths": 1 / 6, "seventh": 1 / 7, "sevenths": 1 / 7, "eighth": 1 / 8,
    "eighths": 1 / 8, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
#: Words that say how many times.
TIMES: dict[str, int] = {
    "once": 1, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2,
    "twofold": 2, "triple": 3, "tripled": 3, "triples": 3, "tripling": 3, "treble": 3,
    "trebled": 3, "threefold": 3, "fourfold": 4, "quadruple": 4, "quadrupled": 4, "fivefold": 5,
    "sixfold": 6, "sevenfold": 7, "eightfold": 8, "tenfold": 10, "halve": -2, "halved": -2,
    "halves": -2, "halving": -2,
}  # fmt: skip
MAGNITUDES: dict[str, float] = {
    "hundred": 1e2, "hundreds": 1e2, "thousand": 1e3, "thousands": 1e3, "k": 1e3, "million": 1e6,
    "millions": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "billion": 1e9, "billions": 1e9,
    "bn": 1e9, "bln": 1e9, "milliard": 1e9, "trillion": 1e12, "trillions": 1e12, "tn": 1e12,
    "trn": 1e12, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7,
    "dozen": 12, "dozens": 12, "score": 20,
}  # fmt: skip
#: Only right after a currency or a digit: `$15m`, `5b`.
SHORT_MAGNITUDES: dict[str, float] = {"m": 1e6, "b": 1e9, "t": 1e12, "k": 1e3}

#: Signs before an amount. `$` alone may be any dollar.
CURRENCY_SIGNS: dict[str, str] = {
    "$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "￥": "¥", "₹": "INR", "₩": "KRW", "₽": "RUB",
    "₺": "TRY", "₦": "NGN", "₫": "VND", "₱": "PHP", "₴": "UAH", "₪": "ILS", "฿": "THB",
}  # fmt: skip
DOLLAR_PREFIXES: dict[str, str] = {
    "us": "USD", "unitedstates": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD",
    "hk": "HKD", "s": "SGD", "sg": "SGD", "nz": "NZD", "nt": "TWD",
}  # fmt: skip
#: Words and codes, by fold.
CURRENCY_WORDS: dict[str, str] = {
    "dollar": "$", "dollars": "$", "euro": "EUR", "euros": "EUR", "pound": "GBP",
    "pounds": "GBP", "sterling": "GBP", "yen": "¥", "yuan": "CNY", "renminbi": "CNY",
    "rupee": "INR", "rupees": "INR", "rs": "INR", "won": "KRW", "rouble": "RUB",
    "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "franc": "CHF", "francs": "CHF",
    "krone": "KR", "kroner": "KR", "krona": "KR", "kronor": "KR", "crown": "CROWN",
    "crowns": "CROWN", "lira": "TRY", "peso": "PESO", "pesos": "PESO", "real": "BRL",
    "reais": "BRL", "rand": "ZAR", "dinar": "DINAR", "dinars": "DINAR", "dirham": "AED",
    "dirhams": "AED", "riyal": "SAR", "riyals": "SAR", "shilling": "SHILLING",
    "shillings": "SHILLING", "mark": "MARK", "marks": "MARK", "thaler": "THALER",
    "thalers": "THALER", "florins": "FLORIN", "guilders": "GUILDER", "ducats": "DUCAT",
    "ducat": "DUCAT", "zloty": "PLN", "zlotys": "PLN", "baht": "THB", "ringgit": "MYR",
    "rupiah": "IDR", "naira": "NGN", "cedi": "GHS", "cedis": "GHS", "usd": "USD", "eur": "EUR",
    "gbp": "GBP", "jpy": "¥", "inr": "INR", "cny": "CNY", "rmb": "CNY", "chf": "CHF",
    "aud": "AUD", "cad": "CAD", "krw": "KRW", "sgd": "SGD", "nzd": "NZD", "sek": "SEK",
    "nok": "NOK", "dkk": "DKK", "aed": "AED", "sar": "SAR", "zar": "ZAR", "brl": "BRL",
}  # fmt: skip
#: Currency adjectives before `dollars`, `pounds`, ...: folded or stem.
CURRENCY_NATIONS: dict[str, str] = {
    "unitedstates": "USD", "us": "USD", "american": "USD", "australian": "AUD",
    "canadian": "CAD", "singapore": "SGD", "new zealand": "NZD",
}  # fmt: skip

#: Units by fold: (dimension, factor). Units of one dimension compare by value times factor.
UNITS: dict[str, tuple[str, float]] = {}
for _line in """
percent 1: percent pc %
points 1: percentagepoint
points 0.01: basispoint bps
length 1: metre metres meter meters
length 0.01: centimetre centimetres cm centimeter centimeters
length 0.001: millimetre millimetres mm millimeter millimeters
length 1000: kilometre kilometres kilometer kilometers km kms kilometric
length 1609.344: mile miles
length 1852: nauticalmile nm
length 0.3048: foot feet ft
area 10000: hectare hectares ha
area 1000000: sqkm
area 4046.8564224: acre acres
area 1: sqm
area 2589988.110336: sqmile
mass 1: kilogram kilograms kg kgs kilo kilos kilogramme kilogrammes
mass 0.001: gram grams gramme grammes g
mass 1000: tonne tonnes mt metricton
mass 1000000000: megatonne megatonnes
mass 907.18474: ton tons
mass 0.45359237: lb lbs
power 1: watt watts w
power 1000: kilowatt kilowatts kw
power 1000000: megawatt megawatts mw
power 1000000000: gigawatt gigawatts gw
power 1000000000000: terawatt terawatts
energy 1000: kwh kilowatthour
energy 1000000: mwh megawatthour
energy 1000000000: gwh gigawatthour
energy 1000000000000: twh terawatthour
volume 1: litre litres liter liters
volume 158.987294928: barrel barrels bbl
volume 1000: cubicmetre
volume 3.785411784: gallon gallons
gasvolume 1: bcm
time 1: second seconds
time 60: minute minutes
time 3600: hour hours hr hrs
time 86400: day days
time 604800: week weeks
months 1: month months
months 3: quarter quarters
months 12: year years
months 120: decade decades
months 1200: century centuries
temperature 1: degree degrees
bits 1000000: megabit megabits mbps
bits 1000000000: gigabit gigabits gbps
bytes 1000000000: gigabyte gigabytes gb
bytes 1000000000000: terabyte terabytes tb
speed 1: kmh kph
speed 1.609344: mph
speed 1.852: knot knots
""".strip().splitlines():
    _head, _, _forms = _line.partition(":")
    _dimension, _factor = _head.split()
    for _form in _forms.split():
        UNITS[_form] = (_dimension, float(_factor))
#: Units of several words, folded, by the key above.
LONG_UNITS: dict[tuple[str, ...], str] = {
    ("per", "cent"): "percent",
    ("percentage", "point"): "percentagepoint",
    ("percentage", "points"): "percentagepoint",
    ("basis", "point"): "basispoint",
    ("basis", "points"): "basispoint",
    ("nautical", "mile"): "nauticalmile",
    ("nautical", "miles"): "nauticalmile",
    ("square", "kilometre"): "sqkm",
    ("square", "kilometres"): "sqkm",
    ("square", "kilometers"): "sqkm",
    ("sq", "km"): "sqkm",
    ("square", "metres"): "sqm",
    ("square", "meters"): "sqm",
    ("square", "miles"): "sqmile",
    ("cubic", "metres"): "cubicmetre",
    ("cubic", "meters"): "cubicmetre",
    ("metric", "ton"): "metricton",
    ("metric", "tons"): "metricton",
    ("metric", "tonnes"): "metricton",
    ("kilowatt", "hours"): "kwh",
    ("megawatt", "hours"): "mwh",
    ("gigawatt", "hours"): "gwh",
    ("terawatt", "hours"): "twh",
    ("kilometres", "per", "hour"): "kmh",
    ("kilometers", "per", "hour"): "kmh",
    ("km", "h"): "kmh",
    ("miles", "per", "hour"): "mph",
}

#: Words before (or after) an amount that say how exact it is, longest first:
#: `about`, `over`, `least`, `under`, `most`, `nearly`, `exact`.
APPROXIMATIONS: dict[tuple[str, ...], str] = {}
for _line in """
about: about around approximately roughly circa ca approx some ~ in_the_region_of
about: in_the_order_of on_the_order_of something_like or_so close_to
nearly: nearly almost just_under just_below not_quite close_to approaching a_little_under
over: more_than over above exceeding in_excess_of upwards_of greater_than larger_than
over: well_over just_over a_little_over upward_of higher_than topping surpassing beyond
over: exceeds exceeded exceed longer_than
least: at_least no_fewer_than no_less_than not_less_than not_fewer_than a_minimum_of minimum_of
least: or_more or_above and_above and_over or_over minimum a_minimum at_a_minimum
under: less_than fewer_than under below lower_than smaller_than shorter_than
most: up_to at_most no_more_than not_more_than a_maximum_of maximum_of as_many_as as_much_as
most: or_fewer or_less or_under capped_at limited_to not_exceeding not_to_exceed maximum
most: a_maximum not_exceed a_ceiling_of ceiling_of to_a_maximum_of
exact: exactly precisely just only a_total_of
""".strip().splitlines():
    _head, _, _forms = _line.partition(":")
    for _form in _forms.split():
        APPROXIMATIONS[tuple(_form.split("_"))] = _head
#: What may stand for what: passage's word, by the sentence's.
APPROXIMATION_ALIKE: dict[str, frozenset[str]] = {
    "about": frozenset({"about", "nearly"}),
    "nearly": frozenset({"nearly", "about", "under"}),
    "over": frozenset({"over", "least"}),
    "least": frozenset({"least"}),
    "under": frozenset({"under", "nearly"}),
    "most": frozenset({"most"}),
    "exact": frozenset({"exact", ""}),
    "": frozenset({"", "exact"}),
}
PER: dict[str, str] = {
    "year": "year", "annum": "year", "annual": "year", "annually": "year", "yearly": "year",
    "month": "month", "monthly": "month", "week": "week", "weekly": "week", "day": "day",
    "daily": "day", "hour": "hour", "hourly": "hour", "quarter": "quarter",
    "quarterly": "quarter", "capita": "capita", "head": "capita", "person": "capita",
    "tonne": "tonne", "ton": "tonne", "barrel": "barrel", "kilogram": "kg", "hectare": "hectare",
}  # fmt: skip
