"""What a redline does not show: nothing is left out in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.redline.blocks import Story
from briefgen.word.names import w

_SETTLED = {"tracked changes": "taken as accepted", "notes inside notes": "left out"}
_TEXT_BOX = w("txbxContent")


def remarks(old: Story, new: Story, names: tuple[str, str]) -> list[Diagnostic]:
    """What was settled before comparing, and what is not compared."""
    return [_said(message, name) for message, name in _remarks(old, new, names)]


def lost(things: Counter[str], name: str) -> list[Diagnostic]:
    """What deleted text had in the old file and does not have in the redline."""
    return [
        _said(f"what was taken out is shown without its {thing} ({count})", name)
        for thing, count in sorted(things.items())
    ]


def _said(message: str, name: str) -> Diagnostic:
    return Diagnostic("redline-incomplete", message, severity="warning", path=name)


def _remarks(old: Story, new: Story, names: tuple[str, str]) -> Iterator[tuple[str, str]]:
    for story, name in zip((old, new), names, strict=True):
        for what, count in sorted(story.settled.items()):
            how = _SETTLED.get(what, "dissolved into their text")
            if count:
                yield f"its {what} ({count}) were {how} before comparing", name
    if old.file.related("comments") is not None:
        yield "its comments are not in the redline", names[0]
    for kind in ("header", "footer"):
        if _around(old, kind) != _around(new, kind):
            yield f"its {kind}s say something else than the old ones, which are not shown", names[1]
    if _boxes(old) != _boxes(new):
        yield "its text boxes say something else than the old ones: they are not compared", names[1]


def _around(story: Story, kind: str) -> list[str]:
    """The text of each header or footer."""
    file = story.file
    parts = {r.target for r in file.relations(file.main).values() if r.kind == kind}
    return sorted(_text(story, part) for part in parts if part in file.parts)


def _text(story: Story, part: str) -> str:
    return " ".join("".join(t.text or "" for t in story.file.tree(part).iter(w("t"))).split())


def _boxes(story: Story) -> list[str]:
    boxes = story.file.tree(story.file.main).iter(_TEXT_BOX)
    # Word writes each box twice, for new and for old readers (`mc:AlternateContent`).
    return sorted({" ".join(t.text or "" for t in box.iter(w("t"))) for box in boxes})
