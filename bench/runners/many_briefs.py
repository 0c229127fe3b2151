"""Does memory grow? `many_briefs.py WORKSPACE OUT TIMES` builds all briefs of a workspace
TIMES over in one process and prints its peak memory in MiB after each time, as JSON."""

from __future__ import annotations

import json
import resource
import sys

import briefgen

if __name__ == "__main__":
    workspace, out, times = sys.argv[1:]
    peaks = []
    for _ in range(int(times)):
        report = briefgen.build(workspace, out=out)
        if report.unbuilt or not report.built:
            raise SystemExit("some briefs were not built")
        del report  # else it would lie beside the next one
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peaks.append(peak / (1024 if sys.platform != "darwin" else 1024 * 1024))
    print(json.dumps(peaks))
