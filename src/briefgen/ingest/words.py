"""What a block is by its words, whatever file it came from: the credit of a picture, a line of
keywords, a button of a site.

The words below are those of sites and news rooms, never of any one text. A rule says why it
holds in the note that is archived with the passage, and a person may say otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from briefgen.regex import regex
from briefgen.workspace.model import PassageKind

_I = 2  # re.IGNORECASE


class Verdict(NamedTuple):
    """A kind, and why."""

    kind: PassageKind
    note: str


_CREDIT = regex(
    r"(?:\b(?:image|photo|picture|photograph|pic|file photo|video|graphic)s?"
    r"(?: (?:courtesy|credits?|source|by|via|from|taken by))*\s*[:©]|"
    r"\b(?:image|photo|picture) (?:courtesy|credits?)\b|\bcourtesy\s*:|"
    r"\b(?:photo|image|picture|photograph|graphic)s? by [A-Z]|"
    r"\((?:file )?(?:photo|image|picture)\b[^()]{0,80}\)|\|\s*(?:photo|image|picture)\b|"
    r"\b(?:AP|AFP|EPA|PTI|ANI) (?:Photo|Image)\b|/ ?(?:Getty Images|Shutterstock)\b|"
    r"\bgetty images\b)",
    _I,
)
_CREDIT_LINE = regex(r"(?:credits?|source of (?:the )?(?:photo|image|picture))\s*:.{1,80}", _I)
_KEYWORDS = regex(r"(?:tags?|key ?words?|topics?|filed under|categories|labels?)\s*:", _I)

# What only the furniture of a site says. Each must be the whole of a short block.
_BUTTON = regex(
    r"(?:(?:exit|view|open|switch to|go to|back to|skip to|return to|jump to|continue to|visit)"
    r"(?: (?:the|this|our|in|to|full|main|original))* ?(?:mobile|desktop|web|amp|print)?"
    r" ?(?:version|site|website|content|navigation|top|home ?page|home|app|page|article|menu)"
    r"|(?:read|show|see|load|view|learn|find out) (?:more|less|all|next|previous)"
    r"(?: (?:about|on|at|in|from|here|stories|news|articles)\b.{0,60}|\s*[:|].{0,160})?"
    r"|(?:(?:also|must)[ -]?(?:read|watch|see)|read also|don'?t miss|related)\s*[:|].{1,200}"
    r"|(?:related|more|latest|top|trending|recommended|popular|most read|further)"
    r" (?:articles?|stories|news|posts?|reading|topics?|from .{1,40}|on .{1,40}|in .{1,40})"
    r"|(?:advertisement|advertising|sponsored(?: content)?|promoted|ad)"
    r"|(?:share|print|save|email|tweet|copy link|bookmark|subscribe|sign in|sign up|log in|login|"
    r"register|download|listen|comments?|menu|search|close|next|previous|home)"
    r"(?: (?:this|the|now|on|to|via|here|page|article|story|news|post|link|pdf|facebook|twitter|"
    r"x|whatsapp|linkedin|telegram|a|your|our|us|email|newsletter|for|free))*"
    r"|(?:follow|join|like|find|contact) us(?: on)?\b.{0,80}"
    r"|(?:subscribe|sign up) (?:to|for)\b.{0,120}"
    r"|click here\b.{0,80}|leave a (?:comment|reply)\b.{0,60}|\d+ comments?"
    r"|(?:this (?:site|website)|we) uses? cookies\b.{0,200}|(?:accept|reject|manage) (?:all )?"
    r"(?:cookies|preferences)|\d{1,3} ?min(?:ute)?s?(?: of)? read(?:ing)?"
    r"|all rights reserved\b.{0,80}|(?:©|copyright (?:©|\(c\)|\d|by\b)).{1,160}"
    # `(c)` before anything but a year counts an item of a list
    r"|\(c\) ?(?:copyright |©)?(?:19|20)\d\d(?:[-–]\d{2,4})?(?:[ ,.].{1,160})?"
    r"|terms of (?:use|service)\b.{0,60}"
    r"|privacy policy\b.{0,60}|powered by .{1,40}|page \d{1,4}(?: of \d{1,4})?"
    r"|(?:last )?(?:updated|modified|reviewed)(?: on| at)?\s*:.{1,60})[.!»›>→…\s]*",
    _I,
)
_BYLINE = regex(
    r"(?:[Bb]y|BY|[Ww]ritten by|[Rr]eported by|[Ee]dited by|Author)\s*:? "
    r"[A-Z][\w.'’-]*(?:,? (?:and )?[A-Z][\w.'’-]*){0,5}"
    r"(?:\s*[|–-].{0,60}|, [A-Z][^.]{0,60})?"
)
_RULE = regex(r"[\W_]{3,}")
_SENTENCE = regex(r"[.!?।。][\"”’)]*(?:\s|$)")
_SURELY_PEOPLE = regex(r"\b(?:Mr|Mrs|Ms|Dr|H\.E|Hon|Shri|Smt|Prof|Amb|Gen)\b")


def keyword_line(text: str) -> Verdict | None:
    """A line of keywords: many short pieces between commas, no sentence, the same words over
    and over; or one that says what it is."""
    if len(text) > 3_000:
        return None
    if _KEYWORDS.match(text) and not text.rstrip().endswith("."):
        return Verdict("boilerplate", "keyword line")
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) < 6 or _SENTENCE.search(text) or _SURELY_PEOPLE.search(text):
        return None
    longest = max(len(piece.split()) for piece in pieces)
    last = pieces[-1].casefold()
    if longest > 8 or not all(pieces) or last.startswith(("and ", "or ")) or " and " in f" {last} ":
        return None
    words = Counter(word for piece in pieces for word in set(piece.casefold().split()))
    common = words.most_common(1)[0][1]
    return Verdict("boilerplate", "keyword line") if common >= max(3, len(pieces) / 4) else None


def caption(text: str) -> Verdict | None:
    """A caption names whom the picture is from."""
    if len(text) > 500:
        return None
    if _CREDIT.search(text) or _CREDIT_LINE.fullmatch(text):
        return Verdict("caption", "names whom a picture is from")
    return None


def button(text: str) -> Verdict | None:
    """What a site says on its buttons, under its pages and between its paragraphs."""
    if len(text) > 240:
        return None
    if _BUTTON.fullmatch(text):
        return Verdict("boilerplate", "words of the site")
    if _RULE.fullmatch(text):
        return Verdict("boilerplate", "a line of signs")
    return None


def byline(text: str) -> Verdict | None:
    """Who wrote it: `By Anna Lutz`."""
    if len(text) <= 120 and _BYLINE.fullmatch(text):
        return Verdict("boilerplate", "names the author")
    return None


#: The rules, in the order in which they are asked.
RULES: tuple[Callable[[str], Verdict | None], ...] = (button, keyword_line, caption, byline)


def kind_of_words(text: str) -> Verdict | None:
    """What a block is by its words; None when they say nothing."""
    return next((verdict for rule in RULES if (verdict := rule(text)) is not None), None)
