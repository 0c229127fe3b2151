"""The archived sources: every passage, what of it is cited, and by which notes."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document import ArchivedPassage, ArchivedSource
from briefgen.writers.html import markup
from briefgen.writers.html.fragments import words_at
from briefgen.writers.html.place import Place, passage_id


def write_sources(place: Place) -> str:
    """The sources one below the other; empty without any."""
    return "".join([_source(source, place) for source in place.beside.sources])


def _source(source: ArchivedSource, place: Place) -> str:
    name = markup.name(f"archive-{source.id}")
    title = markup.text(source.title)
    lang = place.lang(source.lang)
    body = [p for p in source.passages if p.kind == "body"]
    cited = sum(bool(p.notes) for p in body)
    passages = "".join([_passage(source, passage, place) for passage in source.passages])
    return (
        f'<section class="source" id="{name}" aria-labelledby="{name}-title">'
        f'<h2 id="{name}-title">{markup.text(source.label)}: <bdi{lang}>{title}</bdi></h2>'
        f'<p class="facts">{markup.text(source.facts)}</p>{_address(source, place)}'
        f'<p class="coverage"{place.english}>{_strip(source)}'
        f"{cited} of {len(body)} passages of its text {'is' if cited == 1 else 'are'} cited: "
        f"the filled tiles.{_LOW if len(body) < len(source.passages) else ''}</p>"
        f'<ol class="passages">{passages}</ol></section>'
    )


_LOW = " Low tiles are headings and other text around it."


def _address(source: ArchivedSource, place: Place) -> str:
    url = markup.address(source.url)
    if not url or url.startswith("#"):
        return ""
    return (
        f'<p class="facts"{place.english}><a href="{markup.attribute(url)}" '
        'rel="noopener noreferrer">The original page</a></p>'
    )


def _strip(source: ArchivedSource) -> str:
    """What is cited, at a glance: a tile a passage. The sentence beside it says how many."""
    made = []
    for at, passage in enumerate(source.passages):
        kind = "cited" if passage.notes else "body" if passage.kind == "body" else "other"
        height = 4 if kind == "other" else 10
        made.append(
            f'<rect class="{kind}" x="{at * 8 + 0.5:g}" y="{(10 - height) / 2 + 0.5:g}" '
            f'width="6" height="{height}"/>'
        )
    width = len(source.passages) * 8
    return (
        f'<svg class="strip" aria-hidden="true" viewBox="0 0 {width} 11" width="{width}" '
        f'height="11" preserveAspectRatio="none">{"".join(made)}</svg>'
    )


def _passage(source: ArchivedSource, passage: ArchivedPassage, place: Place) -> str:
    here = markup.name(passage_id(source, passage))
    kind = "cited" if passage.notes else "uncited" if passage.kind == "body" else "other"
    notes = f' data-n="{_numbers(passage.notes)}"' if passage.notes else ""
    heading = ' class="heading"' if passage.kind in ("title", "heading") else ""
    portion = f'<span class="portion">{markup.text(passage.portion)} </span>'
    return (
        f'<li class="{kind}" id="{here}"{notes}>'
        f'<a class="number" href="#{here}" aria-label="Passage {passage.number}">'
        f"{passage.number}</a>{portion if passage.portion else ''}"
        f'<p dir="auto"{place.lang(source.lang)}{heading}>'
        f"{''.join(_words(passage, here))}</p>{_told(source, passage, place)}</li>"
    )


def _words(passage: ArchivedPassage, here: str) -> Iterator[str]:
    """The text of a passage, in which each cited piece leads to the first mark of its notes."""
    end = 0
    for at, quoted in enumerate(passage.quoted, 1):
        yield markup.text(passage.text[end : quoted.start])
        yield (
            f'<mark><a class="quote" id="{here}-q{at}" href="#mark-{quoted.notes[0]}" '
            f'data-n="{_numbers(quoted.notes)}">'
            f"{markup.text(passage.text[quoted.start : quoted.end])}</a></mark>"
        )
        end = quoted.end
    yield markup.text(passage.text[end:])


def _told(source: ArchivedSource, passage: ArchivedPassage, place: Place) -> str:
    """What is said of a passage below it."""
    told = []
    if passage.place:
        told.append(markup.text(passage.place))
    if passage.repeats is not None:
        target = markup.name(f"{source.id}-p{passage.repeats}")
        told.append(f'repeats <a href="#{target}">passage {passage.repeats}</a>')
    elif passage.kind != "body":
        told.append(markup.text(passage.kind))
    if passage.notes:
        word = "note" if len(passage.notes) == 1 else "notes"
        links = ", ".join(f'<a href="#mark-{n}">{n}</a>' for n in passage.notes)
        told.append(f"cited by {word} {links}")
        url = words_at(source.url, *_quotes(passage)) if source.url else None
        if url:
            told.append(
                f'<a href="{markup.attribute(url)}" rel="noopener noreferrer" '
                f'aria-label="Passage {passage.number} on the original page">'
                "on the original page</a>"
            )
    elif passage.kind == "body":
        told.append("not cited")
    return f'<p class="told"{place.english}>{" · ".join(told)}</p>' if told else ""


def _quotes(passage: ArchivedPassage) -> list[str]:
    """What is cited of a passage: its quotes, or all of it."""
    ranges: list[tuple[int, int]] = []
    for quoted in passage.quoted:
        if ranges and ranges[-1][1] == quoted.start:
            ranges[-1] = (ranges[-1][0], quoted.end)
        else:
            ranges.append((quoted.start, quoted.end))
    return [passage.text[start:end] for start, end in ranges] or [passage.text]


def _numbers(notes: tuple[int, ...]) -> str:
    return " ".join(map(str, notes))
