#!/usr/bin/env python3
# The benchmark driver behind ./dev bench: runs every case on loopback, side by side with its
# peers, prints a table and writes bench/results/latest.json. How and why: docs/performance.md.
import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from harness import report, servers  # noqa: E402
from harness.cases import LOAD_CASES  # noqa: E402
from harness.http import Failure  # noqa: E402
from harness.process import memory_kib  # noqa: E402
from harness.singles import SINGLES  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
NAMES = [case.name for case in LOAD_CASES] + list(SINGLES)


def run_load(case, bench, rounds, seconds):
    running, samples, memory, missing = {}, {}, {}, {}
    try:
        for name, contender in case.contenders.items():
            try:
                running[name] = contender.start(bench)
                running[name].wait_until_serving(contender.path)
                samples[name] = []
            except Failure as why:
                missing[name] = str(why)
        if not samples:
            raise Failure("; ".join(missing.values()))
        for number in range(rounds):
            for name in samples:
                note(f"{case.name}: round {number + 1}/{rounds}, {name}")
                path = case.contenders[name].path
                samples[name].append(case.client(bench, running[name], path, seconds))
        for name in samples:
            memory[name] = memory_kib(running[name].pids(), "VmHWM")
    finally:
        for server in running.values():
            server.stop()
    result = report.case_result(case, samples, memory)
    result["missing"] = missing
    return result


def note(text):
    """Progress, on a terminal only; overwritten by what comes next."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K  {text}", end="", file=sys.stderr, flush=True)


def done_noting():
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def revision():
    said = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT,
                          capture_output=True, text=True, check=False)
    return said.stdout.strip()


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


def arguments():
    read = argparse.ArgumentParser(
        description="Measures Penstock beside its peers: one worker, one loop, pinned to core 0; "
        "the client on core 1.", epilog="cases: " + ", ".join(NAMES))
    read.add_argument("cases", nargs="*", metavar="CASE", help="only these (all when none is named)")
    read.add_argument("--build", default=str(ROOT / "build/bench"), help="the build to measure")
    read.add_argument("--rounds", type=int, default=5)
    read.add_argument("--seconds", type=int, default=3, help="of each run in a round")
    read.add_argument("--quick", action="store_true", help="3 rounds of 1 second: a first look")
    read.add_argument("--publish", action="store_true",
                      help="write the table to docs/performance.md; only of all cases, undisturbed")
    read.add_argument("--out", default=str(ROOT / "bench/results/latest.json"))
    options = read.parse_args()
    unknown = set(options.cases) - set(NAMES)
    if unknown:
        read.error(f"unknown case {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    if options.quick:
        options.rounds, options.seconds = 3, 1
    return options


def publish(text):
    page = ROOT / "docs/performance.md"
    before, begin, rest = page.read_text().partition("<!-- bench: begin -->\n")
    _, end, after = rest.partition("<!-- bench: end -->")
    page.write_text(before + begin + text + "\n" + end + after)


def all_results(options, bench):
    """(name, result or Failure) of each case asked for, as it is done."""
    for case in LOAD_CASES:
        if not options.cases or case.name in options.cases:
            yield case.name, lambda case=case: run_load(case, bench, options.rounds, options.seconds)
    for name, single in SINGLES.items():
        if not options.cases or name in options.cases:
            yield name, lambda single=single: single(bench, options.quick)


def main():
    options = arguments()
    if (os.cpu_count() or 1) < 2:
        print("bench: needs two cores, one for the server and one for the client", file=sys.stderr)
        return 2
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    report_out = {"revision": revision(), "date": time.strftime("%Y-%m-%d"), "cpu": processor(),
                  "kernel": platform.release(), "rounds": options.rounds,
                  "seconds": options.seconds, "cases": {}, "failed": {}}
    with tempfile.TemporaryDirectory(prefix="penstock-bench-") as scratch:
        bench = servers.Bench(options.build, scratch)
        for name, measure in all_results(options, bench):
            try:
                result = measure()
            except (Failure, OSError, subprocess.SubprocessError) as why:
                done_noting()
                report_out["failed"][name] = str(why)
                print(f"\n{name}: NOT MEASURED: {why}")
                continue
            done_noting()
            report_out["cases"][name] = result
            (report.print_single if "values" in result else report.print_case)(result)
            for contender, why in result.get("missing", {}).items():
                print(f"  {contender}: not measured: {why}")
    out = Path(options.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(report_out, indent=2) + "\n")
    if options.publish:
        publish(report.markdown(report_out))
    print(f"\n{report_out['revision']} on {report_out['cpu']}; figures in {out}")
    return 1 if report_out["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
