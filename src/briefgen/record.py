"""Frozen records that cost little to declare.

A command is over in a fifth of a second, and a tenth of that went into declaring its records:
`dataclasses` compiles six methods for each. A record is a dataclass (`replace`, `fields` and
`match` work) of which only `__init__` is compiled; the other methods are ordinary functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_Class]) -> type[_Class]:
    """The class as a frozen dataclass with slots: equal, and hashed, by its values."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names: tuple[str, ...] = made.__match_args__
    values: Callable[[object], object] = attrgetter(*names) if names else _nothing

    def equal(self: object, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def hashed(self: object) -> int:
        return hash(values(self))

    made.__init__ = _init(made)
    made.__eq__ = equal
    made.__hash__ = hashed
    made.__repr__ = _shown
    made.__setattr__ = made.__delattr__ = _refuse
    made.__reduce__ = _rebuilt
    return made  # type: ignore[no-any-return]


def _init(made: Any) -> Any:
    """The method that takes a value for each field, in their order."""
    known: dict[str, Any] = {"_fresh": MISSING}
    parameters, body = ["self"], []
    for part in fields(made):
        name = part.name
        # Straight into the slot, past the `__setattr__` that refuses.
        known[f"_set_{name}"] = getattr(made, name).__set__
        value = name
        if part.default is not MISSING:
            known[f"_{name}"] = part.default
            parameters.append(f"{name}=_{name}")
        elif part.default_factory is not MISSING:
            known[f"_{name}"] = part.default_factory
            parameters.append(f"{name}=_fresh")
            value = f"_{name}() if {name} is _fresh else {name}"
        else:
            parameters.append(name)
        body.append(f" _set_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        body.append(" self.__post_init__()")
    source = f"def __init__({', '.join(parameters)}):\n" + ("\n".join(body) or " pass")
    exec(source, known)
    return known["__init__"]


def _nothing(self: object) -> tuple[()]:
    return ()


def _shown(self: Any) -> str:
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({values})"


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"a {type(self).__name__} cannot be changed: {name}")


def _rebuilt(self: Any) -> tuple[type, tuple[Any, ...]]:
    """How pickle makes the record again."""
    return type(self), tuple(getattr(self, name) for name in self.__match_args__)
