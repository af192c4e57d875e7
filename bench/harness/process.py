# A server under measurement: its whole process tree's CPU time and memory, start, stop. Linux
# only, from /proc. Used by servers.py and measure.py.
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from .http import Failure, ask_once

TICKS = os.sysconf("SC_CLK_TCK")
SERVER_CORE, CLIENT_CORE = "0", "1"


def children_of(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child)] + children_of(int(child))
    return found


def cpu_seconds(pids):
    """User and system time of these processes, all their threads, the ended ones included."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_kib(pids, field):
    """Sum of a /proc/<pid>/status field (VmRSS, VmHWM)."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                total += int(line.split()[1])
    return total


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running server of one contender, pinned to the server's core."""

    def __init__(self, name, command, port, log, environment=None):
        self.name, self.port, self.log = name, port, log
        self.started = time.monotonic()
        with open(log, "wb") as out:
            self.process = subprocess.Popen(
                ["taskset", "-c", SERVER_CORE] + command, stdout=out, stderr=out,
                stdin=subprocess.DEVNULL, start_new_session=True,
                env={**os.environ, **(environment or {})})

    def pids(self):
        return [self.process.pid] + children_of(self.process.pid)

    def wait_until_serving(self, path="/", seconds=10):
        """Seconds from start to the first whole response."""
        while time.monotonic() - self.started < seconds:
            if self.process.poll() is not None:
                break
            try:
                ask_once(self.port, path)
                return time.monotonic() - self.started
            except OSError:
                time.sleep(0.001)
        said = Path(self.log).read_text(errors="replace").strip().splitlines()[-3:]
        raise Failure(f"{self.name} does not serve port {self.port}: {' / '.join(said)}")

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
