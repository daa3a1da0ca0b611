"""Runs every measurement and prints a small table each."""

from __future__ import annotations

import sys

from tests.bench import (
    bench_backtest,
    bench_fuzz,
    bench_gate,
    bench_load,
    bench_national,
    bench_rerun,
    bench_whatif,
)

if __name__ == "__main__":
    chosen = sys.argv[1:] or ["load", "rerun", "national", "whatif", "gate", "backtest", "fuzz"]
    if "load" in chosen:
        bench_load.main()
    if "rerun" in chosen:
        bench_rerun.main()
    if "national" in chosen:
        bench_national.main()
    if "whatif" in chosen:
        bench_whatif.main()
    if "gate" in chosen:
        bench_gate.main()
    if "backtest" in chosen:
        bench_backtest.main()
    if "fuzz" in chosen and not bench_fuzz.main():
        sys.exit(1)
