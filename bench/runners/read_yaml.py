"""The least that checking a workspace costs: read all its YAML with PyYAML's fast loader."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

if __name__ == "__main__":
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
        with path.open("rb") as file:
            yaml.load(file, Loader=loader)
