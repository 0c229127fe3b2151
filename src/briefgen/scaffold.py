"""What `init`, `template copy` and `schema` write: the start of a workspace, of a template,
and the JSON Schemas with which editors complete and check the data files.

Nothing that exists is ever overwritten: what would be written is gathered first, and when
any of it is there already, nothing is written at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from os.path import isdir, lexists
from pathlib import Path, PurePosixPath

from briefgen import bundle
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.regex import regex

SCHEMAS = PurePosixPath(".briefgen/schemas")

WORKSPACE_FILE = "briefs/workspace.yaml"

#: What is not worth refusing for, since a folder may well have its own.
OPTIONAL = frozenset({".gitignore", "templates/README.md"})

_NAME = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_GITIGNORE = "# what briefgen builds\noutput/\n"

_TEMPLATES_README = """\
Templates of this workspace, one folder each. The built-in ones need not be here.

`briefgen template copy policy-brief ours` starts one of your own; build with it by
`briefgen build --template ours`. `briefgen template vars` lists what a template may use.
"""

_EMPTY_WORKSPACE = """\
# Who issues the briefs; printed on each of them.
organisation: Policy Planning
# The language of the briefs, and the template and formats used when none are named.
language: en-GB
template: policy-brief
formats: [docx, pdf]
# A classification marking for header and footer, such as OFFICIAL; empty prints none.
marking: ""
# The markings that outcomes and paragraphs may carry, lowest first; the header then shows the
# highest that a brief prints. `markings: tlp` takes those of the Traffic Light Protocol.
# markings:
#   - {mark: OFFICIAL, portion: O}
#   - {mark: OFFICIAL-SENSITIVE, portion: OS}
"""

_EMPTY_GLOSSARY = """\
# Names and acronyms that may be printed though a source writes them otherwise.
entries: []
"""


def workspace_files(*, empty: bool) -> dict[str, bytes]:
    """The files of a new workspace by path: the example, or with `empty` the bare shape."""
    files = {".gitignore": _GITIGNORE.encode(), "templates/README.md": _TEMPLATES_README.encode()}
    briefs = _bare() if empty else _example()
    for path, content in briefs.items():
        files[path] = _with_schema_line(path, content)
    for path, schema in schemas().items():
        files[f"{SCHEMAS}/{path}"] = schema.encode()
    return dict(sorted(files.items()))


def _bare() -> dict[str, bytes]:
    kept = {f"briefs/{folder}/.gitkeep": b"" for folder in ("outcomes", "sources", "themes")}
    return kept | {
        WORKSPACE_FILE: _EMPTY_WORKSPACE.encode(),
        "briefs/glossary.yaml": _EMPTY_GLOSSARY.encode(),
    }


def _example() -> dict[str, bytes]:
    """The example's files, byte for byte: the archived sources have checksums."""
    example = bundle.example()
    return {
        f"briefs/{path.relative_to(example).as_posix()}": path.read_bytes()
        for path in sorted(example.rglob("*"))
        if path.is_file()
    }


def schema_kind(path: str) -> str | None:
    """Which schema describes the data file at `path`; None when none does."""
    from briefgen.workspace import schema

    kinds = schema.KINDS.items()
    return next((name for name, kind in kinds if PurePosixPath(path).match(kind.glob)), None)


def _with_schema_line(path: str, content: bytes) -> bytes:
    """A data file with the line that tells editors its schema, unless it has one."""
    kind = schema_kind(path)
    if kind is None or b"yaml-language-server:" in content:
        return content
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{kind}.json\n".encode() + content


def kinds() -> tuple[str, ...]:
    """The kinds of data file that have a schema."""
    from briefgen.workspace import schema

    return tuple(schema.KINDS)


def schemas() -> dict[str, str]:
    """Every JSON Schema as text, by file name."""
    return {f"{kind}.json": schema_text(kind) for kind in kinds()}


def schema_text(kind: str) -> str:
    """The JSON Schema of one kind of data file."""
    from briefgen.workspace import schema

    return json.dumps(schema.json_schema(kind), indent=2, ensure_ascii=False) + "\n"


def template_files(root: Path, name: str, new: str) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The files of template `name` as a template `new` of the workspace at `root`."""
    folders = {
        known: folder / known
        for folder in (bundle.templates(), root / "templates")
        for known in bundle.template_names(folder)
    }
    if name not in folders:
        message = f"{CODES['unknown-template']}; there is no `{name}`"
        return {}, [Diagnostic("unknown-template", message, hints=did_you_mean(name, folders))]
    if not _NAME.fullmatch(new):
        message = (
            f"a template is named by lower-case letters, digits and single hyphens; `{new}` is not"
        )
        hint = Hint("choose a name such as `our-office`")
        return {}, [Diagnostic("bad-value", message, hints=(hint,))]
    if lexists(root / "templates" / new):
        return {}, [_exists(root / "templates" / new)]
    folder = folders[name]
    return {
        f"templates/{new}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }, []


def template_reference() -> str:
    """Every variable, filter and test that a template may use, as Markdown."""
    from briefgen.brief.reference import reference

    return reference(bundle.templates())


def write_new(root: Path, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Write files below `root`, all of them new; a diagnostic when any of them exists.

    Files that say nothing of their own (`OPTIONAL`) are left out where there is one.
    """
    from briefgen.publish import publish

    # These functions raise nothing where nobody may look: writing says what is wrong there.
    wanted = [p for p in files if not (p in OPTIONAL and lexists(root / p))]
    taken = [p for p in wanted if lexists(root / p)]
    for folder in (root, *root.parents):
        if isdir(folder):  # noqa: PTH112
            break
        if lexists(folder):
            return [_in_the_way(folder)]
    if taken:
        first = WORKSPACE_FILE if WORKSPACE_FILE in taken else taken[0]
        return [_exists(root / first)]
    for path in wanted:
        target = root / path
        _, diagnostics = publish(target.parent, {target.name: files[path]})
        if diagnostics:
            return diagnostics
    return []


def _in_the_way(path: Path) -> Diagnostic:
    return Diagnostic(
        "init-exists",
        f"{CODES['init-exists']}; `{path.name}` is no folder, and nothing was written",
        path=path.as_posix(),
        hints=(Hint("choose another folder, or move away what is there"),),
    )


def _exists(path: Path) -> Diagnostic:
    return Diagnostic(
        "init-exists",
        f"{CODES['init-exists']}; `{path.name}` exists, and nothing was written",
        path=path.as_posix(),
        hints=(Hint("choose another name, or move away what is there"),),
    )
