# Measurements that are no load run: allocations per request, memory of idle connections, start.
import mmap
import resource
import statistics
import struct

from .http import Client, Failure
from .process import memory_kib


def allocations_per_request(start, path, scratch, library, warm_up=500, requests=2000):
    """start(environment) starts the server with the counting library preloaded."""
    counter = scratch / "malloc_count"
    counter.write_bytes(bytes(8))
    server = start({"LD_PRELOAD": library, "MALLOC_COUNT_FILE": str(counter)})
    try:
        server.wait_until_serving(path)
        with open(counter, "r+b") as file, mmap.mmap(file.fileno(), 8) as mapped:
            client = Client(server.port)
            for _ in range(warm_up):
                client.ask(path)
            before = struct.unpack("Q", mapped[:8])[0]
            for _ in range(requests):
                client.ask(path)
            after = struct.unpack("Q", mapped[:8])[0]
            client.close()
        if before == 0:
            raise Failure("the counting library was not loaded")
        return (after - before) / requests
    finally:
        server.stop()


def idle_connection_bytes(server, path, connections=10000):
    """Resident memory each keep-alive connection holds after one request."""
    limit = connections + 200
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < limit:
        if hard != resource.RLIM_INFINITY and hard < limit:
            connections = hard - 200
        resource.setrlimit(resource.RLIMIT_NOFILE, (connections + 200, hard))
    before = memory_kib(server.pids(), "VmRSS")
    clients = []
    try:
        for _ in range(connections):
            client = Client(server.port)
            client.ask(path)
            clients.append(client)
        return (memory_kib(server.pids(), "VmRSS") - before) * 1024 / connections
    finally:
        for client in clients:
            client.close()


def start_seconds(start, path, times):
    """Median seconds from exec to the first whole response."""
    took = []
    for _ in range(times):
        server = start()
        try:
            took.append(server.wait_until_serving(path))
        finally:
            server.stop()
    return statistics.median(took)
