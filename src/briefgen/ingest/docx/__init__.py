"""Word files read as sources: what the document says with all tracked changes accepted.

`story` reads the text, `styles` says what headings and hidden text are, `numbers` counts the
paragraphs of lists, `symbols` knows the signs of symbol fonts, `properties` proposes.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ingest.docx.numbers import Numbers, written
from briefgen.ingest.docx.properties import proposals
from briefgen.ingest.docx.story import Story, Tally
from briefgen.ingest.docx.styles import Styles
from briefgen.ingest.reading import Block, Proposal, Reading, counted
from briefgen.ingest.shapes import looks_like_heading
from briefgen.ingest.shapes import proposals as stated
from briefgen.packages import HostileError, PackageError
from briefgen.record import replace
from briefgen.word.files import WordFile, open_word
from briefgen.word.names import child, children, local, r, value, w

#: The most XML that is read, in bytes, over all parts that hold text.
MOST = 64 << 20


def read(data: bytes, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """The text of a Word file, or why it cannot be read."""
    try:
        file = open_word(data)
        if file.macros():
            hint = "open it in Word, save it as .docx (without macros), and add that"
            return None, [_unusable(name, "this one has macros, which are programs", hint)]
        if _size(file) > MOST:
            return None, [_unusable(name, f"this one has more than {MOST >> 20} MiB of text")]
        return _reading(file, name)
    except HostileError as error:
        hint = "do not open it: no office program writes such a file; ask the sender for it anew"
        return None, [_unusable(name, str(error), hint)]
    except PackageError as error:
        hint = "open it in Word and save it again as a Word document (.docx), or as a PDF"
        return None, [_unusable(name, str(error), hint)]


def _unusable(name: str, what: str, hint: str = "") -> Diagnostic:
    message = f"{CODES['source-unusable']}; {what}"
    hints = (Hint(hint),) if hint else ()
    return Diagnostic("source-unusable", message, path=name, hints=hints)


def _size(file: WordFile) -> int:
    kinds = ("styles", "numbering", "footnotes", "endnotes", "comments")
    names = {file.main, *_furniture_parts(file), *filter(None, map(file.related, kinds))}
    return sum(len(file.parts[name]) for name in names)


def _reading(file: WordFile, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    styles, numbers, tally = Styles(file), Numbers(file), Tally()
    root = file.tree(file.main)
    body = child(root, "body")
    colour = value(child(root, "background"), "color").casefold()
    story = Story(styles, numbers, tally, grounded=colour not in ("", "auto", "ffffff"))
    blocks = list(story.blocks(body)) if body is not None else []
    blocks = _titled(blocks)
    notes = list(_notes(file, styles, numbers, tally))
    heads, feet = _furniture(file, styles, numbers)
    if not any(block.kind != "boilerplate" for block in (*blocks, *notes)):
        message = f"{CODES['source-without-text']}; this one has none"
        hint = Hint("where pages are pictures, have their text recognised (OCR), and add that")
        return None, [Diagnostic("source-without-text", message, path=name, hints=(hint,))]
    proposed = [
        Proposal("title", block.text, "the title in the text")
        for block in blocks
        if block.kind == "title"
    ]
    proposed += [p for p in stated(tuple(blocks)) if p.field != "title"]
    proposed += proposals(file)
    remarks = tuple(_remarks(file, tally, len(notes), bool(heads or feet), blocks))
    return Reading((*heads, *blocks, *notes, *feet), tuple(proposed), remarks), []


def _titled(blocks: list[Block]) -> list[Block]:
    """The blocks with a title: where no style says so, a heading among the first three, before
    any paragraph, that nothing but headings precedes."""
    if any(block.kind == "title" for block in blocks):
        return blocks
    for place, block in enumerate(blocks[:3]):
        if (
            block.kind == "heading"
            and not block.note
            and (looks_like_heading(block.text) or place == 0)
        ):
            return [*blocks[:place], replace(block, kind="title"), *blocks[place + 1 :]]
        if block.kind == "body" and not looks_like_heading(block.text):
            return blocks
    return blocks


def _notes(file: WordFile, styles: Styles, numbers: Numbers, tally: Tally) -> Iterator[Block]:
    """The notes after the text, in the order of their marks: footnotes, then endnotes."""
    for kind in ("footnote", "endnote"):
        root = file.root(f"{kind}s")
        held = {value(note, "id"): note for note in children(root, kind)}
        form = _form(file, kind)
        marks = [key for other, key in tally.notes if other == kind]
        for number, key in enumerate(dict.fromkeys(marks), 1):
            note = held.get(key)
            if note is None:
                continue
            label = written(number, form)
            inside = Tally()
            for place, block in enumerate(Story(styles, numbers, inside).blocks(note)):
                text = block.text if place else f"{label} {block.text}"
                yield Block(text, note=f"{kind} {label}")
            tally.left_out.update(inside.left_out)


def _form(file: WordFile, kind: str) -> str:
    """How notes are numbered; by default footnotes in digits, endnotes in small Roman ones."""
    default = "decimal" if kind == "footnote" else "lowerRoman"
    form = value(child(file.root("settings"), f"{kind}Pr", "numFmt"))
    body = child(file.tree(file.main), "body")
    own = value(child(body, "sectPr", f"{kind}Pr", "numFmt"))
    return own or form or default


def _furniture_parts(file: WordFile) -> list[str]:
    """The parts of headers and footers that sections name, in their order."""
    relations = file.relations(file.main)
    names = []
    for reference in file.tree(file.main).iter(w("headerReference"), w("footerReference")):
        relation = relations.get(reference.get(r("id"), ""))
        if relation is not None and not relation.external and relation.target in file.parts:
            names.append(relation.target)
    return list(dict.fromkeys(names))


def _furniture(file: WordFile, styles: Styles, numbers: Numbers) -> tuple[list[Block], list[Block]]:
    """The running heads and feet, each text once; page numbers alone are left out."""
    heads: dict[str, Block] = {}
    feet: dict[str, Block] = {}
    for name in _furniture_parts(file):
        root = file.tree(name)
        head = local(root) == "hdr"
        for block in Story(styles, numbers, Tally(), grounded=True).blocks(root):
            if any(char.isalpha() for char in block.text.casefold().replace("page", "")):
                note = "a running head" if head else "a running foot"
                made = replace(block, kind="boilerplate", note=note)
                (heads if head else feet).setdefault(block.text, made)
    return list(heads.values()), list(feet.values())


def _remarks(
    file: WordFile, tally: Tally, notes: int, furniture: bool, blocks: list[Block]
) -> Iterator[str]:
    left = tally.left_out
    changes = [
        counted(left[key], *words)
        for key, words in (
            ("inserted", ("insertion was kept", "insertions were kept")),
            ("deleted", ("deletion left out", "deletions left out")),
        )
        if left[key]
    ]
    if changes:
        yield (f"Tracked changes: {' and '.join(changes)}, as if all of them had been accepted.")
    comments = sum(1 for _ in children(file.root("comments"), "comment"))
    for count, one, several in (
        (comments, "comment", "comments"),
        (left["hidden"], "word that is hidden", "words that are hidden"),
        (left["struck"], "word struck through", "words struck through"),
        (left["rows"], "row of a table that is deleted or hidden",
         "rows of tables that are deleted or hidden"),
        (left["placeholders"], "field that nobody filled in", "fields that nobody filled in"),
        (left["pictures"], "picture", "pictures"),
        (left["drawings"], "drawing or chart", "drawings and charts"),
        (left["documents"], "document inside the document", "documents inside the document"),
    ):  # fmt: skip
        if count:
            yield f"Left out: {counted(count, one, several)}."
    if notes:
        yield f"{counted(notes, 'note stands', 'notes stand')} after the text; marks are left out."
    rows = sum(block.note in ("row of a table", "head of a table") for block in blocks)
    if rows:
        became = counted(rows, "row of a table became a passage", "rows of tables became passages")
        yield f"{became}."
    if furniture:
        yield "Running heads and feet are kept once, as boilerplate."
