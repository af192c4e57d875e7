# The cases: contenders, client, and what must be reached. A load case runs its contenders in turn,
# A B C A B C ..., so that a disturbance of the machine hits all of them.
from dataclasses import dataclass, field
from typing import Callable

from . import servers
from .clients import mixed_load, wrk


@dataclass
class Contender:
    start: Callable  # bench -> Server
    path: str = "/"


@dataclass
class Target:
    """`figure` of penstock's divided by that of `against` must be at most (or at least) `bound`."""
    figure: str
    against: str
    bound: float
    at_least: bool = False

    def met(self, ratio):
        return ratio >= self.bound if self.at_least else ratio <= self.bound

    def text(self):
        return f"{'>=' if self.at_least else '<='} {self.bound:g} x {self.against} ({self.figure})"


@dataclass
class LoadCase:
    name: str
    title: str
    contenders: dict  # name -> Contender; the first is the one under test
    client: Callable = lambda bench, server, path, seconds: wrk(server, path, seconds)
    targets: list = field(default_factory=list)


ANSWER = (("Answer", "answer"),)


def penstock(modules=(), **options):
    return lambda bench: servers.penstock(bench, modules, **options)


def answering(path="/", **options):
    return Contender(penstock(ANSWER, **options), path)


def floor(body):
    return Contender(lambda bench: servers.floor(bench, body))


def static(name, title, path, against_nginx, floor_body=None, figure="cpu_us", at_least=False):
    contenders = {"penstock": Contender(penstock(), path),
                  "nginx": Contender(servers.nginx, path),
                  "lighttpd": Contender(servers.lighttpd, path)}
    if floor_body:
        contenders["floor"] = floor(floor_body)
    return LoadCase(name, title, contenders,
                    targets=[Target(figure, "nginx", against_nginx, at_least)])


def pipelined(bench, server, path, seconds):
    return wrk(server, path, seconds, depth=16)


def mixture(slow_percent):
    return lambda bench, server, path, seconds: mixed_load(server, bench, seconds, slow_percent)


BLOCKING = (("Sleeper", "sleeper"),) + ANSWER
PASSING = tuple((f"Pass{n}", "pass") for n in range(20)) + ANSWER
WITH_EVENTS = (("OnSendResponse", "send_response"),) + ANSWER

LOAD_CASES = [
    LoadCase("answer", "12 bytes from a native module's OnBeginRequest",
             {"penstock": answering(),
              "nginx": Contender(servers.nginx, "/answer"), "floor": floor(12)},
             targets=[Target("cpu_us", "nginx", 0.95)]),
    static("static_1k", "static file, 1 KiB", "/1k.html", 0.75, floor_body=1024),
    static("static_100k", "static file, 100 KiB", "/100k.html", 0.90),
    static("static_10m", "static file, 10 MiB", "/10m.html", 1.0, figure="rate", at_least=True),
    LoadCase("pipelined", "16 pipelined requests a connection, module answer",
             {"penstock": answering(),
              "nginx": Contender(servers.nginx, "/answer"), "floor": floor(12)},
             client=pipelined, targets=[Target("rate", "nginx", 3, at_least=True)]),
    LoadCase("further_modules", "20 further modules that return CONTINUE from one notification",
             {"20 modules": Contender(penstock(PASSING)), "no module": answering()}),
    LoadCase("blocking", "1% of requests in a module that sleeps 20 ms: the other requests",
             {"hand-off on": Contender(penstock(BLOCKING)),
              "hand-off off": Contender(penstock(BLOCKING, handoff=False))},
             client=mixture(1),
             targets=[Target("rate", "hand-off off", 5, at_least=True)]),
    LoadCase("events", "one event written for each response (the OnSendResponse example)",
             {"with events": Contender(penstock(WITH_EVENTS)), "without": answering()},
             targets=[Target("rate", "without", 0.6, at_least=True)]),
]
