"""A bench as somebody runs it: in a process of its own, which must not touch what is configured."""

import json
import os
import subprocess
import sys


def ran(*command, folder):
    """What `forum bench …` measured, with what it `printed`."""
    file = folder / "figures.json"
    theirs = {"FORUM_DATABASE_URL": "sqlite:////nowhere/of-ours.sqlite3", "FORUM_DEMO": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "forum", "bench", *command, "--json", str(file)],
        env=os.environ | theirs,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(file.read_text()) | {"printed": done.stdout}
