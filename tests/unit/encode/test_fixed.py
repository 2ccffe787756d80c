import pytest

from radlane.encode.fixed import FixedSequence, fixed
from radlane.encode.plain import dataset_of


def test_what_is_shared_cannot_be_changed() -> None:
    sequence = FixedSequence([fixed(dataset_of(CodeValue="1", CodeMeaning="Lung"))])
    (item,) = sequence
    with pytest.raises(TypeError, match="other data sets"):
        item.CodeMeaning = "Heart"
    with pytest.raises(TypeError, match="other data sets"):
        del item.CodeMeaning
    with pytest.raises(TypeError, match="other data sets"):
        item[0x00080104] = item[0x00080100]
    with pytest.raises(TypeError, match="other data sets"):
        del item[0x00080104]
    with pytest.raises(TypeError, match="other data sets"):
        fixed(dataset_of(UID="1.2")).UID = "1.3"
    for method in ("pop", "popitem", "clear"):
        with pytest.raises(TypeError, match="other data sets"):
            getattr(item, method)()
    for method in ("append", "extend", "insert", "remove", "clear", "pop"):
        with pytest.raises(TypeError, match="other data sets"):
            getattr(sequence, method)(item)
    assert (len(sequence), sequence[0].CodeMeaning) == (1, "Lung")
