"""What the server answers, to whom, and what it never does."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from .conftest import THEME, Served, until


class Seen(HTMLParser):
    """The parts of a page that the tests ask about."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.frames: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.outside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        for name in ("src", "href"):
            address = given.get(name) or ""
            if "://" in address or address.startswith("//"):
                self.outside.append(address)
        if tag == "iframe":
            self.frames.append(given["src"] or "")
        if tag == "a":
            self.links.append(given["href"] or "")
        if (tag == "script" and not given.get("src")) or tag == "style":
            self.inline.append(tag)


def brief(served: Served, query: str = "theme=minerals") -> Any:
    """The brief that the page holds."""
    (address,) = Seen(served.ask(f"/?{query}").text).frames
    return served.ask(address)


def test_the_page_holds_the_brief(steady: Served) -> None:
    """The frame shows the same file that `--format html` writes."""
    from briefgen import pipeline
    from briefgen.plan import Options

    written: dict[str, bytes] = {}

    def deliver(folder: str, files: Any) -> tuple[Any, list[Any]]:
        written.update(files)
        return (), []

    pipeline.make(pipeline.read(steady.root), Options(("minerals",), formats=("html",)), deliver)
    ((name, data),) = written.items()
    answer = brief(steady)
    assert answer.body == data
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'filename="{name}"' in answer.headers["Content-Disposition"]


def test_other_formats_and_templates(steady: Served) -> None:
    """The PDF in the frame, the Word file to download, a matrix over all themes, a draft."""
    assert brief(steady, "theme=minerals&format=pdf").body.startswith(b"%PDF-")
    page = Seen(steady.ask("/?theme=minerals&format=docx").text)
    assert page.frames == []
    word = steady.ask(page.links[0])
    assert word.body.startswith(b"PK")
    assert word.headers["Content-Disposition"].startswith("attachment;")
    matrix = brief(steady, "template=outcome-matrix").text
    assert "UNICORN" in matrix
    assert "Critical Minerals" in matrix
    assert "DRAFT" in brief(steady, "theme=minerals&draft=1").text


def test_what_is_not_there_is_said_in_the_page(steady: Served) -> None:
    """A theme, template or format that the address makes up."""
    assert "error[unknown-theme]" in _plain(steady.ask("/?theme=mineral").text)
    assert "error[unknown-template]" in _plain(steady.ask("/?template=nothing").text)
    assert Seen(steady.ask("/?theme=minerals&format=exe").text).frames
    hostile = steady.ask("/?theme=%3Cscript%3Ealert(1)%3C/script%3E&template=%22%3E%3Ci%3E").text
    assert "<script>alert" not in hostile
    assert "<i>" not in hostile
    assert len(steady.ask(f"/?theme={'x' * 8000}").text) < 20_000


def _plain(page: str) -> str:
    return page.replace("<b>", "").replace("</b>", "")


@pytest.mark.parametrize("path", ["/", "/events", "/preview.js", "/brief/" + "0" * 64 + "/x.html"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Origin": "https://elsewhere.example"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_others_are_refused_everywhere(steady: Served, path: str, headers: dict[str, str]) -> None:
    """403 with nothing of the workspace in it, and no permission for other origins."""
    answer = steady.ask(path, **headers)
    assert answer.status == 403
    assert answer.text.startswith("The preview")
    assert "inerals" not in answer.text
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "XYZ"])
def test_only_reading(steady: Served, method: str) -> None:
    """Nothing but GET and HEAD is answered; a preflight gets no permission."""
    answer = steady.ask("/", method)
    assert answer.status == 405
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/brief/../preview.py",
        "/brief/" + "0" * 64 + "/..%2f..%2fx",
        "/preview.py",
        "/preview.js/../server.py",
        "//etc/passwd",
        "/briefs/workspace.yaml",
        "/brief/" + "0" * 64 + "/x.html",
    ],
)
def test_no_path_leads_to_a_file(steady: Served, path: str) -> None:
    """Addresses are not paths."""
    answer = steady.ask(path)
    assert answer.status == 404
    assert "root:" not in answer.text
    assert "organisation" not in answer.text


def test_head(steady: Served) -> None:
    """HEAD gives the headers of GET."""
    for path in ("/?theme=minerals", "/preview.css"):
        got, headed = steady.ask(path), steady.ask(path, "HEAD")
        assert headed.body == b""
        assert (headed.status, headed.headers["Content-Length"]) == (
            200,
            str(len(got.body)),
        )
    assert steady.ask("/events", "HEAD").status == 200


def test_policies(steady: Served) -> None:
    """Every answer is for this page alone; the frame runs its own script only, the brief what its
    own policy names, and neither can load anything from anywhere."""
    page = steady.ask("/?theme=minerals")
    seen = Seen(page.text)
    assert (seen.inline, seen.outside) == ([], [])
    policy = _policy(page)
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["connect-src"] == policy["frame-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    held = steady.ask(seen.frames[0])
    policy = _policy(held)
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["default-src"] == ["'none'"]
    for name in ("script-src", "style-src"):
        assert all(source.startswith("'sha256-") for source in policy[name]), policy[name]
    for answer in (page, held, steady.ask("/preview.js"), steady.ask("/nowhere")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Server" not in answer.headers


def _policy(answer: Any) -> dict[str, list[str]]:
    parts = [part.split() for part in answer.headers["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in parts}


def test_bounds(steady: Served) -> None:
    """Bodies and headers of no sensible size are not read, and the server goes on."""
    start = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{steady.port}\r\n".encode()
    big = steady.raw(start + b"Content-Length: 100000000\r\n\r\n" + b"x" * 100_000)
    assert b"200 OK" not in big
    long = steady.raw(start + b"X-Long: " + b"x" * 200_000 + b"\r\n\r\n")
    assert b"200 OK" not in long
    assert b"200 OK" not in steady.raw(b"\x00\xff" * 1000)
    assert b"200 OK" not in steady.raw(b"GET / HTTP/1.1\r\n\r\n")  # no host
    twice = start + b"Host: rebound.example\r\n\r\n"
    assert b"200 OK" not in steady.raw(twice)
    assert steady.ask("/?theme=minerals").status == 200


def test_slow_clients_block_nobody(steady: Served) -> None:
    """Connections that send half a request, or never read their answer, are theirs to wait for."""
    half = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{steady.port}\r\n".encode()
    lazy = f"GET /?theme=minerals&format=pdf HTTP/1.1\r\nHost: 127.0.0.1:{steady.port}\r\n\r\n"
    held = []
    try:
        for _ in range(40):
            for data in (half, lazy.encode()):
                client = socket.create_connection(("127.0.0.1", steady.port))
                client.sendall(data)
                held.append(client)
        started = time.monotonic()
        assert steady.ask("/preview.js").status == 200
        assert time.monotonic() - started < 5
    finally:
        for client in held:
            client.close()


def test_only_this_machine(steady: Served) -> None:
    """The server listens on the loopback address, not on the network's."""
    assert steady.socket.getsockname()[0] == "127.0.0.1"


def test_a_crowd_of_listeners(steady: Served) -> None:
    """Only so many pages can listen; those that leave make room."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        for _ in range(32):
            stack.enter_context(steady.events())()
        assert steady.ask("/events").status == 503
        assert steady.ask("/?theme=minerals").status == 200
    deadline = time.monotonic() + 10
    while True:
        try:
            with steady.events() as told:
                assert told()["status"]
            break
        except AssertionError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_errors_and_the_last_good_brief(served: Served) -> None:
    """A mistake is shown as the terminal shows it, over the last good brief, until it is mended."""
    with served.events() as told:
        first = told()
        assert first["status"].startswith("Up to date")
        served.change(THEME, "early in 2026", "early in 2027")
        wrong = told()
        assert wrong["status"] == "1 error"
        assert "✕ 1 error" in wrong["title"]
        assert wrong["stage"] == first["stage"]
        assert "the last good brief" in wrong["problems"]
        served.change(THEME, "early in 2027", "early in 2026")
        mended = told()
        assert mended["status"].startswith("Up to date")
        assert "error" not in mended["problems"]
        assert mended["stage"] == first["stage"]


def test_a_draft_that_cannot_be_made_leaves_the_last_good_brief(served: Served) -> None:
    """An error in the data stops drafts as well."""
    good = Seen(served.ask("/?theme=minerals").text).frames
    with served.events() as told:
        assert told()["status"].startswith("Up to date")
        served.change(THEME, "title:", "tittle:")
        assert "error" in told()["status"]
    page = served.ask("/?theme=minerals&draft=1").text
    assert good
    assert Seen(page).frames == good
    assert "the last good brief" in page


def test_all_themes_are_offered_where_they_make_one_document(steady: Served) -> None:
    """The policy brief has one theme, the matrix may have all."""
    assert "All themes" not in steady.ask("/?theme=minerals").text
    assert "All themes" in steady.ask("/?template=outcome-matrix").text


def test_the_same_words_as_in_the_terminal(served: Served, briefgen: Callable[..., Any]) -> None:
    """Excerpt, caret and hints stand in the page as `briefgen check` prints them."""
    import html

    served.change(THEME, "early in 2026", "early in 2027")
    page = html.unescape(_plain(served.ask("/?theme=minerals").text))
    said = briefgen("build minerals", cwd=served.root).stderr.strip().split("\n")
    assert any("^^^^" in line for line in said)
    for line in said:
        # Places are told as seen from where one is: here the tests', there the workspace.
        assert line.removeprefix("hint: ").removeprefix("briefs/") in page, line


def test_a_brief_that_never_was_good(served: Served) -> None:
    """Without a last good brief the page says what is wrong and shows nothing."""
    served.change(THEME, "early in 2026", "early in 2027")
    page = served.ask("/?theme=minerals&format=pdf").text
    assert "There is no brief to show until it is mended." in page
    assert Seen(page).frames == []


@pytest.mark.parametrize(
    "path",
    ["briefs/workspace.yaml", "briefs/glossary.yaml", THEME, "briefs/sources/news-report/text.txt"],
)
def test_files_that_are_broken_or_gone(served: Served, path: str) -> None:
    """Whatever file is emptied, removed or filled with noise, the page says so and recovers."""
    good = served.read(path)
    file = served.root / path
    with served.events() as told:
        told()
        first = served.made[-1]
        for change in ("", "\x00\x01", ": : :\n\t- [", None, good):
            count = len(served.made)
            if change is None:
                file.unlink()
            else:
                file.write_text(change, encoding="utf-8")
            until(lambda count=count: len(served.made) > count)  # type: ignore[misc]
            assert served.made[-1].crash == ""
            assert served.made[-1].file == first.file
        until(lambda: served.made[-1].current and not served.made[-1].count("error"))


def test_new_themes_and_templates(served: Served) -> None:
    """A template that is added can be chosen, and shows what it changes at once."""
    folder = served.root / "templates" / "ours"
    with served.events("theme=minerals&template=ours") as told:
        assert "unknown-template" in told()["problems"]
        folder.mkdir(parents=True)
        extends = '{% extends "policy-brief/template.md.j2" %}'
        lines = extends + "\n{% block title %}\n# Ours\n{% endblock %}\n"
        (folder / "template.md.j2").write_text(lines)
        while not (last := told())["status"].startswith("Up to date"):
            pass
        (address,) = Seen(last["stage"]).frames
        assert "Ours" in served.ask(address).text
        (folder / "template.md.j2").write_text(lines.replace("Ours", "Theirs"))
        (address,) = Seen(told()["stage"]).frames
        assert "Theirs" in served.ask(address).text
    assert ">ours<" in served.ask("/").text


def test_a_bug_of_ours_is_shown(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash of a build is told in the page; the server lives, and the next change mends it."""
    from briefgen import pipeline

    with served.events() as told:
        first = told()
        with monkeypatch.context() as broken:

            def fail(*_: object) -> None:
                raise ZeroDivisionError("a test")

            broken.setattr(pipeline, "make", fail)
            served.change(THEME, "title: Critical minerals", "title: Critical  minerals")
            answer = told()
        assert "This is a bug in briefgen" in answer["problems"]
        assert "ZeroDivisionError: a test" in answer["problems"]
        assert answer["stage"] == first["stage"]
        served.change(THEME, "title: Critical  minerals", "title: Critical minerals!")
        assert told()["status"].startswith("Up to date")


def test_the_last_state_wins(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change while a brief is being made: what is shown in the end is of the last change."""
    from briefgen import pipeline

    make = pipeline.make

    def slowly(*arguments: Any) -> Any:
        time.sleep(0.4)
        return make(*arguments)

    monkeypatch.setattr(pipeline, "make", slowly)
    with served.events() as told:
        told()
        for number in range(5):
            served.change(
                THEME, served.read(THEME).split("\n")[0], f"title: Minerals{'!' * number}."
            )
            time.sleep(0.25)
        while "Minerals!!!!." not in (last := told())["title"]:
            pass
        (address,) = Seen(last["stage"]).frames
        assert "Minerals!!!!." in served.ask(address).text


def test_quick_enough(served: Served) -> None:
    """From a save to the new brief in less than half a second, for the example."""
    took = []
    with served.events() as told:
        told()
        for number in range(5):
            served.change(
                THEME, served.read(THEME).split("\n")[0], f"title: Minerals{'!' * number}."
            )
            started = time.monotonic()
            told()
            took.append(time.monotonic() - started)
    assert min(took) < 0.5, took


def test_long_builds_are_announced(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that waits for longer than a second is told that a brief is being made."""
    from briefgen import pipeline

    make = pipeline.make

    def slowly(*arguments: Any) -> Any:
        time.sleep(1.5)
        return make(*arguments)

    monkeypatch.setattr(pipeline, "make", slowly)
    asked = f"GET /events?theme=minerals HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n"
    came = served.raw(asked.encode())
    assert came.index(b"event: busy") < came.index(b"Up to date")


def test_many_errors(served: Served) -> None:
    """A hundred errors are shown one by one; the rest are counted."""
    lines = "\n".join(f"key{number}: x" for number in range(150))
    served.write(THEME, f"{served.read(THEME)}\n{lines}\n")
    page = served.ask("/?theme=minerals").text
    assert "150 errors" in page
    assert page.count("<pre") < 110
    assert "50 more; `briefgen check` shows all" in page
