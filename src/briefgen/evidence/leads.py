"""The line that opens a list, and what it says with each of its items.

`Both sides agreed:` says nothing without `to train engineers`, and that nothing without it: what
was decided stands in the two together, as one sentence.
"""

from __future__ import annotations

from briefgen.regex import regex

_FOLLOWING = regex(r"(?: (?:to|on|upon))?(?: the following(?: \w+){0,2}| as follows)$")
_WORD = regex(r"[\w'’-]+")
#: After these the object is still to come, whatever stands before.
_CONNECTORS = frozenset(
    """
    to that on upon of in for by with from at about including not also further jointly today
    unanimously themselves itself will shall should have has are is
    """.split()
)
#: Verbs that take `to`, `that` or `on`: with bare words after them they make no sentence.
_LINKED = frozenset(
    """
    agreed agree agrees decided decide decides pledged pledge pledges promised promise promises
    undertook undertake undertakes undertaken intend intends intended committed commit commits
    resolved resolve resolves vowed vow vows determined aim aims
    """.split()
)
_TOLD = frozenset(
    """
    reaffirm reaffirms reiterate reiterates welcome welcomes note notes stress stresses recognise
    recognize condemn support took saw held sought discuss will shall did do does have has can may
    should would were was are is say says said tell tells told expect expects believe believes
    think thinks hope hopes
    """.split()
)
#: Verbs that may have somebody between them and what he is to do.
_CHARGED = regex(
    r"\b(?:instructed|tasked|directed|mandated|requested|asked|invited|urged|called (?:up)?on|"
    r"encouraged|authori[sz]ed)\b(?: [\w'’-]+){1,7}$"
)
_LINK = regex(r"(?:to|that|on|upon|in principle|not to) ")
#: With what an item of a list may end; matches nothing, too.
_ITEM_END = regex(r"[\s.;:,]*(?:[;,] (?:and|or))?[\s.;:,]*$")
_ENDS_ITEM = regex(r"(?:;|,|[;,] (?:and|or))\s*$")
_ARTICLE = regex(r"(?:The|Both|Each|All|Neither|No|They|A|An|It|This|These|We)\b")


def opens(text: str) -> bool:
    """Whether a text ends in a colon and lacks what its verb is about: `Both sides agreed:`."""
    core = _core(text)
    return core is not None and _is_open(core)


def without_end(item: str) -> str:
    """An item without what parts it from the next: a stop, a semicolon, `; and`."""
    return _ITEM_END.sub("", item, count=1)


def together(lead: str, item: str, *, listed: bool = False) -> str | None:
    """The sentence that a lead and an item of its list make; None when they make none. `item`
    comes without what counts it; `listed` says that something did."""
    core = _core(lead)
    if core is None or not item[:1].isalpha():
        return None
    following = _FOLLOWING.search(core)
    if following:
        core = core[: following.start()]
    if not _is_open(core):
        return None
    words = _WORD.findall(core.lower())
    link = words[-1] if words else ""
    joint = f"{core}, " if "," in _after(core) and not core.endswith(",") else f"{core} "
    if item[0].isupper():
        return _capital(joint, link, item, listed=listed, following=bool(following))
    if link in ("to", "that") and item.lower().startswith(f"{link} "):
        return joint + item[len(link) + 1 :]
    if _LINK.match(item):
        return joint + item
    if following or (_verb(core) in _LINKED and link not in _CONNECTORS):
        return None
    if link in _CONNECTORS or _verb(core):
        return joint + item
    return joint + item if _is_verb(item.split(" ")[0].lower()) else None


def _capital(joint: str, link: str, item: str, *, listed: bool, following: bool) -> str | None:
    """The same for an item that begins with a capital, when it is one: it is counted, or ends as
    items do."""
    if not (listed or _ENDS_ITEM.search(item)):
        return None
    if link in ("to", "will", "shall"):
        return joint + item[0].lower() + item[1:]
    if link == "that" or (link in _LINKED and not following):
        if not any(_is_verb(word.lower()) for word in _WORD.findall(item)[1:]):
            return None
        said = item[0].lower() + item[1:] if _ARTICLE.match(item) else item
        return joint + (said if link == "that" else f"that {said}")
    return None


def _core(text: str) -> str | None:
    """A lead without its colon; None when it has none."""
    stripped = text.rstrip()
    return stripped[:-1].rstrip() if stripped.endswith(":") else None


def _is_verb(word: str) -> bool:
    return word in _LINKED or word in _TOLD or (word.endswith("ed") and len(word) > 4)


def _verb(core: str) -> str:
    """The last verb of a lead, in small letters; empty when it has none."""
    return next((w for w in reversed(_WORD.findall(core.lower())) if _is_verb(w)), "")


def _after(core: str) -> str:
    """What stands after the last verb of a lead."""
    verb = _verb(core)
    return core[core.lower().rfind(verb) + len(verb) :] if verb else ""


def _is_open(core: str) -> bool:
    if _FOLLOWING.search(core):
        return False
    words = _WORD.findall(core.lower())
    if not words:
        return False
    if not _verb(core):
        return len(words) <= 8
    after = _after(core)
    return (
        words[-1] in _CONNECTORS
        or not after.strip()
        or after.lstrip().startswith((",", "(", "–", "—"))
        or after.strip() == "in principle"
        or _CHARGED.search(core) is not None
    )
