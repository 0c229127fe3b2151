"""Who may import whom, and which module is the home of which library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parent.parent / "src" / "briefgen"

#: Each part of briefgen, and the parts that its modules may import beside itself.
BASE = {"text", "diagnostics", "record", "regex", "version", "kept"}
TREE = BASE | {"document", "figures"}
LAYERS: dict[str, set[str]] = {
    "version": set(),
    "record": {"kept"},
    "regex": {"kept"},
    "kept": {"version"},
    "text": {"record"},
    "typefaces": set(),
    "word": BASE | {"packages"},
    "redline": BASE | {"packages", "word"},
    "bundle": set(),
    "fonts": set(),
    "packages": set(),
    "figures": {"record", "regex", "typefaces"},
    "diagnostics": {"record", "text"},
    "document": {"record", "text", "figures"},
    "workspace": BASE,
    "evidence": BASE | {"workspace"},
    "brief": TREE | {"workspace", "evidence", "typefaces", "packages"},
    "ledger": {"record", "text"},
    "account": TREE | {"brief", "ledger"},
    "draft": TREE | {"brief", "claims", "workspace"},
    "claims": TREE | {"workspace", "evidence", "ledger"},
    "writers": TREE | {"typefaces"},
    "provenance": TREE | {"workspace", "evidence", "brief"},
    "verify": TREE | {"provenance", "packages", "pipeline", "plan"},
    "report": BASE | {"ledger"},
    "publish": BASE | {"reviewed"},
    "reviewed": set(),
    "review": BASE | {"packages", "word", "workspace"},
    "returned": BASE | {"packages", "word", "review", "pipeline", "plan", "report", "workspace"},
    "comparison": BASE | {"pipeline", "plan", "report", "publish", "redline", "word"},
    "sign": BASE,
    "scope": BASE | {"workspace"},
    "entries": BASE | {"workspace", "evidence", "report", "bundle"},
    "scaffold": BASE | {"workspace", "brief", "bundle", "publish"},
    "practice": TREE | {"workspace"},
    "formats": TREE | {"writers", "practice"},
    "places": BASE | {"workspace"},
    "drift": BASE | {"workspace", "evidence"},
    "transaction": BASE,
    "renewal": BASE
    | {"workspace", "evidence", "ingest", "drift", "transaction", "pipeline", "report"}
    | {"scope", "verify"},
    "inventory": BASE | {"workspace", "evidence", "pipeline", "report"},
    "ingest": BASE | {"packages", "word", "workspace", "evidence"},
    "drafting": BASE | {"workspace", "evidence", "claims", "proposals", "bundle"},
    "proposals": TREE | {"workspace", "evidence", "claims", "report"},
    "letterheads": TREE | {"brief", "writers", "bundle"},
    "plan": TREE | {"workspace", "brief", "scope", "bundle", "sign"},
    "pipeline": TREE
    | {"workspace", "evidence", "brief", "writers", "report", "scope", "plan", "places"}
    | {"publish", "sign", "formats", "provenance", "claims", "ledger", "draft"}
    | {"transaction", "account"},
    "elements": {"writers"},
    "site": TREE
    | {"workspace", "evidence", "brief", "writers", "elements", "pipeline", "plan", "report"},
    "preview": BASE | {"pipeline", "plan", "report", "bundle", "elements"},
    "cli": BASE
    | {"preview", "site"}
    | {"sign", "pipeline", "plan", "report", "entries", "scaffold", "bundle", "publish"}
    | {"letterheads", "comparison", "returned", "verify", "proposals", "ingest"}
    | {"renewal", "inventory", "drift", "workspace", "drafting"},
    "__init__": {
        "pipeline",
        "plan",
        "report",
        "diagnostics",
        "evidence",
        "claims",
        "drafting",
        "version",
    },
    "__main__": {"cli", "formats"},
}

#: Each library has one home; a library that is not here may not be used.
HOMES: dict[str, tuple[str, ...]] = {
    "yaml": ("workspace/values.py",),
    "jinja2": ("brief/templates/",),
    "markdown_it": ("brief/markdown/", "ingest/markdown.py"),  # templates; texts received
    "docx": ("writers/docx/",),
    "lxml": ("writers/docx/", "word/", "redline/", "review/", "ingest/"),
    "reportlab": ("writers/pdf/",),
    "uharfbuzz": ("writers/pdf/", "writers/docx/"),  # shaping there, subsetting here
    "pyphen": ("writers/pdf/",),
    "pypdfium2": ("ingest/pdf/",),
    "PIL": ("figures.py",),
    "pyhanko": ("sign.py",),
    "cryptography": ("sign.py",),
    "asn1crypto": ("sign.py",),
    "typer": ("cli/",),
    "tornado": ("preview/",),
    "fontTools": ("fonts/make_japanese_subset.py",),
}

#: Where printing is allowed: the edge to the user.
PRINTERS = ("cli/", "fonts/make_japanese_subset.py")


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SRC.rglob("*.py")):
        name = path.relative_to(SRC).as_posix()
        if not name.startswith("bundled/"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


MODULES = dict(_modules())


def _part(name: str) -> str:
    return name.split("/")[0].removesuffix(".py")


def _imports(tree: ast.Module) -> Iterator[str]:
    """The dotted names that a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            yield node.module
            # `from briefgen import pipeline` imports a part.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_one_way(name: str) -> None:
    """A module imports only parts below its own."""
    part = _part(name)
    assert part in LAYERS, f"{name} is in no layer: add it to the table, or move it"
    allowed = LAYERS[part] | {part}
    for dotted in _imports(MODULES[name]):
        package, _, rest = dotted.partition(".")
        target = rest.split(".")[0]
        if package == "briefgen" and target and f"{target}.py" in _parts():
            assert target in allowed, f"{name} imports briefgen.{target}"


def _parts() -> set[str]:
    return {f"{_part(name)}.py" for name in MODULES}


@pytest.mark.parametrize("name", MODULES)
def test_libraries_have_one_home(name: str) -> None:
    """A library is imported in its home only, so that it can be replaced there."""
    import sys

    for dotted in _imports(MODULES[name]):
        library = dotted.split(".")[0]
        if library in sys.stdlib_module_names or library == "briefgen":
            continue
        assert library in HOMES, f"{name} imports {library}, which has no home"
        assert name.startswith(HOMES[library]), f"{library} lives in {HOMES[library]}, not {name}"


def test_writers_are_strangers() -> None:
    """No writer knows another: each can be understood, and removed, alone."""
    writers = {name.split("/")[1].removesuffix(".py") for name in MODULES if "writers/" in name}
    for name, tree in MODULES.items():
        if name.startswith("writers/"):
            own = name.split("/")[1].removesuffix(".py")
            others = {f"briefgen.writers.{writer}" for writer in writers - {own}}
            assert others.isdisjoint(_imports(tree)), name


@pytest.mark.parametrize("name", MODULES)
def test_only_the_edge_prints(name: str) -> None:
    """Stages return diagnostics; only the command line prints."""
    if name.startswith(PRINTERS):
        return
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"{name}:{node.lineno} prints"


@pytest.mark.parametrize("name", MODULES)
def test_heavy_libraries_are_imported_late(name: str) -> None:
    """The modules that every command imports import nothing heavy at their top."""
    needed = {"writers", "brief", "workspace", "fonts", "word", "redline", "review"}
    needed |= {"preview", "ingest"}
    if _part(name) in needed:
        return  # imported only when needed
    top = ast.Module(body=_top_level(MODULES[name]), type_ignores=[])
    heavy = set(HOMES) - {"typer"}
    assert heavy.isdisjoint(dotted.split(".")[0] for dotted in _imports(top))


def _top_level(tree: ast.Module) -> list[ast.stmt]:
    return [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
