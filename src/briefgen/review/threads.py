"""Comments with their replies, and which were resolved."""

from __future__ import annotations

from briefgen.review import Comment
from briefgen.word.files import WordFile
from briefgen.word.names import W14, W15, Element, children, local, value, w


class Threads:
    """The comments of a file by id; a reply belongs to the comment that it answers."""

    def __init__(self, file: WordFile) -> None:
        self.comments: dict[str, Comment] = {}
        self.replies: dict[str, list[str]] = {}
        self.resolved: set[str] = set()
        self.answers: set[str] = set()
        root = file.root("comments")
        if root is None:
            return
        paragraphs: dict[str, str] = {}
        for element in children(root, "comment"):
            key = value(element, "id")
            self.comments[key] = Comment(
                value(element, "author"), _minute(value(element, "date")), _text(element)
            )
            for paragraph in element.iter(w("p")):
                # The last paragraph's id stands for the comment (MS-DOCX 2.5.4.1).
                paragraphs[paragraph.get(f"{{{W14}}}paraId", "").upper()] = key
        self._extend(file.root("commentsExtended"), paragraphs)

    def _extend(self, root: Element | None, paragraphs: dict[str, str]) -> None:
        for extension in root if root is not None else ():
            key = paragraphs.get(extension.get(f"{{{W15}}}paraId", "").upper())
            if key is None:
                continue
            if extension.get(f"{{{W15}}}done", "0") in ("1", "true"):
                self.resolved.add(key)
            parent = paragraphs.get(extension.get(f"{{{W15}}}paraIdParent", "").upper())
            if parent is not None and parent != key:
                self.answers.add(key)
                self.replies.setdefault(parent, []).append(key)

    def thread(self, key: str) -> tuple[Comment, ...]:
        """A comment and its replies, in their order."""
        said, waiting, seen = [], [key], set()
        while waiting:
            at = waiting.pop(0)
            if at in seen or at not in self.comments:
                continue
            seen.add(at)
            said.append(self.comments[at])
            waiting = [*self.replies.get(at, []), *waiting]
        return tuple(said)


def _text(comment: Element) -> str:
    """What a comment says; a line for each paragraph."""
    lines = []
    for paragraph in comment.iter(w("p")):
        pieces = [
            "\n" if local(e) == "br" else e.text or ""
            for e in paragraph.iter(w("t"), w("br"), w("delText"))
            if local(e) != "delText"
        ]
        lines.append("".join(pieces).strip())
    return "\n".join(line for line in lines if line)


def _minute(date: str) -> str:
    """A date as Word writes it, to the minute: it says `Z`, and means the author's clock."""
    return date[:16].replace("T", " ").strip()
