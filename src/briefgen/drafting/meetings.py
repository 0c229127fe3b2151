"""What a source says of the meeting that it reports on: title, date and parties, each with the
words that say so. Nothing is concluded from anything else: what it does not say, the user says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from briefgen.drafting.actors import is_name, proposed_parties
from briefgen.evidence.dates import MONTHS, WEEKDAYS, dates
from briefgen.evidence.passages import Match, find
from briefgen.record import record
from briefgen.regex import regex
from briefgen.workspace.model import Source


@record
class Meets:
    """A meeting as a source tells it. `quote` are the words that show that it took place, `found`
    says for each field that was read from the source where. None and empty: it does not say."""

    title: str | None = None
    date: datetime.date | None = None
    parties: tuple[str, ...] = ()
    quote: str = ""
    found: tuple[tuple[str, str], ...] = ()
    end_date: datetime.date | None = None
    place: str | None = None


_KIND = (
    r"(?:Strategic |Economic |Foreign Ministers[’']? |Ministerial |Annual |Joint |Bilateral |"
    r"Trilateral |Leaders[’']? |Political |Security |Policy )*(?:Dialogue|Summit|Consultations|"
    r"Commission(?: Meeting)?|Meeting|Conference|Council|Committee|Forum|Talks|"
    r"Ministerial(?! (?:[A-Z]|statement|declaration|communiqu|level))"
    r"(?: on (?!\w+day\b)[A-Z]\w+(?:(?:,|,? and) [A-Z]\w+)*)?)"
)
_TITLE = regex(
    rf"(?P<title>(?:\d{{1,3}}(?:st|nd|rd|th) |(?:First|Second|Third|Fourth|Fifth|Inaugural) )?"
    rf"(?:[A-Z]\w+(?:[–-][A-Z]\w+)*(?: and)? ){{0,4}}{_KIND})\b(?! (?:Group|Room))"
)
_TOOK_PLACE = regex(
    r"\b(?:held|met|meeting|took place|hosted|co-chaired|concluded|convened|paid|visit|gathered|"
    r"signed|talks)\b"
)


def meeting_of(source: Source) -> Meets:
    """The meeting that a source reports on, as far as it says: the first sentence of its body text
    that names a meeting and a day; else the first of each."""
    title: tuple[str, int] | None = None
    day: tuple[Days, int, str] | None = None
    quote = held = ""
    texts = []
    for number, sentence in _sentences(source):
        texts.append(sentence)
        named = next(filter(_is_this_one, _TITLE.finditer(sentence)), None)
        dated = next(days_in(sentence), None)
        if dated is not None and not _TOOK_PLACE.search(
            sentence[max(0, dated.start - 120) : dated.end + 40]
        ):
            dated = None
        if named and dated is not None and 0 <= dated.start - named.end() < 60 and not quote:
            words = sentence[named.start() : _close(sentence, dated.end)]
            if _stands(source, words):
                title, quote = (_plain(named["title"]), number), words
                held = place_of(sentence, dated)
                day = dated, number, words
        if named and title is None and len(_plain(named["title"]).split()) > 1:
            title = _plain(named["title"]), number
        if dated is not None and day is None:
            day = dated, number, sentence
            held = place_of(sentence, dated)
    told = _who_met(source, texts)
    parties = told[0] if told else proposed_parties(texts)
    if any(_is_person(name, " ".join(texts)) for name in parties):
        parties = ()
    if headed := _headed(source):
        title = headed
    found = []
    if title:
        found.append(("title", f"passage {title[1]}" if title[1] else "the source's own title"))
    if day:
        found.append(("date", f"passage {day[1]}"))
    if parties:
        found.append(("parties", told[1] if told else "the two that it names together most often"))
    if not quote:
        quote = day[2] if day else ""
    quote = quote.rstrip(" .")
    held = held if held in quote else ""
    if held:
        found.append(("place", found[[field for field, _ in found].index("date")][1]))
    first, last = (day[0].first, day[0].last) if day else (None, None)
    return Meets(
        title[0] if title else None,
        first,
        parties,
        quote,
        tuple(found),
        last if last != first else None,
        held or None,
    )


@record
class Days:
    """The days that a text gives, first and last, with where it does."""

    first: datetime.date
    last: datetime.date
    start: int
    end: int


_MONTH = rf"(?:{'|'.join(MONTHS)})"
_TO = rf"\s*(?:,? and|to|until|till|through|[-–—])\s*(?:(?:{'|'.join(WEEKDAYS)}),? )?(?:the )?"
_TH = r"(?:st|nd|rd|th)?"
_STRETCHES = (
    regex(
        rf"\b(?:(?P<zero>\d{{1,2}}), (?:\d{{1,2}}, )*)?(?P<one>\d{{1,2}}){_TH}"
        rf"(?: (?:of )?(?P<month>{_MONTH})(?:,? (?P<year>20\d\d))?)?{_TO}"
        rf"(?P<two>\d{{1,2}}){_TH} (?:of )?(?P<last>{_MONTH}),? (?P<final>20\d\d)\b"
    ),
    regex(
        rf"\b(?P<month>{_MONTH}) (?:(?P<zero>\d{{1,2}}), (?:\d{{1,2}}, )*)?(?P<one>\d{{1,2}}){_TH}"
        rf"(?:,? (?P<year>20\d\d))?{_TO}"
        rf"(?:(?P<last>{_MONTH}) )?(?P<two>\d{{1,2}}){_TH},? (?P<final>20\d\d)\b"
    ),
)
_LONGEST = 31  # days that a meeting may take


def days_in(text: str) -> Iterator[Days]:
    """The days that a text gives, in order: a stretch of them (`17 and 18 September 2025`, `29
    September to 1 October 2025`) is one."""
    found = [one for pattern in _STRETCHES for m in pattern.finditer(text) if (one := _stretch(m))]
    for day in dates(text):
        if len(day.days) == 1 and not any(s.start < day.end and day.start < s.end for s in found):
            found.append(Days(day.days[0], day.days[0], day.start, day.end))
    return iter(sorted(found, key=lambda one: one.start))


def _stretch(match: re.Match[str]) -> Days | None:
    final = int(match["final"])
    month, last = match["month"] or match["last"], match["last"] or match["month"]
    try:
        begin = datetime.date(
            int(match["year"] or final),
            MONTHS.index(month) + 1,
            int(match["zero"] or match["one"]),
        )
        end = datetime.date(final, MONTHS.index(last) + 1, int(match["two"]))
    except ValueError:
        return None  # no such day
    if begin < end and (end - begin).days <= _LONGEST:
        return Days(begin, end, *match.span())
    return None


_SET_UP = regex(
    r"\b(?:establish\w*|set(?:ting)? up|creat\w+|form(?:ed|ing)?|constitut\w+|found(?:ed|ing)?|"
    r"propos\w+|reviv\w+|institut\w+)\b(?:(?! at | during )[^.;]){0,60}$|"
    r"\b(?:an?|next|previous|last)(?: new)? $"
)
_TO_COME = regex(r"^[^.;,]{0,40}?\b(?:will|shall|is to|are to|would)\b")


def _is_this_one(named: re.Match[str]) -> bool:
    """Whether a name may be that of the meeting: it is none that a text sets up or foresees."""
    text = named.string
    before, after = text[: named.start("title")], text[named.end("title") :]
    return not (_SET_UP.search(before) or _TO_COME.match(after))


_WHERE = r"(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
_MET_IN = regex(
    r"\b(?:met|held|took place|convened|gathered)\b(?: [a-z]+){0,4}? in "
    rf"{_WHERE},? (?:on|from|between)(?: the)? $"
)
_ON_IN = regex(rf",? in {_WHERE}(?=[.,;]|$| (?:for|to|under|and|at|with)\b)")
_MET_ON = regex(r"\b(?:met|held|took place|convened|gathered)\b(?: [a-z]+){0,4}? (?:on|from)? ?$")


def place_of(sentence: str, days: Days) -> str:
    """Where a sentence says that those met who met on these days; empty when it does not."""
    before, after = sentence[: days.start], sentence[days.end :]
    found = _MET_IN.search(before)
    if found is None and _MET_ON.search(before):
        found = _ON_IN.match(after)
    return found["place"] if found and found["place"] not in MONTHS else ""


#: What a document says about itself before it names its meeting.
_DOCUMENT = regex(
    r"(?:(?:joint|press|media|chair(?:man|person)?[’']s|leaders[’']?|official|final) )*"
    r"(?:statement|communiqu[eé]|declaration|read-?out|fact ?sheet|summary|minutes|outcomes?|"
    r"report|release)"
    r"(?: (?:of|on|from|following|after|by|at|issued (?:at|after)))? (?:the |their )?"
)
_AFTER_TITLE = regex(r"[,;(]| [–—-] ")
_TALKS = regex(
    r"\b(?:dialogue|summit|consultations|commission|meeting|conference|council|committee|forum|"
    r"talks|visit|session|round|congress|assembly|convention|"
    r"ministerial(?! (?:statement|declaration|communiqu|level)))\b"
)


def _headed(source: Source) -> tuple[str, int] | None:
    """The meeting as the heading of the source names it, with the passage; None when its heading
    names none, as a newspaper's seldom does."""
    heads = [(one.text, one.number) for one in source.passages if one.kind == "title"][:1]
    for text, number in (*heads, (source.title, 0)):
        head = " ".join(text.split())
        if not 8 <= len(head) <= 120 or not _TALKS.search(head.lower()):
            continue
        about = _DOCUMENT.match(head.lower())
        rest = head[about.end() :].strip(" :–—-") if about else head
        named = _TITLE.search(rest)
        if about and named and named.start() == 0:
            return _plain(_AFTER_TITLE.split(rest)[0]), number
        if about:
            return head, number
        if named and len(_plain(named["title"]).split()) > 1:
            return _plain(named["title"]), number
    return None


_NAME = (
    r"(?:[Tt]he )?(?P<{0}>(?:(?:[A-Z]\w+ )?(?:Republic|Kingdom|States|Union) of (?:the )?)?"
    r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,3}})"
)
#: What a minister is of besides a country: `for Foreign Affairs`, `of State`.
_CHARGE = r"(?:(?:of|for) (?:the )?(?:[A-Z]\w+,? |and ){1,6})?"
_ONE, _TWO = _NAME.format("one"), _NAME.format("two")
#: How a heading or the sentence of a meeting says between whom it was.
_BETWEEN = (
    regex(rf"\bbetween {_ONE} and {_TWO}(?=[^\w,]|, (?!and)|$)"),
    regex(
        rf"\bMinisters of (?:(?:[A-Z]\w+ |and ){{1,4}}of )?{_ONE} and {_TWO}(?! of\b)(?=[^\w,]|$)"
    ),
    regex(
        rf"\bMinister {_CHARGE}of {_ONE}, [^;]{{0,60}}?,? (?:and|met(?: with)?|received|hosted) "
        rf"(?:the |[A-Z]\w+ ){{0,3}}Minister {_CHARGE}of {_TWO}\b"
    ),
    regex(rf"^{_ONE} and {_TWO} (?:met|held|convened|concluded)\b"),
)
_OFFICE = (
    r"(?:Mr|Mrs|Ms|Dr|Sir|Ministers?|President|Secretary|Ambassador|Chancellor|Premier|Governor|"
    r"King|Queen|Prince|Princess|Minister-President|Officials?|Delegations?)"
)
#: So many sentences from the first on are asked: a text tells early whose meeting it is.
_PLACES = 200
_OFFICES = regex(rf"\b{_OFFICE}\b")


def _who_met(source: Source, texts: list[str]) -> tuple[tuple[str, str], str] | None:
    """The two between whom the meeting was, and where that is said: in the heading, or else in
    the first sentence that says it. Persons are none: who is called by an office, or by a first
    name elsewhere."""
    heads = [one.text for one in source.passages if one.kind == "title"][:1]
    places = [(text, "the heading") for text in (*heads, source.title)]
    places += [(text, f"“{_short(text)}”") for text in texts if _TOOK_PLACE.search(text)]
    everything = " ".join(texts)
    for text, where in places[:_PLACES]:
        for pattern in _BETWEEN:
            if (match := pattern.search(text)) is None:
                continue
            one, two = match["one"], match["two"]
            if one != two and not any(
                _is_person(name, everything) or not is_name(name) for name in (one, two)
            ):
                return (one, two), where
    return None


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _is_person(name: str, text: str) -> bool:
    if _OFFICES.search(name):
        return True
    before = rf"\b{_OFFICE}\.?,? (?:[A-Z]\w+ )?{re.escape(name)}\b"
    return re.search(before, text) is not None


def _sentences(source: Source) -> Iterator[tuple[int, str]]:
    from briefgen.claims.sentences import sentences

    for passage in source.passages:
        if passage.kind == "body":
            for start, end in sentences(passage.text):
                yield passage.number, passage.text[start:end]


def _plain(title: str) -> str:
    return title.removeprefix("The ").strip()


def _close(sentence: str, end: int) -> int:
    """Past a bracket that closes after a date."""
    return end + 1 if sentence[end : end + 1] in (")", "]") else end


def _stands(source: Source, words: str) -> bool:
    return isinstance(find(source.archive.text, words, passages=True), Match)
