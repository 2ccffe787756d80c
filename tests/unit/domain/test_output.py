from support.lanes import reference_model


def test_gates_and_segments_are_read_from_the_output_of_their_name() -> None:
    assert [output.tensors for output in reference_model().manifest.outputs] == [("chest",), ("lungs",)]
