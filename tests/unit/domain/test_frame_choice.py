from __future__ import annotations

from support.planar_models import FULL_VESSEL, frame_choice


def test_the_best_frame_is_judged_as_a_class_without_a_side() -> None:
    output = frame_choice(indeterminate_from=0.25)
    assert output.tensors == ("filling",)
    chosen = output.chosen
    assert (chosen.id, chosen.channel, chosen.concept, chosen.laterality) == ("full", 0, FULL_VESSEL, None)
    assert (chosen.threshold, chosen.indeterminate_from) == (0.5, 0.25)
