"""What is written below each key of the settings -> their JSON Schema.

pydantic would read it from the source of every class whenever one is imported, at each start of each command; here that
is done when somebody asks for the schema.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


def described(model: type[BaseModel], core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    """Return the schema of a part of the settings with what is written below its keys."""
    schema = handler(core)
    keys = handler.resolve_ref_schema(schema).get("properties", {})
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel) and one.__module__.startswith("radlane."):
            for key, text in written_below(one).items():
                keys[key]["description"] = text
    return schema


def written_below(model: type[BaseModel]) -> dict[str, str]:
    """Return key -> the text below it, of the keys that a class has itself."""
    (found,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(found, ast.ClassDef)
    return {
        key.target.id: inspect.cleandoc(below.value.value)
        for key, below in pairwise(found.body)
        if isinstance(key, ast.AnnAssign) and isinstance(key.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str)
    }
