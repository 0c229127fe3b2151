"""The shape of every YAML file of a workspace, declared once.

From these declarations files are decoded (`Record.decode`, see shapes.py) and JSON Schemas
are made, so that an editor says the same as `briefgen check`. To add a key, add it here
and, with the same name, to its record in model.py; records.py passes it on.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from briefgen.diagnostics import CODES
from briefgen.workspace.kinds import (
    Choice,
    Date,
    Identifier,
    Number,
    Pattern,
    Text,
)
from briefgen.workspace.markings import Markings, Portion
from briefgen.workspace.model import COMMITMENTS, FORMATS, GRADES, PASSAGE_KINDS, STATUSES
from briefgen.workspace.shapes import Key, ListOf, MapOf, Record

LANGUAGE = Pattern(
    r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*",
    "a language tag (BCP 47) such as `en-GB`",
    limit=40,
    hint="`en` is English, `fr` French, `hi` Hindi, `ja` Japanese",
)
WEB_ADDRESS = Pattern(
    r"https?://[^\s<>\"\\`{}|^]+",
    "a web address that begins with `https://` or `http://`",
    hint="copy the whole address from the browser, or leave `url` out",
)
SHA256 = Pattern(
    r"[0-9a-f]{64}", "a SHA-256 sum: 64 digits 0 to 9 and a to f", hint="`sha256sum FILE` prints it"
)
# Relative, inside its folder: no `..`, no drive, no backslash. Links are checked on the disk.
FILE_NAME = Pattern(
    r"(?!.*(?:^|/)\.\.?(?:/|$))[^/\\:\x00-\x1f][^\\:\x00-\x1f]*",
    "the name of a file in its source's folder",
    limit=200,
    hint="give the file's name alone, such as `text.txt`, and keep the file in that folder",
)

EVIDENCE = Record(
    "a piece of evidence",
    "A verbatim quote from an archived source.",
    (
        Key("source", Identifier(), "The source: the name of its folder in sources/.", True),
        Key("quote", Text(5_000), "The source's own words, exactly as they stand there.", True),
        Key("prefix", Text(500), "Words right before the quote, to tell it from its like."),
        Key("suffix", Text(500), "Words right after the quote, to tell it from its like."),
    ),
)
EVIDENCE_LIST = ListOf(EVIDENCE, least=1, most=100)

#: The rules of the checks on sentences, by their short names and by their codes.
_CLAIMS = {c: rule for c, rule in CODES.items() if c.startswith("claim-")}
_WAIVABLE = {**{c.removeprefix("claim-"): rule for c, rule in _CLAIMS.items()}, **_CLAIMS}
WAIVERS = ListOf(
    Record(
        "a waiver",
        "A finding about a sentence that somebody answers for; the ledger prints it.",
        (
            Key("code", Choice(_WAIVABLE), "The rule whose finding is waived.", True),
            Key("text", Text(2_000), "The sentence, or how it begins.", True),
            Key("reason", Text(1_000), "Why the sentence stands all the same.", True),
            Key("by", Text(200), "Who answers for it, by name.", True),
        ),
    )
)

WORKSPACE = Record(
    "the workspace",
    "Who issues briefs, and how.",
    (
        Key("organisation", Text(300), "Who issues the briefs.", True),
        Key("language", LANGUAGE, "The language of the briefs, such as en-GB."),
        Key("template", Identifier(), "The template that is used when none is asked for."),
        Key(
            "formats",
            ListOf(Choice(FORMATS, code="unknown-format"), least=1, distinct=True),
            "The formats that are written when none is asked for.",
        ),
        Key(
            "marking",
            Text(200, may_be_empty=True),
            "The classification that every page carries at least; empty for none.",
        ),
        Key(
            "markings",
            Markings(),
            "The markings that outcomes and paragraphs may carry, lowest first; or tlp.",
        ),
        Key("waivers", WAIVERS, "Findings about a template's own sentences that are waived."),
    ),
)

PROSE = Portion()
ASSESSMENT = Record(
    "an assessment",
    "The analyst's judgement, never fact.",
    (
        Key("implications", ListOf(PROSE), "What it means: paragraphs of judgement."),
        Key("recommendations", ListOf(PROSE), "What to do: paragraphs of judgement."),
    ),
)
THEME = Record(
    "a theme",
    "A theme and the prose of its brief. The file's name is the theme's id.",
    (
        Key("title", Text(300), "The theme's name, as its brief prints it.", True),
        Key("aliases", ListOf(Identifier(), distinct=True), "Other ids for the same theme."),
        Key("match", ListOf(Text(200), distinct=True), "Words in a source that suggest the theme."),
        Key("date", Date(), "The date that the brief carries; else that of its latest meeting."),
        Key("bottom_line", PROSE, "The message in at most four lines, cited."),
        Key("background", ListOf(PROSE), "Paragraphs of background, cited."),
        Key("left_open", ListOf(PROSE), "What was not settled, cited."),
        Key("assessment", ASSESSMENT, "Judgement, set apart from fact; it needs no citation."),
        Key(
            "evidence",
            MapOf(EVIDENCE, Identifier(letter=True)),
            "Further passages that this brief cites, by a name for each.",
        ),
        Key("waivers", WAIVERS, "Findings about the brief's sentences that are waived."),
    ),
)

DUE = Record(
    "a due date",
    "By when.",
    (
        Key("text", Text(300), "The date as the brief prints it.", True),
        Key("from", Text(300), "The source's own words, where it says it otherwise."),
        Key("because", Text(500), "Why those words mean this date."),
    ),
    plain="text",
)
OUTCOME = Record(
    "an outcome",
    "One thing that the meeting produced.",
    (
        Key("id", Identifier(), "A short name, unique in the workspace; prose cites it.", True),
        Key("summary", Text(), "One sentence: who agreed to what.", True),
        Key(
            "commitment",
            Choice({word: f"{level}, {means}" for word, (level, means) in COMMITMENTS.items()}),
            "How strong it is, by the operative verb of the quote.",
            True,
        ),
        Key(
            "themes",
            ListOf(Identifier(), least=1, distinct=True),
            "The themes it belongs to, by id or alias; the first is its own, where it leads.",
            True,
        ),
        Key(
            "actors",
            ListOf(Text(200), least=1, distinct=True),
            "Who commits: both sides, or the one that speaks.",
            True,
        ),
        Key("due", DUE, "By when: a text, or a text with what it derives from."),
        Key("owner", Text(500), "Who carries it out: whom its quotes name, or one of its actors."),
        Key("amount", Text(300), "How much, as its quotes give it."),
        Key("conditional", Text(500), "The condition that it depends on, as its quotes set it."),
        Key("marking", Text(200), "Its marking: one of the workspace's `markings`."),
        Key("status", Choice(STATUSES), "What has been made of it; accepted without this key."),
        Key("why", Text(), "Why it was proposed: the words that decided."),
        Key("reason", Text(1_000), "Why it was rejected."),
        Key("evidence", EVIDENCE_LIST, "The quotes that it rests on.", True),
    ),
)
MEETING = Record(
    "a meeting",
    "The meeting itself. The file's name is the meeting's id.",
    (
        Key("title", Text(300), "What the meeting is called.", True),
        Key("date", Date(), "The day it took place, or began.", True),
        Key("end_date", Date(), "The day it ended, where that is another."),
        Key("parties", ListOf(Text(200), least=1, distinct=True), "Who took part.", True),
        Key("place", Text(300), "Where it took place, when a source says so."),
        Key("evidence", EVIDENCE_LIST, "The quotes that show that it took place.", True),
    ),
)
OUTCOMES = Record(
    "an outcomes file",
    "A meeting and what it produced.",
    (
        Key("meeting", MEETING, "The meeting.", True),
        Key("outcomes", ListOf(OUTCOME, least=1, most=20_000), "What it produced.", True),
        Key("waivers", WAIVERS, "Findings about the summaries here that are waived."),
    ),
)

ARCHIVED_FILE = Record(
    "a file of the archive",
    "A file of the source's folder, and its sum.",
    (
        Key("file", FILE_NAME, "The file's name in the source's folder.", True),
        Key("sha256", SHA256, "The SHA-256 sum of its bytes when it was archived.", True),
    ),
)
_PASSAGE_KIND = Choice(PASSAGE_KINDS)
PASSAGE = Record(
    "a passage",
    "A line of the archived text that is not body text.",
    (
        Key("passage", Number(), "The number of the passage: its line in the text.", True),
        Key("kind", _PASSAGE_KIND, "What it is.", True),
        Key("of", Number(), "For a repeat: the passage that it repeats."),
        Key("note", Text(500), "A remark for whoever keeps the archive."),
    ),
)
SENTENCE = Record(
    "a sentence",
    "A part of a passage that is not body text.",
    (
        Key("passage", Number(), "The number of the passage that it stands in.", True),
        Key("text", Text(5_000), "Its words, exactly as they stand there.", True),
        Key("kind", _PASSAGE_KIND, "What it is.", True),
        Key("of", Number(), "For a repeat: the passage that it repeats."),
        Key("note", Text(500), "A remark for whoever keeps the archive."),
    ),
)
PAGE = Record(
    "a page",
    "Where a page of the original begins in the archived text.",
    (
        Key("page", Number(counted="pages"), "The page: its sheet in the file, from 1.", True),
        Key("from", Number(), "The passage that it begins at, or in.", True),
        Key(
            "at",
            Number(counted="characters"),
            "Where it begins inside that passage: after so many characters.",
        ),
    ),
)
FORMER = Record(
    "a former version",
    "What a source was before `briefgen sources update` put a newer version in its place.",
    (
        Key("folder", FILE_NAME, "Its folder in the source's folder.", True),
        Key("sha256", SHA256, "The SHA-256 sum of its archived text.", True),
    ),
)
SOURCE = Record(
    "a source",
    "An archived source. What is not known is left out, and printed as not stated.",
    (
        Key("title", Text(1_000), "The source's own title.", True),
        Key("publisher", Text(300), "Who published it."),
        Key("date", Date(), "The date that it carries."),
        Key("url", WEB_ADDRESS, "Where it was published."),
        Key("retrieved", Date(), "The day it was fetched."),
        Key("grade", Choice(GRADES), "What kind of text it is.", True),
        Key("language", LANGUAGE, "The language that it is written in, such as en.", True),
        Key("original", ARCHIVED_FILE, "The file as it was received.", True),
        Key("text", ARCHIVED_FILE, "The archived text: a passage a line, no blank lines.", True),
        Key("passages", ListOf(PASSAGE, most=100_000), "The passages that are not body text."),
        Key("sentences", ListOf(SENTENCE, most=100_000), "Sentences that are not body text."),
        Key("pages", ListOf(PAGE, most=100_000), "Where its pages begin, for citations."),
        Key("previous", ListOf(FORMER), "The versions that it replaced, the oldest first."),
    ),
)

GLOSSARY_ENTRY = Record(
    "an entry of the glossary",
    "A name or acronym that may be printed though a passage writes it otherwise.",
    (
        Key("term", Text(200), "The name as briefs print it.", True),
        Key("means", Text(500), "What it stands for.", True),
        Key("variants", ListOf(Text(200), distinct=True), "How sources write it."),
    ),
)
GLOSSARY = Record(
    "a glossary",
    "Names and acronyms that may be printed though a passage writes them otherwise.",
    (Key("entries", ListOf(GLOSSARY_ENTRY, most=10_000), "The names.", True),),
)


class FileKind(NamedTuple):
    """A kind of data file: its shape, and which files of a workspace have it."""

    record: Record
    glob: str


#: Every kind of data file by its name.
KINDS: dict[str, FileKind] = {
    "workspace": FileKind(WORKSPACE, "briefs/workspace.yaml"),
    "theme": FileKind(THEME, "briefs/themes/*.yaml"),
    "outcomes": FileKind(OUTCOMES, "briefs/outcomes/*.yaml"),
    "source": FileKind(SOURCE, "briefs/sources/*/source.yaml"),
    "glossary": FileKind(GLOSSARY, "briefs/glossary.yaml"),
}


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of data file, a key of `KINDS`."""
    record = KINDS[kind].record
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"briefgen: {record.title}",
        "description": record.doc,
        **record.schema(),
    }
