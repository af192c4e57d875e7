# The clients: wrk, and mixed_load for the blocking case, pinned to the client's core. Each run of
# one against a server gives a Sample.
import json
import re
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

from .http import Failure
from .process import CLIENT_CORE, cpu_seconds

UNITS = {"us": 1.0, "ms": 1e3, "s": 1e6, "m": 60e6}
PIPELINE = Path(__file__).resolve().parent / "pipeline.lua"


@dataclass
class Sample:
    """One run: server CPU per response, throughput, latency in microseconds."""
    requests: int
    rate: float
    cpu_us: float
    p50_us: float
    p99_us: float

    def as_dict(self):
        return asdict(self)


def on_client_core(command, seconds):
    done = subprocess.run(["taskset", "-c", CLIENT_CORE] + command, capture_output=True, text=True,
                          timeout=seconds + 30, check=False)
    if done.returncode:
        raise Failure(f"{command[0]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def measured(server, client):
    """Runs client() -> (requests, seconds, p50, p99) and counts what the server spent on it."""
    before = cpu_seconds(server.pids())
    requests, seconds, p50, p99 = client()
    spent = cpu_seconds(server.pids()) - before
    if not requests:
        raise Failure(f"{server.name} answered nothing")
    return Sample(requests, requests / seconds, spent * 1e6 / requests, p50, p99)


def wrk(server, path, seconds, connections=64, depth=1):
    """depth > 1: that many pipelined requests a connection."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s"]
    if depth > 1:
        command += ["-s", str(PIPELINE)]
    command += [f"http://127.0.0.1:{server.port}{path}"]
    if depth > 1:
        command += ["--", str(depth), path]
    return measured(server, lambda: parse_wrk(on_client_core(command, seconds), server.name))


def parse_wrk(text, name):
    if bad := re.search(r"Non-2xx or 3xx responses: (\d+)", text):
        raise Failure(f"{name} gave {bad.group(1)} responses other than 2xx")
    if bad := re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text):
        raise Failure(f"{name}: socket errors: {bad.group(0)}")
    counted = re.search(r"(\d+) requests in ([\d.]+)(us|ms|s|m)\b", text)
    seconds = float(counted.group(2)) * UNITS[counted.group(3)] / 1e6
    return int(counted.group(1)), seconds, latency(text, "50%"), latency(text, "99%")


def latency(text, part):
    found = re.search(rf"^\s+{part}\s+([\d.]+)(us|ms|s|m)\s*$", text, re.M)
    return float(found.group(1)) * UNITS[found.group(2)]


def mixed_load(server, bench, seconds, slow_percent):
    """p50 and p99 are those of the requests that were not slow."""
    def client():
        said = json.loads(on_client_core(
            [bench.program("mixed_load"), str(server.port), "64", str(seconds), "/", "/slow",
             str(slow_percent)], seconds))
        return said["requests"], seconds, said["p50_us"], said["p99_us"]
    return measured(server, client)
