"""Runs every measurement and prints a small table each."""

from __future__ import annotations

import sys

from tests.bench import bench_load, bench_rerun

if __name__ == "__main__":
    chosen = sys.argv[1:] or ["load", "rerun"]
    if "load" in chosen:
        bench_load.main()
    if "rerun" in chosen:
        bench_rerun.main()
