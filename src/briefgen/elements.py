"""HTML elements as functions, for the pages that stand around briefs (`preview`, `site`).

What is not `Html` is data and is escaped, by the HTML writer's own functions.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import TypeAlias

from briefgen.writers.html.markup import attribute, text

_VOID = frozenset({"base", "br", "hr", "img", "input", "link", "meta", "wbr"})


class Html(str):
    """Text that is HTML already, and is not escaped again."""

    __slots__ = ()


Content: TypeAlias = "str | Iterable[Content] | None"


def content(parts: Content) -> Html:
    """Content as HTML: texts escaped, `Html` as it is, lists one after the other, and None as
    nothing."""
    if parts is None:
        return Html("")
    if isinstance(parts, str):
        return parts if isinstance(parts, Html) else Html(text(parts))
    return Html("".join(content(part) for part in parts))


def element(name: str, /, *parts: Content, **attributes: str | bool | int | None) -> Html:
    """An element. An attribute's name loses one trailing `_` (`class_`, `for_`) and has `-` for
    any other; None and False leave it out, True is an attribute without a value."""
    written = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.removesuffix("_").replace("_", "-")
        written.append(key if value is True else f'{key}="{attribute(str(value))}"')
    opening = f"<{' '.join(written)}>"
    return Html(opening if name in _VOID else f"{opening}{content(parts)}</{name}>")


def digest(inline: str) -> str:
    """How a Content-Security-Policy names an inline script or style (CSP 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"
