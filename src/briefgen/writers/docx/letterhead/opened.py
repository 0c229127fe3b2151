"""A letterhead, opened and looked through: what it is, what it asks for, where the brief goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from lxml import etree

from briefgen.document import FontFamily, Style
from briefgen.record import sheet
from briefgen.typefaces import FAMILIES, FontStyle, builtin
from briefgen.writers.docx.letterhead import sections
from briefgen.writers.docx.letterhead.fields import BODY, Field, expressions, fields, text_of
from briefgen.writers.docx.letterhead.sections import Edge
from briefgen.writers.docx.letterhead.slot import Slot, find_slot
from briefgen.writers.docx.letterhead.styles import Styles
from briefgen.writers.docx.letterhead.wordfile import (
    OFFICE,
    WORD,
    RefusedError,
    W,
    WordFile,
    parse,
)
from briefgen.writers.docx.styles import styles_xml

_TEMPLATE, _DOCUMENT = f"{WORD}template.main+xml", f"{WORD}document.main+xml"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_DRAWN: tuple[FontStyle, ...] = ("regular", "bold")
#: Relations to places outside that Word follows when it opens a file, or data that it asks
#: for: they are cut, since a brief fetches nothing. By the element of settings.xml that
#: refers to them.
_FETCHED = {"attachedTemplate": "a template", "mailMerge": "a mail merge"}


@sheet
class Opened:
    """What a letterhead holds."""

    file: WordFile
    document: etree._Element
    styles: Styles
    slot: Slot
    #: The number of the section that the brief stands in, from 0, and of all sections.
    section: int
    sections: int
    #: The width of the text there, in twips.
    width: int
    fields: list[Field]
    #: What looks like a field and is none, with its part.
    expressions: list[tuple[str, str]]
    edges: list[Edge]
    #: The pages on which no marking would stand.
    bare: list[Edge]
    #: The style by which what is added fits in.
    look: Style
    #: What was cut because Word would fetch it.
    cut: list[str] = field(default_factory=list)
    #: What the letterhead refers to outside and Word shows, such as linked pictures.
    outside: list[str] = field(default_factory=list)
    #: What its own editors left in it and every reader of a brief would see.
    left_over: list[str] = field(default_factory=list)


def open_letterhead(
    parts: Mapping[str, bytes],
    known: Mapping[str, str],
    wanted: Mapping[str, str],
    style: Style,
    lang: str,
) -> Opened:
    """Look through a letterhead.

    `known` are the fields that a brief has, `wanted` the styles that `style.yaml` names by
    role. `RefusedError` when the file cannot be used.
    """
    file = WordFile(parts)
    _refuse(file)
    document = file.tree(file.main)
    name = file.one("styles")
    if name is None:
        name = file.add("word/styles.xml", f"{WORD}styles+xml", styles_xml(style, lang).encode())
        file.relate(file.main, f"{OFFICE}styles", name, "rIdStyles")
    theme = _theme(file)
    ours = parse(styles_xml(style, lang).encode(), "styles.xml")
    styles = Styles(file.tree(name), ours, wanted, theme)
    look = _look(styles, style)
    styles.ours = {
        s.get(W + "styleId", ""): s
        for s in parse(styles_xml(look, lang).encode(), "styles.xml").iter(W + "style")
    }
    found: list[Field] = []
    strange: list[tuple[str, str]] = []
    for part in file.stories():
        found += fields(file.tree(part), part, known)
        strange += [(text, part) for text in expressions(file.tree(part))]
    misplaced = [f.part for f in found if f.name == BODY and f.part != file.main]
    if misplaced:
        raise RefusedError(
            f"`body` stands in `{misplaced[0]}`, where a brief cannot",
            "put it in a paragraph of its own in the main text",
        )
    slot = find_slot(document)
    all_ = sections.sections(document)
    number = sections.section_at(document, slot.replaced[0] if slot.replaced else None)
    edges = sections.edges(file, document)
    marked = {f.part for f in found if f.name == "marking"} | _marked(file, known)
    bare = [e for e in edges if e.header not in marked and e.footer not in marked]
    opened = Opened(
        file,
        document,
        styles,
        slot,
        number,
        len(all_),
        sections.text_width(all_[number]),
        found,
        strange,
        edges,
        bare,
        look,
    )
    _cut_outside(opened)
    if file.related(file.main, "comments"):
        opened.left_over.append("comments")
    if any(next(file.tree(s).iter(*_CHANGES), None) is not None for s in file.stories()):
        opened.left_over.append("tracked changes")
    return opened


def _refuse(file: WordFile) -> None:
    """What no brief may be built on."""
    type_ = file.type_of(file.main)
    macros = "in Word save it as `Word Document (*.docx)`, which has none"
    if "macroEnabled" in type_ or any(n.lower().endswith("vbaproject.bin") for n in file.parts):
        raise RefusedError("it has macros, which a brief must not carry", macros)
    for name in list(file.parts):
        if name.endswith(".rels") and any(
            e.get("Type", "").endswith(("/vbaProject", "/wordVbaData")) for e in file.look(name)
        ):
            raise RefusedError("it has macros, which a brief must not carry", macros)
    if type_ == _TEMPLATE:
        file.set_type(file.main, _DOCUMENT)
    elif type_ != _DOCUMENT:
        raise RefusedError("it is no Word document", "save it as `.docx` or `.dotx`")
    settings = file.one("settings")
    protection = None if settings is None else file.tree(settings).find(W + "documentProtection")
    if protection is not None and protection.get(W + "enforcement", "0") in ("1", "true", "on"):
        raise RefusedError(
            "it is protected from editing",
            "in Word, Review, Restrict Editing, choose Stop Protection, and save",
        )


def _theme(file: WordFile) -> dict[str, str]:
    """The Latin typefaces of the theme, `major` and `minor`."""
    name = file.one("theme")
    if name is None:
        return {}
    root = file.look(name)
    found = {}
    for kind in ("major", "minor"):
        latin = root.find(f".//{_A}{kind}Font/{_A}latin")
        if latin is not None and latin.get("typeface"):
            found[kind] = latin.get("typeface", "")
    return found


def _look(styles: Styles, style: Style) -> Style:
    """Our style in the typefaces and the size of the letterhead's running text. Colours stay
    those of `style.yaml`; fonts are not embedded, since the letterhead's are the office's."""
    from briefgen.record import replace

    size = styles.size()
    body = styles.family("BodyText") or style.body.name
    heading = styles.family("Heading1") or body
    return replace(
        style,
        body=FontFamily(body, style.body.files),
        heading=FontFamily(heading, _drawn(style.heading)),
        size=size,
        note_size=max(6.0, round(style.note_size * size / style.size * 2) / 2),
        embed_fonts=False,
    )


def _drawn(family: FontFamily) -> tuple[tuple[str, str], ...]:
    """The files that pictures are drawn with; an office's typeface is not at hand for that."""
    if family.files or family.name not in FAMILIES:
        return family.files
    return tuple((face, str(builtin(family.name, face))) for face in _DRAWN)


def _marked(file: WordFile, known: Mapping[str, str]) -> set[str]:
    """Headers and footers that say the marking themselves, in a paragraph of its own."""
    wanted = known.get("marking", "").strip().casefold()
    found = set()
    for kind in ("header", "footer"):
        for part in file.related(file.main, kind):
            texts = (text_of(p).strip().casefold() for p in file.tree(part).iter(W + "p"))
            if wanted and wanted in texts:
                found.add(part)
    return found


def _cut_outside(opened: Opened) -> None:
    """Cut what Word would fetch when it opens the brief, and list what it would show."""
    file = opened.file
    settings = file.one("settings")
    if settings is not None:
        root = file.tree(settings)
        for tag, what in _FETCHED.items():
            element = root.find(W + tag)
            if element is not None:
                root.remove(element)
                opened.cut.append(what)
        for relation in file.relations(settings):
            if relation.kind in ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource"):
                file.unrelate(settings, relation.id)
    for part in file.stories():
        for relation in file.relations(part):
            if relation.external and relation.kind != "hyperlink":
                opened.outside.append(relation.target)


def grey_style(styles: Styles) -> str:
    """The id of the style in which controls show their prompts."""
    style = styles.by_name.get(("character", "placeholder text"))
    return "" if style is None else style.get(W + "styleId", "")
