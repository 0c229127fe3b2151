"""What `init`, `template copy` and `schema` write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from briefgen import scaffold


@pytest.mark.parametrize("option", ["", " --empty"])
def test_each_data_file_names_its_schema(
    option: str, briefgen: Callable[..., Any], tmp_path: Path
) -> None:
    """Editors find the schema by the first line, and each file is valid by its schema."""
    assert briefgen(f"init .{option}", cwd=tmp_path).code == 0
    files = sorted((tmp_path / "briefs").rglob("*.yaml"))
    assert files
    for path in files:
        first, _, _ = path.read_text(encoding="utf-8").partition("\n")
        named = re.fullmatch(r"# yaml-language-server: \$schema=(.*)", first)
        assert named, path
        schema = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
        # YAML 1.1 reads dates as such, where the schema (YAML 1.2) has text.
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        numbers = json.loads(json.dumps(data), object_hook=_numbers)
        jsonschema.Draft202012Validator(schema).validate(numbers)


def _numbers(mapping: dict[str, Any]) -> dict[str, Any]:
    """BaseLoader gives every scalar as text; passage numbers are numbers."""
    return {
        key: int(value) if key in ("passage", "of") and isinstance(value, str) else value
        for key, value in mapping.items()
    }


def test_nothing_is_overwritten(briefgen: Callable[..., Any], tmp_path: Path) -> None:
    """When one file is there already, none is written."""
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "glossary.yaml").write_text("mine")
    assert briefgen("init .", cwd=tmp_path).code == 1
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["glossary.yaml"]


def test_a_folder_with_a_gitignore_is_fine(briefgen: Callable[..., Any], tmp_path: Path) -> None:
    """A folder may have its own `.gitignore`, which stays as it is."""
    (tmp_path / ".gitignore").write_text("mine")
    assert briefgen("init .", cwd=tmp_path).code == 0
    assert (tmp_path / ".gitignore").read_text() == "mine"


def test_schema_prints_valid_schemas(briefgen: Callable[..., Any], tmp_path: Path) -> None:
    """All at once or one by one, they are JSON Schemas."""
    everything = json.loads(briefgen("schema", cwd=tmp_path).stdout)
    assert set(everything) == set(scaffold.kinds())
    for kind, schema in everything.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert json.loads(briefgen(f"schema {kind}", cwd=tmp_path).stdout) == schema


def test_a_copied_template_renders_the_same(briefgen: Callable[..., Any], tmp_path: Path) -> None:
    """A copy starts as its original: the same Markdown comes out of it."""
    briefgen("init .", cwd=tmp_path)
    for name in ("policy-brief", "at-a-glance", "talking-points", "outcome-matrix"):
        assert briefgen(f"template copy {name} our-{name}", cwd=tmp_path).code == 0
        build = "build minerals --emit markdown --template"
        ours = briefgen(f"{build} our-{name}", cwd=tmp_path)
        assert ours.code == 0, ours.stderr
        assert ours.stdout == briefgen(f"{build} {name}", cwd=tmp_path).stdout
