"""Who is answered: the page itself and the user, and nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.preview.guard import refusal

OWN = "127.0.0.1:8765"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": OWN},  # curl, an old browser
        {"Host": "localhost:8765"},
        {"Host": "LOCALHOST:8765"},
        {"Host": OWN, "Sec-Fetch-Site": "none"},  # typed into the address bar
        {"Host": OWN, "Sec-Fetch-Site": "same-origin"},
        {"Host": OWN, "Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_answered(headers: dict[str, str]) -> None:
    """What the user or the preview's own page asks for."""
    assert refusal(headers, 8765) == ""


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": ""},
        {"Host": "rebound.example:8765"},  # DNS rebinding: a name of theirs that leads here
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1"},  # another port than ours
        {"Host": "127.0.0.1:80"},
        {"Host": "127.0.0.1:87650"},
        {"Host": "127.0.0.1:8765.rebound.example"},
        {"Host": "rebound.example@127.0.0.1:8765"},
        {"Host": "0.0.0.0:8765"},
        {"Host": "2130706433:8765"},  # 127.0.0.1 as one number
        {"Host": OWN, "Origin": "https://rebound.example"},
        {"Host": OWN, "Origin": "null"},  # a sandboxed frame, a file
        {"Host": OWN, "Origin": ""},
        {"Host": OWN, "Origin": "http://127.0.0.1:3000"},  # another server of this machine
        {"Host": OWN, "Origin": "https://127.0.0.1:8765"},
        {"Host": OWN, "Sec-Fetch-Site": "cross-site"},
        {"Host": OWN, "Sec-Fetch-Site": "same-site"},  # another port of this machine
        {"Host": OWN, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
        {"Host": OWN, "Sec-Fetch-Site": "whatever comes next"},
    ],
)
def test_refused(headers: dict[str, str]) -> None:
    """What other pages, names and servers ask for."""
    assert refusal(headers, 8765).startswith("The preview")


@given(st.text(), st.integers(1, 65535))
def test_no_other_host(host: str, port: int) -> None:
    """No name but the two of this machine, with the right port."""
    own = {f"127.0.0.1:{port}", f"localhost:{port}"} | (
        {"127.0.0.1", "localhost"} if port == 80 else set()
    )
    assert (refusal({"Host": host}, port) == "") == (host.lower() in own)
