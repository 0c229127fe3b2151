"""Who may ask the preview: a browser on this machine, for a page of the preview itself.

Any web page can make a browser send requests to this machine, and with a name that it lets
point here (DNS rebinding) it could also read the answers. So a request must name this server as
its host, and must not come from a page of anyone else.
"""

from __future__ import annotations

from collections.abc import Mapping

#: What a browser says of a request that the user, or the page itself, made (Fetch Metadata Request
#: Headers, W3C, 2.3). `same-site` would be another port of this machine.
_OWN = ("same-origin", "none")


def hosts(port: int) -> frozenset[str]:
    """How a browser may call the server: `127.0.0.1:8765`, `localhost:8765`."""
    names = ("127.0.0.1", "localhost")
    return frozenset(f"{n}:{port}" for n in names) | frozenset(names if port == 80 else ())


def refusal(headers: Mapping[str, str], port: int) -> str:
    """Why a request is refused; empty when it is not."""
    known = hosts(port)
    host = headers.get("Host", "").lower()
    if host not in known:
        return "The preview answers only under its own address on this machine."
    origin = headers.get("Origin")
    if origin is not None and origin.lower() not in {f"http://{name}" for name in known}:
        return "The preview does not answer other web pages."
    if headers.get("Sec-Fetch-Site", "none").lower() not in _OWN:
        return (
            "The preview does not answer other web pages. "
            "If you followed a link, enter its address yourself."
        )
    return ""
