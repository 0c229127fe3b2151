"""What of a page is shown to its readers, and what of that is furniture of the site.

A page is more than its text: programs, menus, boxes beside the text, and words that are in the
file and that nobody sees. Nothing here knows a site; what is looked at are the elements and
roles of the standards, and the names that sites give to their parts.
"""

from __future__ import annotations

import re
from functools import cache

from briefgen.ingest.html.tree import Element
from briefgen.regex import regex

#: Elements of which nothing is shown as text.
NOT_TEXT = frozenset(
    "head title meta link base script style template noscript iframe noframes noembed object "
    "embed svg math canvas audio video map area datalist input frame frameset param source track "
    "colgroup col".split()
)
#: What a person operates, rather than reads.
_CONTROLS = frozenset("button select option optgroup textarea".split())
#: Furniture by the meaning of its element or role, with what a note calls it.
_ELEMENTS = {
    "nav": "navigation",
    "aside": "beside the text",
    "footer": "foot of the page",
    "menu": "a menu",
    "form": "a form",
    "dialog": "a dialogue",
}
_ROLES = {
    "navigation": "navigation",
    "banner": "head of the page",
    "contentinfo": "foot of the page",
    "complementary": "beside the text",
    "search": "a form",
    "form": "a form",
    "dialog": "a dialogue",
    "alertdialog": "a dialogue",
    "menu": "a menu",
    "menubar": "a menu",
    "toolbar": "a menu",
}
#: Names that sites give to what is no text of theirs, as whole words of `class` and `id`.
_NAMES = {
    name: what
    for what, names in (
        ("navigation", "nav navbar navigation breadcrumb breadcrumbs pagination pager skip"),
        ("a menu", "menu toolbar tabs editsection"),
        ("beside the text", "sidebar widget infobox pullquote"),
        ("head or foot of the page", "footer masthead colophon banner"),
        ("a dialogue", "cookie cookies consent gdpr popup modal overlay"),
        ("buttons to share", "share sharing social addtoany sharedaddy printfriendly"),
        ("other articles", "related recommended recommendations taboola outbrain"),
        ("an offer to subscribe", "newsletter subscribe subscription signup paywall"),
        ("comments", "comments disqus respond"),
        ("advertising", "advert advertisement ads adsense promo sponsored"),
        ("keyword line", "tags taglist keywords"),
    )
    for name in names.split()
}
_NAME_PARTS = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_UNSEEN_STYLE = regex(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?:;|!|$)|"
    r"font-size:0(?:px|em|rem|pt|%)?(?:;|!|$)|(?:left|top|text-indent|margin-left):-\d{3,}|"
    r"clip:rect\(0|clip-path:inset\(50%)"
)
_UNSEEN_CLASSES = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only a11y-hidden "
    "hidden-text offscreen element-invisible".split()
)
# A rule of a style sheet for one class or id alone. What stands in `@media` is for some readers
# only and is left aside.
_RULE = regex(r"(?:^|(?<=[};]))\s*((?:[.#][\w-]+\s*,?\s*){1,20})\{([^{}]{0,2000})\}")
_AT_RULE = regex(r"@[\w-]+[^{};]{0,500}\{(?:[^{}]{0,2000}\{[^{}]{0,4000}\}){0,500}[^{}]{0,2000}\}")
_COMMENT = regex(r"/\*.*?\*/", re.DOTALL)


def is_shown(element: Element, hidden: frozenset[str] = frozenset()) -> bool:
    """Whether an element itself, apart from what it stands in, is shown to readers. `hidden` are
    the selectors that the page's own style sheets hide (`hidden_selectors`)."""
    attributes = element.attributes
    if not attributes:
        return True
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return False
    style = attributes.get("style")
    if style and _UNSEEN_STYLE.search(re.sub(r"\s+", "", style[:2_000].lower())):
        return False
    classes = attributes.get("class", "").split()
    if not _UNSEEN_CLASSES.isdisjoint(classes):
        return False
    if hidden and (
        f"#{attributes.get('id', '')}" in hidden or any(f".{name}" in hidden for name in classes)
    ):
        # A style of the element itself goes before those of a sheet.
        return "display:" in (style or "").replace(" ", "")
    return True


def hidden_selectors(page: Element) -> frozenset[str]:
    """The classes and ids that a page's own style sheets hide from every reader, as `.name` and
    `#name`. Sheets in other files are not fetched."""
    hidden: dict[str, bool] = {}
    for element in page.elements():
        if element.name != "style" or element.get("media").lower() not in ("", "all", "screen"):
            continue
        sheet = _AT_RULE.sub(" ", _COMMENT.sub(" ", element.text()[:500_000]))
        for rule in _RULE.finditer(sheet):
            declared = re.sub(r"\s+", "", rule[2].lower())
            shows = re.search(r"(?:^|;)(?:display|visibility):", declared) is not None
            hides = re.search(r"(?:^|;)(?:display:none|visibility:hidden)", declared) is not None
            for selector in re.findall(r"[.#][\w-]+", rule[1]):
                if shows:
                    hidden[selector] = hides
    return frozenset(selector for selector, hides in hidden.items() if hides)


def text_sizes(page: Element) -> dict[Element, int]:
    """How many letters each element of a page holds, without what is no text."""
    sizes: dict[Element, int] = {}
    for element in reversed(list(page.elements())):
        if element.name in NOT_TEXT:
            continue
        own = sum(len(child) for child in element.children if isinstance(child, str))
        sizes[element] = size = sizes.get(element, 0) + own
        if element.parent is not None:
            sizes[element.parent] = sizes.get(element.parent, 0) + size
    return sizes


def is_control(element: Element) -> bool:
    """Whether an element is operated rather than read."""
    return element.name in _CONTROLS or element.get("role") in ("button", "tab", "tablist")


def furniture(element: Element) -> str:
    """What part of a site's furniture an element is; empty for none.

    The foot and the head of an article are not those of the page.
    """
    name = element.name
    if name in ("html", "body", "main", "article") or element.get("role") == "main":
        return ""
    role = element.get("role").lower()
    if name in ("header", "footer"):
        inside = any(a.name in ("article", "section", "main") for a in element.ancestors())
        if not inside:
            return "head of the page" if name == "header" else "foot of the page"
        return _by_name(element) if name == "footer" else ""
    return _ROLES.get(role) or _ELEMENTS.get(name) or _by_name(element)


def _by_name(element: Element) -> str:
    if "class" not in element.attributes and "id" not in element.attributes:
        return ""
    return _named(f"{element.get('class')} {element.get('id')}"[:500])


@cache
def _named(names: str) -> str:
    for part in _NAME_PARTS.findall(names):
        if part.lower() in _NAMES:
            return _NAMES[part.lower()]
    return ""
