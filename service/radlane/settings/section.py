"""What every part of the settings is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

DAY_S = 86400.0


class Section(BaseModel):
    """A part: unknown keys are errors, values do not change, and errors do not repeat them."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True)
