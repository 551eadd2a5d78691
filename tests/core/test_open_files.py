"""A process asks for as many open files as it will need, and gets what its system gives."""

import subprocess
import sys

import pytest

ASK = """
import resource, sys
from forum.core.open_files import allow

begin, wanted = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_NOFILE, (begin, 300))
allow(wanted)
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.parametrize(
    ("begin", "wanted", "got"),
    [
        pytest.param(100, 200, 200, id="more where that is allowed"),
        pytest.param(100, 900, 300, id="at most what is allowed"),
        pytest.param(250, 200, 250, id="never less than before"),
    ],
)
def test_as_many_files_as_wanted_may_be_open(begin, wanted, got):
    command = [sys.executable, "-c", ASK, str(begin), str(wanted)]

    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout

    assert said.split() == [str(got), "300"]
