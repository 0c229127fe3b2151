"""A brief as reviewers send it back: comments by python-docx, changes as Word writes them.

Word's markup is that of ECMA-376 part 1, 17.13 (comments 17.13.4, revisions 17.13.5), and of
MS-DOCX 2.5.4.1 for threads (`commentsExtended`).
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
ANN = 'w:author="Ann Lee" w:date="2031-06-01T09:12:00Z"'
BO = 'w:author="Bo Chan" w:date="2031-06-02T10:00:00Z"'


def replaced(data: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """A Word file with pieces of a part's XML exchanged; each must stand there."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                text = content.decode()
                for old, new in changes:
                    assert old in text, old
                    text = text.replace(old, new, 1)
                content = text.encode()
            target.writestr(name, content)
    return buffer.getvalue()


def text_run(text: str) -> str:
    """A run as the writer makes it."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def changed(before: str, old: str, new: str, after: str, who: str = ANN) -> tuple[str, str]:
    """In the run `before old after`, `old` exchanged for `new` by someone."""
    changes = ""
    if old:
        deleted = text_run(old).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
        changes += f'<w:del w:id="901" {who}>{deleted}</w:del>'
    if new:
        changes += f'<w:ins w:id="902" {who}>{text_run(new)}</w:ins>'
    parts = (text_run(before) if before else "", changes, text_run(after) if after else "")
    return text_run(before + old + after), "".join(parts)


def commented(data: bytes, words: str, comments: list[tuple[str, str]], *, done: bool) -> bytes:
    """A thread of comments (author, text) on the paragraph that begins with `words`, put in by
    python-docx, its replies tied to the first as Word does."""
    document = docx.Document(io.BytesIO(data))
    paragraphs = [*document.paragraphs]
    for table in document.tables:
        paragraphs += [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    paragraph = next(p for p in paragraphs if p.text.startswith(words))
    entries = []
    for number, (author, text) in enumerate(comments):
        made = document.add_comment(paragraph.runs, text=text, author=author, initials=author[0])
        key = f"0000000{number + 1}"
        made._comment_elm.p_lst[-1].set(f"{{{W14}}}paraId", key)
        made._comment_elm.set(f"{{{W}}}date", f"2031-06-0{number + 1}T09:12:00Z")
        parent = ' w15:paraIdParent="00000001"' if number else ""
        resolved = int(done and not number)
        entries.append(f'<w15:commentEx w15:paraId="{key}"{parent} w15:done="{resolved}"/>')
    xml = f'<w15:commentsEx xmlns:w15="{W15}">{"".join(entries)}</w15:commentsEx>'
    part = Part(
        PackURI("/word/commentsExtended.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
        xml.encode(),
        document.part.package,
    )
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    document.part.relate_to(part, kind)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def runs(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The texts of a part, to see what can be changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return re.findall(r"<w:t[^>]*>([^<]*)</w:t>", archive.read(part).decode())


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
