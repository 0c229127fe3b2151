"""What a source says of the meeting that it reports on: title, date and parties, each with the
words that say so. Nothing is concluded from anything else: what it does not say, the user says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from briefgen.drafting.actors import is_name, proposed_parties
from briefgen.evidence.dates import dates
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


_KIND = (
    r"(?:Strategic |Economic |Foreign Ministers[’']? |Ministerial |Annual |Joint |Bilateral |"
    r"Trilateral |Leaders[’']? |Political |Security |Policy )*(?:Dialogue|Summit|Consultations|"
    r"Commission(?: Meeting)?|Meeting|Conference|Council|Committee|Forum|Talks)"
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
    day: tuple[datetime.date, int, str] | None = None
    quote = ""
    texts = []
    for number, sentence in _sentences(source):
        texts.append(sentence)
        named = _TITLE.search(sentence)
        dated = next((d for d in dates(sentence) if len(d.days) == 1), None)
        if dated is not None and not _TOOK_PLACE.search(
            sentence[max(0, dated.start - 120) : dated.end + 40]
        ):
            dated = None
        if named and dated is not None and 0 <= dated.start - named.end() < 60 and not quote:
            words = sentence[named.start() : _close(sentence, dated.end)]
            if _stands(source, words):
                title, quote = (_plain(named["title"]), number), words
                day = dated.days[0], number, words
        if named and title is None and len(_plain(named["title"]).split()) > 1:
            title = _plain(named["title"]), number
        if dated is not None and day is None:
            day = dated.days[0], number, sentence
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
    return Meets(
        title[0] if title else None,
        day[0] if day else None,
        parties,
        quote.rstrip(" ."),
        tuple(found),
    )


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
    r"talks|visit|session|round|congress|assembly|convention)\b"
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
_ONE, _TWO = _NAME.format("one"), _NAME.format("two")
#: How a heading or the sentence of a meeting says between whom it was.
_BETWEEN = (
    regex(rf"\bbetween {_ONE} and {_TWO}(?=[^\w,]|, (?!and)|$)"),
    regex(
        rf"\bMinisters of (?:(?:[A-Z]\w+ |and ){{1,4}}of )?{_ONE} and {_TWO}(?! of\b)(?=[^\w,]|$)"
    ),
    regex(
        rf"\bMinister of {_ONE}, [^;]{{0,60}}?,? and (?:the |[A-Z]\w+ ){{0,3}}Minister of {_TWO}\b"
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
