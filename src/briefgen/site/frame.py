"""The frame of the site's own pages: marking, ways, title, foot. Links are relative, so that the
site works in any folder and from a disk."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from posixpath import relpath

from briefgen.document import STRENGTH_DOTS, Strength, Style
from briefgen.elements import Content, Html, content, element
from briefgen.site.catalogue import Catalogue
from briefgen.workspace.model import COMMITMENTS, Mark, Outcome
from briefgen.writers.html.shell import Shell, css_string, page, palette, read


@cache
def asset(name: str) -> str:
    """A style or script of the site."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _style(style: Style) -> str:
    """What all pages of a site have in common; to find legible colours takes a while."""
    return f"{palette(style)}{read('page.css')}{read('ways.css')}{asset('site.css')}"


class Frame:
    """Makes pages at a path from the site's folder, and links from there to others."""

    def __init__(self, catalogue: Catalogue, path: str, mark: Mark | None) -> None:
        self.catalogue = catalogue
        self.path = path
        self.mark = mark

    def to(self, path: str, place: str = "") -> str:
        """The address of another page, seen from this one."""
        here = self.path.rpartition("/")[0] or "."
        return f"{relpath(path, here)}{f'#{place}' if place else ''}"

    def link(self, words: Content, path: str, place: str = "", **more: str) -> Html:
        return element("a", words, href=self.to(path, place), **more)

    def said(self, words: Content, name: str = "span") -> Html:
        """Words of the data, in the workspace's language."""
        lang = self.catalogue.workspace.settings.language
        return element(name, words, lang=None if lang.partition("-")[0] == "en" else lang)

    def marked(self, marking: str, words: Content, name: str = "span") -> Html:
        """Words of the data behind the short form of their marking."""
        portion = self.catalogue.portion(marking)
        opened = element("span", portion, class_="portion") if portion else None
        return self.said([opened, words], name)

    def page(self, title: str, *main: Content, script: str = "", data: str = "") -> bytes:
        """The page as a whole. `data` is a script element that does not run."""
        name = self.catalogue.workspace.settings.organisation
        mark = self.mark
        marking = element("p", mark.mark, class_="marking") if mark else None
        home = "Briefs" if not name else f"{name}: briefs"
        ways = [("index.html", home), ("search.html", "Search")]
        body = content(
            [
                element("a", "To the text", href="#main", class_="skip"),
                element("div", marking, role="note", aria_label="Marking") if marking else None,
                element(
                    "nav",
                    element(
                        "ul",
                        [
                            element(
                                "li",
                                self.link(
                                    label,
                                    path,
                                    **({"aria_current": "page"} if path == self.path else {}),
                                ),
                            )
                            for path, label in ways
                        ],
                    ),
                    class_="ways",
                    aria_label="Site",
                ),
                element("main", *main, id="main", class_="site"),
                element("footer", marking, element("p", "Made with briefgen", class_="running")),
            ]
        )
        style = f"{_style(self.catalogue.style)}{self._paper()}"
        head = element("meta", name="generator", content="briefgen") + "\n"
        full = f"{title} – {name}" if name and title != name else title
        shell = Shell(full, "en", body, style, script, head, data)
        return page(shell).encode()

    def _paper(self) -> str:
        page = self.catalogue.style.page
        lengths = (page.top, page.right, page.bottom, page.left)
        style = f"@page{{margin:{' '.join(f'{length:g}pt' for length in lengths)}}}"
        if self.mark is None:
            return style
        box = f"content:{css_string(self.mark.mark)};font:bold 9pt sans-serif"
        style += f"@page{{@top-center{{{box}}}@bottom-center{{{box}}}}}"
        if self.mark.colours:
            ink, ground = self.mark.colours
            style += f".marking{{color:{ink};background:{ground};border-color:{ground};"
            style += "text-align:end;font-size:1rem}"
        return style


def strength(outcome: Outcome) -> Html:
    """The dots and the word; read aloud as the word."""
    level = COMMITMENTS[outcome.commitment][0]
    return step(Strength(level, outcome.commitment))


def step(of: Strength) -> Html:
    dots = "●" * of.level + "○" * (STRENGTH_DOTS - of.level)
    return element(
        "span",
        element("span", dots, class_="dots", aria_hidden="true"),
        element("strong", of.word),
        class_="strength",
    )
