"""The hints of a finding show words that help."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import briefgen

ROOT = Path(__file__).resolve().parents[2]
SUMMARY = "Zubrowka and Ruritania will open a joint customs office in Lutz"


def test_the_number_of_a_paragraph_is_not_its_words(tmp_path: Path) -> None:
    """Of a numbered paragraph the hint shows the text, not `3.`."""
    shutil.copytree(ROOT / "tests/errors/none", tmp_path, dirs_exist_ok=True)
    source = tmp_path / "briefs/sources/communique"
    old = (source / "text.txt").read_bytes()
    new = old.replace(b"Zubrowka and Ruritania decided", b"3. Zubrowka and Ruritania decided")
    for name in ("text.txt", "original.txt"):
        (source / name).write_bytes(new)
    described = (source / "source.yaml").read_text("utf-8")
    digests = sha256(old).hexdigest(), sha256(new).hexdigest()
    (source / "source.yaml").write_text(described.replace(*digests), "utf-8")
    file = tmp_path / "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"
    told = file.read_text("utf-8").replace(SUMMARY, f"{SUMMARY} worth €99 billion")
    file.write_text(told, "utf-8")
    [problem] = [d for d in briefgen.check(tmp_path).diagnostics if d.code == "claim-number"]
    text = "3. Zubrowka and Ruritania decided to open a joint customs office in Lutz."
    assert problem.hints[0].message == f"passage 3 says: {text}"
