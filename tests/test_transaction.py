"""Several files replaced as one: cut off at any moment, all of the old or all of the new."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen import transaction

OLD = {
    "briefs/sources/communique/text.txt": "old text\n",
    "briefs/sources/communique/source.yaml": "title: old\n",
    "briefs/outcomes/dialogue.yaml": "quote: old\n",
}
NEW = {
    "briefs/sources/communique/text.txt": "new text\n",
    "briefs/sources/communique/versions/1/text.txt": "old text\n",
    "briefs/sources/communique-v1/text.txt": "old text\n",
    "briefs/outcomes/dialogue.yaml": "quote: new\n",
}


def tree(root: Path) -> dict[str, str]:
    """Every file of a workspace, hidden ones too."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in OLD.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def changes(root: Path) -> dict[str, object]:
    old = root / "briefs/sources/communique/text.txt"
    return {
        "briefs/sources/communique-v1": {"text.txt": old},
        "briefs/outcomes/dialogue.yaml": b"quote: new\n",
        "briefs/sources/communique": {"text.txt": b"new text\n", "versions/1/text.txt": old},
    }


def test_all_of_it_is_replaced(root: Path) -> None:
    """And a file keeps its permissions."""
    (root / "briefs/outcomes/dialogue.yaml").chmod(0o600)
    assert transaction.replace(root, changes(root)) == []  # type: ignore[arg-type]
    assert tree(root) == NEW
    assert (root / "briefs/outcomes/dialogue.yaml").stat().st_mode & 0o777 == 0o600
    assert not transaction.recover(root)


class Cut(BaseException):
    """The power goes, or Ctrl-C is pressed."""


def cut_after(monkeypatch: pytest.MonkeyPatch, steps: int, error: BaseException) -> None:
    """Let so many renames happen, then fail."""
    rename, done = Path.rename, iter(range(steps))

    def renamed(self: Path, target: Path) -> Path:
        if next(done, None) is None:
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", renamed)


@pytest.mark.parametrize("steps", range(8))
def test_a_power_cut_is_undone_by_the_next_command(
    root: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Cut off between any two steps, with nobody there to clean up."""
    with monkeypatch.context() as cut:
        cut_after(cut, steps, Cut())
        cut.setattr(transaction, "_undo", lambda *_: False)
        cut.setattr(shutil, "rmtree", lambda *_, **__: None)
        try:
            transaction.replace(root, changes(root))  # type: ignore[arg-type]
            complete = True
        except Cut:
            complete = False
    transaction.recover(root)
    assert tree(root) == (NEW if complete else OLD)
    assert complete is (steps == 7)


@pytest.mark.parametrize("steps", range(7))
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_an_interruption_is_undone_at_once(
    root: Path, monkeypatch: pytest.MonkeyPatch, steps: int, error: BaseException
) -> None:
    undo = transaction._undo
    with monkeypatch.context() as cut:
        cut_after(cut, steps, error)

        def undone(root: Path, staging: Path) -> bool:
            cut.undo()
            return undo(root, staging)

        cut.setattr(transaction, "_undo", undone)
        if isinstance(error, OSError):
            (told,) = transaction.replace(root, changes(root))  # type: ignore[arg-type]
            assert (told.code, "no space left" in told.message) == ("update-refused", True)
        else:
            with pytest.raises(KeyboardInterrupt):
                transaction.replace(root, changes(root))  # type: ignore[arg-type]
    assert tree(root) == OLD


def test_two_at_once_do_not_mix(root: Path) -> None:
    """Neither does a second change begin, nor does anyone undo the first while it is at work."""
    staging = root / transaction.STAGING
    staging.mkdir()
    with transaction._locked(staging) as alone:
        assert alone
        (staging / "journal.json").write_text('["briefs/outcomes/dialogue.yaml"]')
        assert not transaction.recover(root)
        assert (staging / "journal.json").exists()
        (staging / "journal.json").unlink()
    (told,) = transaction.replace(root, changes(root))  # type: ignore[arg-type]
    assert "another" in told.message
    assert not transaction.recover(root)
    assert tree(root) == OLD
