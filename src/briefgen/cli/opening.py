"""`--open`: what was made, shown in the program that people have for it."""

from __future__ import annotations

import shutil
import subprocess
import sys

#: Why nothing was opened.
NO_OPENER = "there is no desktop here, or no program for such files"

#: How long an opener is given to say that it cannot, in seconds. It then has handed the file
#: over, or is the program that shows it.
_PATIENCE = 1.0


def opened(target: str) -> bool:
    """Whether the system took a file, or an address, to show it.

    What its opener prints is kept back: on a machine without a desktop that is a line for each
    browser that is not there.
    """
    if sys.platform == "win32":
        import os

        try:
            os.startfile(target)
        except OSError:
            return False
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        return False
    nothing = subprocess.DEVNULL
    try:
        running = subprocess.Popen(
            [opener, target], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
        return running.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
