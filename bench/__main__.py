"""`python -m bench` does what `python bench/run.py` does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from run import main

main()
