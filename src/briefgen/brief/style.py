"""`style.yaml`: colours, fonts, paper and margins, for every format at once.

A template that extends another starts from that one's style and says only what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from briefgen.brief.library import STYLE_FILE, TEMPLATE_FILE, Library, LibraryError
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.document import LETTERHEAD_ROLES, Colours, FontFamily, Page, Style
from briefgen.record import names, record, replace
from briefgen.regex import regex
from briefgen.text import SourceText, Span
from briefgen.typefaces import FAMILIES

#: Paper sizes in points, upright.
PAPERS: dict[str, tuple[float, float]] = {
    "A4": (595.276, 841.89),
    "A5": (419.528, 595.276),
    "Letter": (612.0, 792.0),
    "Legal": (612.0, 1008.0),
}
UNITS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}
FACES = ("regular", "bold", "italic", "bold-italic")

MARGINS = ("top", "right", "bottom", "left")

#: What each key holds, for `docs/templates.md`.
KEYS: dict[str, str] = {
    "page": "`size` (`A4`, `A5`, `Letter`, `Legal`) and `orientation` (`portrait`, `landscape`).",
    "margins": "`top`, `right`, `bottom`, `left`: lengths such as `26mm`, `2.5cm`, `1in`, `72pt`.",
    "colours": "`text`, `accent` (headings, rules), `muted`, `rule`, `tint` (behind boxes), "
    '`highlight` (quoted words), `marking`: `"#rrggbb"` each.',
    "fonts": "`body` and `heading`: the name of a family that briefgen carries, or "
    "`{name, regular, bold, italic, bold-italic}` with TrueType files in the template's folder; "
    "`embed` (`true`, `false`): whether a DOCX carries its fonts, so that it looks the same where "
    "they are not installed.",
    "text": "`size` and `note-size` in points, `leading` (line height as a multiple of the size), "
    "`align` (`left`, `justify`), `hyphenate` (`true`, `false`).",
    "letterhead": "`styles`: which of the letterhead's own styles to use, by what they are for: "
    '`{heading-1: "Überschrift 1", body: "Fließtext"}`; see Letterheads.',
    "pages": "`at_most`: how many pages the template promises to keep to.",
    "themes": "`several` when one document of this template takes all themes that are asked for.",
}

#: What people look for here and what stands elsewhere.
_ELSEWHERE = {
    "marking": "`marking:` stands in `briefs/workspace.yaml`, for all templates",
    **dict.fromkeys(
        ("foot", "footer", "header", "organisation"),
        "head and foot of the pages are made of `organisation:` and `marking:` in "
        "`briefs/workspace.yaml`, for all templates",
    ),
}

_HEX = regex(r"#[0-9a-fA-F]{6}\Z")
_LENGTH = regex(r"([0-9]+(?:\.[0-9]+)?)[ ]?(mm|cm|in|pt)\Z")
_NUMBER = regex(r"[0-9]+(?:\.[0-9]+)?\Z")


@record
class Look:
    """A style and what else `style.yaml` says."""

    style: Style = field(default_factory=Style)
    max_pages: int | None = None
    several: bool = False
    #: Names of the letterhead's styles by what they are for.
    letterhead: tuple[tuple[str, str], ...] = ()


def read_look(
    folders: Iterable[Path], library: Library
) -> tuple[Look, list[Diagnostic], dict[str, SourceText]]:
    """The look of a template: `folders` are its own and those it extends, nearest first."""
    look, problems, texts = Look(), list[Diagnostic](), dict[str, SourceText]()
    for folder in reversed(tuple(folders)):
        path = folder / STYLE_FILE
        if not (path.exists() or path.is_symlink()):
            continue  # a template may do without
        changed = path.stat().st_mtime_ns if path.exists() else 0
        key = (library.shown(path), str(path), changed, look)
        if key not in _READ:
            if len(_READ) > 64:
                _READ.clear()
            _READ[key] = _one(path, look, library)
        look, found, text = _READ[key]
        problems.extend(found)
        if text is not None:
            texts[text.path] = text
    return look, problems, texts


_READ: dict[tuple[str, str, int, Look], tuple[Look, list[Diagnostic], SourceText | None]] = {}


def _one(
    path: Path, look: Look, library: Library
) -> tuple[Look, list[Diagnostic], SourceText | None]:
    from briefgen.workspace import values  # yaml is heavy, and most styles are read once

    try:
        text = library.read(path)
    except LibraryError as error:
        return (
            look,
            [Diagnostic(error.code, f"{CODES[error.code]}; {error.message}", path=error.path)],
            None,
        )
    tree, problems = values.parse(text)
    if tree is None:
        return look, problems, text
    reader = _Reader(path.parent, problems)
    style = look.style
    top = reader.mapping(tree, "a style", KEYS)
    page = reader.page(style.page, top.get("page"), top.get("margins"))
    style = replace(
        style,
        page=page,
        colours=reader.colours(style.colours, top.get("colours")),
    )
    style = reader.text(reader.fonts(style, top.get("fonts")), top.get("text"))
    at_most, several = look.max_pages, look.several
    if "pages" in top:
        promised = reader.mapping(top["pages"], "`pages`", ("at_most",)).get("at_most")
        at_most = int(reader.number(promised, 1, 999, at_most or 0)) if promised else at_most
    if "themes" in top:
        several = reader.choice(top["themes"], ("one", "several"), "one") == "several"
    own = reader.letterhead(dict(look.letterhead), top.get("letterhead"))
    return Look(style, at_most, several, tuple(own.items())), problems, text


class _Reader:
    """Reads values and reports those that cannot be drawn; a bad one changes nothing."""

    def __init__(self, folder: Path, problems: list[Diagnostic]) -> None:
        self.folder = folder
        self.problems = problems

    def report(self, span: Span, message: str, hints: tuple[Hint, ...] = ()) -> None:
        self.problems.append(Diagnostic("style-value", message, span, hints=hints))

    def mapping(self, value: Any, what: str, keys: Iterable[str]) -> Mapping[str, Any]:
        """The known entries of a mapping."""
        entries = getattr(value, "entries", None)
        if entries is None:
            if getattr(value, "kind", "") != "null":
                self.report(
                    value.span,
                    f"{what} is a mapping of keys to values",
                    (Hint("write `key: value`, a line for each"),),
                )
            return {}
        for key in entries:
            if key not in keys:
                elsewhere = keys is KEYS and _ELSEWHERE.get(key)
                hints = (Hint(elsewhere),) if elsewhere else did_you_mean(key, keys)
                self.report(value.key_span(key), f"{what} has no key `{key}`", hints)
        return {key: entry for key, entry in entries.items() if key in keys}

    def word(self, value: Any) -> str:
        """The text of a single value; empty when it is none."""
        return str(getattr(value, "text", ""))

    def choice(self, value: Any, known: Iterable[str], otherwise: str) -> str:
        word = self.word(value)
        if word not in known:
            self.report(
                value.span,
                f"{f'`{word}`' if word else 'this'} is not one of the values of this key",
                did_you_mean(word, known),
            )
            return otherwise
        return word

    def switch(self, value: Any, otherwise: bool) -> bool:
        word = self.choice(value, ("true", "false"), "true" if otherwise else "false")
        return word == "true"

    def number(self, value: Any, low: float, high: float, otherwise: float) -> float:
        word = self.word(value)
        if _NUMBER.match(word) is None or not low <= float(word) <= high:
            self.report(value.span, f"this is a number from {low:g} to {high:g}; `{word}` is not")
            return otherwise
        return float(word)

    def length(self, value: Any, otherwise: float) -> float:
        match = _LENGTH.match(self.word(value))
        if match is None or not 0 <= float(match[1]) * UNITS[match[2]] <= 1000:
            self.report(
                value.span,
                f"a length is a number with a unit; `{self.word(value)}` is not",
                (Hint("for example `26mm`, `2.5cm`, `1in` or `72pt`"),),
            )
            return otherwise
        return round(float(match[1]) * UNITS[match[2]], 3)

    def page(self, page: Page, size: Any, margins: Any) -> Page:
        if size is not None:
            given = self.mapping(size, "`page`", ("size", "orientation"))
            wide = page.width > page.height
            width, height = sorted((page.width, page.height))
            if "size" in given:
                width, height = PAPERS[self.choice(given["size"], PAPERS, "A4")]
            if "orientation" in given:
                turned = self.choice(given["orientation"], ("portrait", "landscape"), "portrait")
                wide = turned == "landscape"
            page = replace(page, width=height if wide else width, height=width if wide else height)
        if margins is not None:
            given = self.mapping(margins, "`margins`", MARGINS)
            lengths = {k: self.length(v, getattr(page, k)) for k, v in given.items()}
            page = replace(page, **lengths)
            if (
                page.width - page.left - page.right < 144
                or page.height - page.top - page.bottom < 144
            ):
                hint = Hint("make them smaller, or the page larger")
                self.report(margins.span, "the margins leave less than 2in for the text", (hint,))
        return page

    def colours(self, colours: Colours, value: Any) -> Colours:
        if value is None:
            return colours
        given = self.mapping(value, "`colours`", names(Colours))
        good = {}
        for key, entry in given.items():
            if _HEX.match(self.word(entry)):
                good[key] = self.word(entry).lower()
            else:
                self.no_colour(entry)
        return replace(colours, **good)

    def no_colour(self, entry: Any) -> None:
        """Reports a value that is no colour; one that YAML took for a comment is told once."""
        hint = Hint('for example `"#1f3a5f"`; without quotes YAML takes `#` for a comment')
        at = entry.span.end
        comment = next(
            (
                one
                for one in self.problems
                if one.code == "yaml-comment-in-text"
                and one.span is not None
                and at <= one.span.start <= at + 1
            ),
            None,
        )
        if comment is None or comment.span is None or self.word(entry):
            what = f'a colour is written `"#rrggbb"`; `{self.word(entry)}` is not'
            self.report(entry.span, what, (hint,))
            return
        self.problems.remove(comment)
        what = (
            'a colour is written `"#rrggbb"`, in quotes; without them YAML takes it for a comment'
        )
        self.report(comment.span, what, (Hint("put it in quotes"),))

    def fonts(self, style: Style, value: Any) -> Style:
        if value is None:
            return style
        given = self.mapping(value, "`fonts`", ("body", "heading", "embed"))
        for key, entry in given.items():
            if key == "embed":
                style = replace(style, embed_fonts=self.switch(entry, style.embed_fonts))
                continue
            family = self.family(entry)
            if family is not None:
                style = (
                    replace(style, body=family) if key == "body" else replace(style, heading=family)
                )
        return style

    def family(self, value: Any) -> FontFamily | None:
        if not hasattr(value, "entries"):
            word = self.word(value)
            if word in FAMILIES:
                return FontFamily(word)
            self.report(
                value.span,
                f"briefgen does not carry the family `{word}`",
                (
                    *did_you_mean(word, FAMILIES),
                    Hint("or give its files: `{name: …, regular: file.ttf, …}`"),
                ),
            )
            return None
        given = self.mapping(value, "a font", ("name", *FACES))
        if "name" not in given or "regular" not in given:
            hint = Hint("for example `{name: Office Serif, regular: office.ttf}`")
            self.report(value.span, "a font of your own needs `name` and `regular`", (hint,))
            return None
        files = []
        for face in FACES:
            if face in given:
                path = self.folder / self.word(given[face])
                inside = path.resolve().is_relative_to(self.folder.resolve())
                if not inside or not path.is_file():
                    what = (
                        "every file that it names is in the template's folder; "
                        f"`{self.word(given[face])}` is not"
                    )
                    hint = Hint(f"copy the font's file to `templates/{self.folder.name}/`")
                    self.report(given[face].span, what, (hint,))
                    return None
                files.append((face, str(path.resolve())))
        return FontFamily(self.word(given["name"]), tuple(files))

    def letterhead(self, styles: dict[str, str], value: Any) -> dict[str, str]:
        """The names of a letterhead's styles by what they are for."""
        if value is None:
            return styles
        given = self.mapping(value, "`letterhead`", ("styles",)).get("styles")
        if given is None:
            return styles
        named = self.mapping(given, "`styles`", LETTERHEAD_ROLES)
        return styles | {role: self.word(entry).strip() for role, entry in named.items()}

    def text(self, style: Style, value: Any) -> Style:
        if value is None:
            return style
        given = self.mapping(
            value, "`text`", ("size", "note-size", "leading", "align", "hyphenate")
        )
        numbers: dict[str, tuple[str, float, float]] = {
            "size": ("size", 6, 36),
            "note-size": ("note_size", 5, 24),
            "leading": ("leading", 1, 3),
        }
        for key, (name, low, high) in numbers.items():
            if key in given:
                number = self.number(given[key], low, high, getattr(style, name))
                style = replace(style, **{name: number})
        if "align" in given:
            align = self.choice(given["align"], ("left", "justify"), style.align)
            style = replace(style, align="justify" if align == "justify" else "left")
        if "hyphenate" in given:
            style = replace(style, hyphenate=self.switch(given["hyphenate"], style.hyphenate))
        return style


_EXTENDS = regex(r"\{%-?\s*extends\s+[\"']([^\"']+)/template\.md\.j2[\"']")


def takes_several(folder: Path, builtin: Path | None = None) -> bool:
    """Whether a template, or one that it extends, makes one document of several themes."""
    return look_of(folder, builtin)[0].several


def look_of(
    folder: Path, builtin: Path | None = None
) -> tuple[Look, list[Diagnostic], dict[str, SourceText]]:
    """The look of the template in a folder, and of those that it extends."""
    library = Library(folder.parent.parent, builtin or folder.parent, folder.parent)
    folders: list[Path] = []
    name = folder.name
    while len(folders) < 16:
        path = library.find(f"{name}/{TEMPLATE_FILE}")
        if path is None or path.parent in folders:
            break
        folders.append(path.parent)
        extends = _EXTENDS.search(library.read(path).text)
        if extends is None:
            break
        name = extends[1]
    return read_look(folders, library)
