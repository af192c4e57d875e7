# The cases that are one figure a contender instead of a load in rounds: allocations, idle memory,
# start, events lost. Each returns {title, unit, values, targets}.
import subprocess

from . import servers
from .cases import ANSWER, WITH_EVENTS, penstock
from .clients import wrk
from .http import Failure
from .measure import allocations_per_request, idle_connection_bytes, start_seconds


def result(title, unit, values, targets=()):
    return {"title": title, "unit": unit, "values": values, "targets": list(targets)}


def at_most(what, value, bound):
    return {"target": f"{what} <= {bound:g}", "is": value, "met": value <= bound}


def allocations(bench, quick):
    library = str(bench.build / "lib/malloc_count.so")
    values = {}
    for name, modules, path in (("module answer", ANSWER, "/"), ("static 1 KiB", (), "/1k.html")):
        values[name] = allocations_per_request(
            lambda environment, modules=modules: servers.penstock(
                bench, modules, environment=environment),
            path, bench.scratch, library)
    return result("heap allocations of a steady-state keep-alive request", "allocations", values,
                  [at_most(name, value, 0) for name, value in values.items()])


def idle_memory(bench, quick):
    connections = 1000 if quick else 10000
    values = {}
    for name, start in (("penstock", penstock(ANSWER)), ("nginx", servers.nginx)):
        server = start(bench)
        try:
            server.wait_until_serving("/")
            values[name] = idle_connection_bytes(server, "/", connections)
        finally:
            server.stop()
    return result(f"resident memory of an idle keep-alive connection, {connections} open", "bytes",
                  values, [at_most("penstock / nginx", values["penstock"] / values["nginx"], 1)])


def start(bench, quick):
    times = 3 if quick else 11
    values = {name: start_seconds(lambda begin=begin: begin(bench), "/", times) * 1000
              for name, begin in (("penstock", penstock()), ("nginx", servers.nginx))}
    return result("start to first response, default configuration", "ms", values,
                  [at_most("penstock", values["penstock"], 100)])


def events_lost(bench, quick):
    """Responses that the client counted under load, less the entries found after the stop."""
    server = penstock(WITH_EVENTS)(bench)
    try:
        server.wait_until_serving("/")
        answered = wrk(server, "/", 1 if quick else 5).requests
    finally:
        server.stop()
    said = subprocess.run(
        [bench.program("penstock"), "events", "--json", "--source", "IISADMIN", "--directory",
         str(server.place / "events")], capture_output=True, text=True, check=False)
    if said.returncode:
        raise Failure(f"penstock events: {said.stderr.strip()}")
    lost = max(0, answered - said.stdout.count("\n"))
    return result(f"events missing after {answered} responses of the OnSendResponse example",
                  "events", {"penstock": lost}, [at_most("penstock", lost, 0)])


SINGLES = {"events_lost": events_lost, "allocations": allocations, "idle_memory": idle_memory, "start": start}
