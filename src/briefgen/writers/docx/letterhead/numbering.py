"""Lists, notes and other numbered things of a brief, among those of a letterhead."""

from __future__ import annotations

from lxml import etree

from briefgen.writers.docx.letterhead.wordfile import W

#: Word keeps ids in 31 bits; what is nearer to that end is not counted on from.
_LARGEST = 2**30


def largest(ids: list[str | None]) -> int:
    """The largest of some ids that leaves room above, at least 0."""
    numbers = [int(i) for i in ids if i is not None and i.lstrip("-").isdigit()]
    return max((n for n in numbers if 0 <= n < _LARGEST), default=0)


def merge_lists(theirs: etree._Element, ours: etree._Element) -> int:
    """Add our lists to numbering.xml; gives what was added to each of our numbers.

    Lists follow their abstract definitions (CT_Numbering, 17.9.16).
    """
    abstract = largest([e.get(W + "abstractNumId") for e in theirs.iter(W + "abstractNum")]) + 1
    number = largest([e.get(W + "numId") for e in theirs.iter(W + "num")])
    marks = {e.get(W + "val") for e in theirs.iter(W + "nsid")}
    first = theirs.find(W + "num")
    at = len(theirs) if first is None else theirs.index(first)
    for definition in ours.findall(W + "abstractNum"):
        definition.set(
            W + "abstractNumId", str(abstract + int(definition.get(W + "abstractNumId", "0")))
        )
        nsid = definition.find(W + "nsid")
        if nsid is not None and nsid.get(W + "val") in marks:
            # Lists with the same mark are one list to Word.
            definition.remove(nsid)
        theirs.insert(at, definition)
        at += 1
    at = sum(1 for e in theirs if e.tag != W + "numIdMacAtCleanup")
    for instance in ours.findall(W + "num"):
        instance.set(W + "numId", str(number + int(instance.get(W + "numId", "0"))))
        link = instance.find(W + "abstractNumId")
        if link is not None:
            link.set(W + "val", str(abstract + int(link.get(W + "val", "0"))))
        theirs.insert(at, instance)
        at += 1
    return number


def merge_notes(theirs: etree._Element, ours: etree._Element) -> int:
    """Add our notes to footnotes.xml; gives what was added to each of our numbers. The
    separators there stay as they are, whether they are 0 and 1 or -1 and 0."""
    last = largest([e.get(W + "id") for e in theirs.iter(W + "footnote")])
    for note in ours.findall(W + "footnote"):
        if note.get(W + "type") is None:
            note.set(W + "id", str(last + int(note.get(W + "id", "0"))))
            theirs.append(note)
    return last


_MARKS = ("*", "†", "‡", "§")
_NUMBERED = (W + "numFmt", W + "numStart", W + "numRestart")


def count_from_one(
    document: etree._Element, notes: etree._Element, first: etree._Element
) -> list[str]:
    """Let the notes from `first` on count 1, 2, 3, as the brief names them in its text and in
    its annex. Notes of the letterhead's own before it get marks instead of numbers; gives these.

    Word could count anew in each section, but LibreOffice then does so under each heading.
    """
    given: list[str] = []
    bodies = {e.get(W + "id"): e for e in notes.iter(W + "footnote")}
    for element in document.iter():
        if element is first:
            break
        if element.tag != W + "footnoteReference" or element.get(W + "customMarkFollows"):
            continue
        mark = _MARKS[len(given) % len(_MARKS)] * (1 + len(given) // len(_MARKS))
        given.append(mark)
        element.set(W + "customMarkFollows", "1")
        element.addnext(_text(mark))
        body = bodies.get(element.get(W + "id"))
        for number in [] if body is None else list(body.iter(W + "footnoteRef")):
            parent = number.getparent()
            if parent is not None:
                parent.replace(number, _text(mark))
    return given


def count_plainly(holder: etree._Element) -> None:
    """Take from settings, or from a section, that notes count otherwise than 1, 2, 3."""
    for notes in holder.findall(W + "footnotePr"):
        for element in [e for e in notes if e.tag in _NUMBERED]:
            notes.remove(element)
        if not len(notes):
            holder.remove(notes)


def _text(text: str) -> etree._Element:
    element = etree.Element(W + "t")
    element.text = text
    return element


#: What follows `w:footnotePr` in settings.xml (CT_Settings, 17.15.1.78).
_AFTER_NOTES = (
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
    "doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions "
    "readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags "
    "decimalSymbol listSeparator docId chartTrackingRefBased conflictMode "
    "discardImageEditingData defaultImageDpi"
).split()


def name_separators(settings: etree._Element, ours: etree._Element) -> None:
    """Name the separators of our notes in settings that have no notes yet."""
    notes = ours.find(W + "footnotePr")
    if notes is None or settings.find(f"{W}footnotePr/{W}footnote") is not None:
        return
    present = settings.find(W + "footnotePr")
    if present is not None:
        present.extend(list(notes))
        return
    for element in settings:
        if str(element.tag).rpartition("}")[2] in _AFTER_NOTES:
            element.addprevious(notes)
            return
    settings.append(notes)
