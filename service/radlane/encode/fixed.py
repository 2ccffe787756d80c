"""Data sets and sequences that are part of many others, and cannot be changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Never

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

_SHARED = "this item is part of other data sets too"


def fixed(dataset: Dataset) -> Dataset:
    """Return a data set that may be part of many others: it, and what is in it, cannot be changed."""
    return _Fixed({element.tag: FixedElement(element.tag, element.VR, element.value) for element in dataset})


class _Fixed(Dataset):
    def __setitem__(self, key: object, elem: object) -> Never:
        raise TypeError(_SHARED)

    def __delitem__(self, key: object) -> Never:
        raise TypeError(_SHARED)

    def __delattr__(self, name: str) -> Never:
        raise TypeError(_SHARED)

    def pop(self, *_: object) -> Never:
        """Refuse."""
        raise TypeError(_SHARED)

    popitem = clear = pop


class FixedSequence(Sequence):
    """A sequence that may be part of many data sets, and cannot be changed.

    Attributes
    ----------
    memo : dict
        What was made of it before, by what it is.
    """

    def __init__(self, items: Iterable[Dataset]) -> None:
        super().__init__(items)
        self.memo: dict[str, Any] = {}

    def _refuse(self, *_: object) -> Never:
        raise TypeError(_SHARED)

    append = _refuse  # type: ignore[assignment]
    extend = _refuse  # type: ignore[assignment]
    insert = _refuse  # type: ignore[assignment]
    pop = remove = clear = __setitem__ = __delitem__ = __iadd__ = _refuse


class FixedElement(DataElement):
    """An element that may be part of many data sets, and whose value cannot be changed.

    Attributes
    ----------
    encoded : bytes or None
        How it was written before.
    """

    encoded: bytes | None = None

    @property
    def value(self) -> Any:  # noqa: ANN401 - as pydicom types it
        """The value."""
        return self._value

    @value.setter
    def value(self, value: object) -> None:
        if hasattr(self, "_value"):
            raise TypeError(_SHARED)
        DataElement.value.fset(self, value)  # type: ignore[attr-defined]
