"""The labelled sets beside the project, and the measure that stands there: no part of Weft."""

import importlib.util
from pathlib import Path
from types import ModuleType

SHARED = Path(__file__).parents[4] / "shared" / "deid"
LEFT_OUT = Path(__file__).with_name("left_out.json")
"""How the reader does on authors that it never saw, set by set, as its training wrote it down."""


def judge(folder: Path = SHARED) -> ModuleType:
    """`measure.py` of the sets in `folder`. Raises FileNotFoundError where it is not there."""
    file = folder / "measure.py"
    spec = importlib.util.spec_from_file_location("measure", file)
    if spec is None or spec.loader is None or not file.exists():
        raise FileNotFoundError(
            f"The labelled sets are not at {folder}. They are no part of Weft; without them there "
            "is nothing to measure on."
        )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
