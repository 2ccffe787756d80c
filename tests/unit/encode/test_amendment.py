from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.domain.form import PARAMETRIC_MAP, Form
from radlane.encode.amendment import encode_amendment
from radlane.encode.capture import Picture
from radlane.encode.checker import check_objects
from radlane.encode.checks.problem import walk
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import ref_of
from radlane.encode.part10 import to_bytes
from radlane.encode.report import AMENDED, GROWN
from radlane.encode.result import encode_result, role_of
from radlane.imaging.cuts import render_cuts
from support import volume_encoding
from support.amended import predecessors
from support.findings import explained
from support.volume_sources import CT, slices, volume
from support.withdrawals import listed

RUN = volume_encoding.context(slices())
PLAIN = volume_encoding.conclusion()
BOTH = explained(PLAIN, CT.shape)  # two heat maps
ONE = replace(BOTH, heatmaps=BOTH.heatmaps[:1])


def shown(found: Conclusion) -> list[Picture]:
    made = volume(CT, volume_encoding.values())
    return [render_cuts(made, volume_encoding.labels(), window=None, heat=one.values) for one in found.heatmaps]


def stored(found: Conclusion) -> list[Dataset]:
    """A result as it is read from its files."""
    cuts = render_cuts(volume(CT, volume_encoding.values()), volume_encoding.labels(), window=None)
    return [dcmread(BytesIO(to_bytes(one))) for one in encode_result(RUN, found, cuts, shown(found))]


def amending(before: Sequence[Dataset], **changes: object) -> EncodeContext:
    """The run an hour later."""
    return replace(
        RUN,
        identity=replace(RUN.identity, amendment=1),
        started=RUN.started + timedelta(hours=1),
        predecessors=(ref_of(before[-1]),),
        **changes,
    )


def said(report: Dataset) -> set[str]:
    """The free texts of a report."""
    return {str(item.TextValue) for item in walk(report, "ContentSequence") if item.ValueType == "TEXT"}


def roles(objects: Sequence[Dataset]) -> list[str]:
    return [str(role_of(one)) for one in objects]


@pytest.mark.parametrize("own", [PLAIN, ONE])
def test_what_is_added_are_maps_and_a_report_of_all(own: Conclusion) -> None:
    before = stored(own)
    made = encode_amendment(amending(before), BOTH, before[:-1], shown(BOTH)[len(own.heatmaps) :])
    added = 2 - len(own.heatmaps)
    assert roles(made) == [*["parametric-map", "explanation"] * added, "report"]
    assert check_objects([*made, *before], RUN.sources, BOTH) == ()
    assert predecessors(made[-1]) == {str(before[-1].SOPInstanceUID)}
    leaves = {str(one.SOPInstanceUID) for one in (*before[:-1], *made[:-1])}
    assert listed(made[-1]) == leaves | {str(one.SOPInstanceUID) for one in RUN.sources}
    assert not {str(one.SOPInstanceUID) for one in made} & {str(one.SOPInstanceUID) for one in before}
    assert not {str(one.SeriesInstanceUID) for one in made} & {str(one.SeriesInstanceUID) for one in before}


def test_the_report_says_that_it_takes_the_place_of_another() -> None:
    before = stored(PLAIN)
    made = encode_amendment(amending(before), BOTH, before[:-1], shown(BOTH))
    assert AMENDED in said(made[-1])
    assert GROWN not in said(made[-1])
    assert AMENDED not in said(before[-1])
    assert (made[-1].ContentTime, before[-1].ContentTime) == (made[0].ContentTime, before[0].ContentTime)
    assert made[-1].ContentTime != before[-1].ContentTime


def test_each_map_explains_its_finding() -> None:
    """Those of the run too: by their Instance Number, in whatever order they come."""
    before = stored(ONE)
    made = encode_amendment(amending(before), BOTH, before[-2::-1], shown(BOTH)[1:])
    assert [int(one.InstanceNumber) for one in made[:-1]] == [2, 2]
    assert check_objects([*made, *before], RUN.sources, BOTH) == ()


def test_in_a_form_without_parametric_maps_there_are_pictures_only() -> None:
    before = stored(PLAIN)
    form = Form(refused=frozenset({PARAMETRIC_MAP}))
    made = encode_amendment(amending(before, form=form), BOTH, before[:-1], shown(BOTH))
    assert roles(made) == ["explanation", "explanation", "report"]
    assert check_objects([*made, *before], RUN.sources, BOTH) == ()


def test_more_pictures_than_maps_are_a_mistake() -> None:
    before = stored(PLAIN)
    with pytest.raises(ValueError, match="more pictures"):
        encode_amendment(amending(before), PLAIN, before[:-1], shown(BOTH))


def test_what_was_made_at_another_time_is_told_by_the_report_before() -> None:
    """Without that one, nobody can say that the older leaves belong to the newer report."""
    before = stored(PLAIN)
    made = encode_amendment(amending(before), BOTH, before[:-1], shown(BOTH))
    codes = {problem.code for problem in check_objects([*made, *before[:-1]], RUN.sources, BOTH)}
    assert codes == {"run-differs"}
