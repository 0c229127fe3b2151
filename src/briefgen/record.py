"""Records that cost little to declare.

A command is over in a fifth of a second, and a tenth of that went into declaring its records:
`dataclasses` looks at each annotation, compiles six methods and makes each class twice. A record
is a dataclass to whoever asks (`replace`, `fields` and `match` work), but only `__init__` is
compiled, and that when it is first called; the other methods are ordinary functions, and what
`dataclasses` wants to know of the fields is made when it first asks.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field, make_dataclass
from dataclasses import replace as replaced
from operator import attrgetter
from pathlib import Path
from typing import Any, NoReturn, TypeVar, dataclass_transform

from briefgen.kept import Growing, stamps

_Class = TypeVar("_Class")

#: The code of each `__init__` by its source.
_COMPILED: Growing[bytes] = Growing("records", (sys.version, stamps([Path(__file__)])))

#: The annotation of each field of a record, and its default: MISSING, a value or a `Field`.
_Parts = dict[str, tuple[Any, Any]]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_Class]) -> type[_Class]:
    """The class as a frozen dataclass with slots: equal, and hashed, by its values."""
    return _declared(cls, {"__setattr__": _refuse, "__delattr__": _refuse}, frozen=True)


@dataclass_transform(field_specifiers=(field,))
def sheet(cls: type[_Class]) -> type[_Class]:
    """The class as a dataclass with slots that is filled in as work goes on, and is equal only
    to itself."""
    same = {"__eq__": object.__eq__, "__hash__": object.__hash__}
    return _declared(cls, same, frozen=False)


def replace(one: _Class, **changes: Any) -> _Class:
    """A copy of a record, or any dataclass, in which some fields have other values."""
    parts: _Parts | None = getattr(one, "__record_parts__", None)
    if parts is None:
        return replaced(one, **changes)  # type: ignore[type-var]
    for name in parts:
        if name not in changes:
            changes[name] = getattr(one, name)
    return type(one)(**changes)


def names(of: object) -> tuple[str, ...]:
    """The names of the fields of a record, or of a kind of record, in their order."""
    return tuple(of.__record_parts__)  # type: ignore[attr-defined]


def _declared(cls: type[_Class], more: dict[str, Any], *, frozen: bool) -> type[_Class]:
    inherited: _Parts = getattr(cls, "__record_parts__", {})
    own: _Parts = {}
    members = {k: v for k, v in vars(cls).items() if k not in ("__dict__", "__weakref__")}
    for name, annotation in cls.__annotations__.items():
        own[name] = annotation, members.pop(name, MISSING)
    parts = inherited | own
    names = tuple(parts)
    values: Callable[[object], object] = attrgetter(*names) if names else _nothing

    def equal(self: object, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def hashed(self: object) -> int:
        return hash(values(self))

    def begin(self: Any, *given: Any, **named: Any) -> None:
        # Half of all kinds of records are never made by a command, and need no `__init__`.
        made.__init__ = _init(made, parts, frozen)
        made.__init__(self, *given, **named)

    members |= {
        "__slots__": tuple(name for name in own if name not in inherited),
        "__match_args__": names,
        "__record_parts__": parts,
        "__dataclass_fields__": _Told("__dataclass_fields__"),
        "__dataclass_params__": _Told("__dataclass_params__"),
        "__init__": begin,
        "__eq__": equal,
        "__hash__": hashed,
        "__repr__": _shown,
        "__reduce__": _rebuilt,
        **more,
    }
    kind: Any = type(cls)
    made: Any = kind(cls.__name__, cls.__bases__, members)
    made.__qualname__ = cls.__qualname__
    return made  # type: ignore[no-any-return]


class _Told:
    """What `dataclasses` keeps with a class, made for a record when it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        parts: _Parts = owner.__record_parts__  # type: ignore[attr-defined]
        described = [
            (name, annotation) if default is MISSING else (name, annotation, default)
            for name, (annotation, default) in parts.items()
        ]
        frozen = vars(owner).get("__setattr__") is _refuse
        twin = make_dataclass(owner.__name__, described, frozen=frozen, kw_only=False)
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            setattr(owner, name, getattr(twin, name))
        return getattr(twin, self._name)


def _init(made: Any, parts: _Parts, frozen: bool) -> Any:
    """The method that takes a value for each field, in their order."""
    known: dict[str, Any] = {"_fresh": MISSING}
    parameters, body = ["self"], []
    for name, (_, default) in parts.items():
        if frozen:  # straight into the slot, past the `__setattr__` that refuses
            known[f"_set_{name}"] = getattr(made, name).__set__
        value: str = name
        factory: Any = MISSING
        if isinstance(default, Field):
            factory, default = default.default_factory, default.default
        if default is not MISSING:
            known[f"_{name}"] = default
            parameters.append(f"{name}=_{name}")
        elif factory is not MISSING:
            known[f"_{name}"] = factory
            parameters.append(f"{name}=_fresh")
            value = f"_{name}() if {name} is _fresh else {name}"
        else:
            parameters.append(name)
        body.append(f" _set_{name}(self, {value})" if frozen else f" self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        body.append(" self.__post_init__()")
    source = f"def __init__({', '.join(parameters)}):\n" + ("\n".join(body) or " pass")
    kept = _COMPILED.get(source)
    code = compile(source, "<record>", "exec") if kept is None else marshal.loads(kept)
    if kept is None:
        _COMPILED.add(source, lambda: marshal.dumps(code))
    exec(code, known)
    return known["__init__"]


def _nothing(self: object) -> tuple[()]:
    return ()


def _shown(self: Any) -> str:
    values = [
        f"{name}={getattr(self, name)!r}"
        for name, (_, default) in self.__record_parts__.items()
        if not isinstance(default, Field) or default.repr
    ]
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"a {type(self).__name__} cannot be changed: {name}")


def _rebuilt(self: Any) -> tuple[type, tuple[Any, ...]]:
    """How pickle makes the record again."""
    return type(self), tuple(getattr(self, name) for name in self.__match_args__)
