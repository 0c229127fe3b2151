"""What travels inside the file: its provenance, and the sources where they are asked for.

Associated files of the whole document (ISO 32000-2 14.13; ISO 19005-3 6.8 and annex E): each
stands in the catalog's AF and, so that every reader lists it, among the embedded files.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence

from briefgen.document import Attachment, Document, with_rendering
from briefgen.writers.pdf.metadata import created
from briefgen.writers.pdf.objects import File, byte_string, number, stream_source, text_string
from briefgen.writers.pdf.scripts import clean


def attached(document: Document, rendering: str) -> list[Attachment]:
    """The files that the document carries; `rendering` completes its provenance."""
    files = list(document.attachments)
    if document.provenance:
        record = with_rendering(document.provenance, rendering).encode()
        files.insert(
            0,
            Attachment(
                "provenance.json",
                "application/json",
                "Where every statement of this brief comes from",
                "Data",
                record,
            ),
        )
    return files


def rendering(
    document: Document,
    contents: Sequence[bytes],
    links: Sequence[Iterable[str]],
    fonts: Iterable[tuple[str, str]],
) -> str:
    """Digests of all that the pages show, as JSON: of each page's content and of where its
    links lead, and of the fonts by their names. `contents` are deflated."""
    page = document.style.page
    pages = ",".join(
        f'{{"content_sha256":"{_digest(zlib.decompress(content))}",'
        f'"links_sha256":"{_digest(b"".join(_line(target) for target in targets))}"}}'
        for content, targets in zip(contents, links, strict=True)
    )
    named = ",".join(f'"{name}":"{digest}"' for name, digest in fonts)
    paper = f"[{number(page.width)},{number(page.height)}]"
    return f'{{"format":"pdf","paper":{paper},"fonts":{{{named}}},"pages":[{pages}]}}'


def _line(target: str) -> bytes:
    return f"{target}\n".encode("utf-8", "replace")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def embed_files(file: File, document: Document, files: Sequence[Attachment]) -> tuple[str, str]:
    """The catalog's AF entry, and the entry EmbeddedFiles of its Names; empty without files."""
    if not files:
        return "", ""
    stamp = created(document).strftime("(D:%Y%m%d%H%M%S+00'00')")
    references: list[str] = []
    names: list[tuple[str, str]] = []
    for attachment in files:
        data = attachment.data
        check = hashlib.md5(data, usedforsecurity=False).hexdigest().upper()
        stored = file.add(
            stream_source(
                zlib.compress(data, 6),
                f"/Type/EmbeddedFile/Subtype/{_name(attachment.mime)}/Filter/FlateDecode"
                f"/Params<</Size {len(data)}/CreationDate{stamp}/ModDate{stamp}"
                f"/CheckSum<{check}>>>",
            )
        )
        name = text_string(clean(attachment.name))
        held = file.add(
            f"<</Type/Filespec/F{name}/UF{name}/Desc{text_string(clean(attachment.description))}"
            f"/AFRelationship/{attachment.relationship}/EF<</F {stored} 0 R/UF {stored} 0 R>>>>"
        )
        references.append(f"{held} 0 R")
        names.append((attachment.name, f"{byte_string(clean(attachment.name))}{held} 0 R"))
    names.sort(key=lambda item: item[0].encode("utf-8", "replace"))
    tree = file.add(f"<</Names[{' '.join(entry for _, entry in names)}]>>")
    return f"/AF[{' '.join(references)}]", f"/EmbeddedFiles {tree} 0 R"


def _name(text: str) -> str:
    """A PDF name (ISO 32000-1 7.3.5); what is not regular is written as its number."""
    return "".join(
        c if (c.isalnum() and c.isascii()) or c in "-.+_" else f"#{ord(c):02X}" for c in text
    )
