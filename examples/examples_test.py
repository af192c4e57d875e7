#!/usr/bin/env python3
# Runs the real server with every example installed and checks what each one's first lines promise.
# usage: examples_test.py <penstock> <folder of the example modules> <hosted_web_core>
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("header_stamp", "hello_world", "send_response", "async_work", "global_events")
PENSTOCK, MODULES, HOST = sys.argv.pop(1), sys.argv.pop(1), sys.argv.pop(1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Running:
    """A server with all examples, on a port and in a folder of its own."""

    def __init__(self, place):
        self.port = free_port()
        self.config = Path(place) / "applicationHost.config"
        shipped = (ROOT / "config/applicationHost.config").read_text()
        self.config.write_text(shipped.replace('"*:8080:"', f'"127.0.0.1:{self.port}:"'))
        self.environment = {**os.environ, "PENSTOCK_STATE": place, "PENSTOCK_LOGS": f"{place}/logs"}
        for name in EXAMPLES:
            self.penstock("module", "install", name, "--image", f"{MODULES}/{name}.so")
        self.process = subprocess.Popen(
            [PENSTOCK, "serve", "--config", str(self.config)], env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.first_line = self.process.stdout.readline()  # it listens, or says why not

    def penstock(self, *arguments):
        return subprocess.run([PENSTOCK, *arguments, "--config", str(self.config)],
                              env=self.environment, check=True, capture_output=True, text=True).stdout

    def get(self, path):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        link.request("GET", path)
        response = link.getresponse()
        body = response.read().decode()
        link.close()
        return response, body

    def events(self, source):
        lines = self.penstock("events", "--json", "--source", source).splitlines()
        return [json.loads(line) for line in lines]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.stdout.read()
        return self.process.wait()


class Examples(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.server = Running(self.folder.name)
        self.assertIn("listening", self.server.first_line)

    def tearDown(self):
        if self.server.process.poll() is None:
            self.server.stop()
        self.server.process.stdout.close()
        self.folder.cleanup()

    def test_the_page_is_served_and_stamped(self):
        response, body = self.server.get("/")
        self.assertEqual(response.status, 200)
        self.assertIn("Penstock is running", body)
        self.assertEqual(response.getheader("X-Stamped-By"), "header_stamp")

    def test_hello_world_answers_its_url_alone(self):
        response, body = self.server.get("/hello")
        self.assertEqual((response.status, body), (200, "Hello from a native module.\n"))
        self.assertEqual(response.getheader("Content-Type"), "text/plain; charset=utf-8")
        self.assertEqual(self.server.get("/hello/other")[0].status, 404)

    def test_async_work_answers_from_its_completion(self):
        self.assertEqual(self.server.get("/primes?100")[1], "25 primes up to 100\n")

    def test_send_response_writes_an_event_for_each_response(self):
        for path in ("/", "/hello", "/no-such-page"):
            self.server.get(path)
        self.assertEqual(self.server.stop(), 0)
        events = self.server.events("IISADMIN")
        self.assertEqual([event["strings"] for event in events], [["OnSendResponse"]] * 3)
        self.assertEqual({(e["log"], e["event_id"], e["category"]) for e in events},
                         {("Application", 0, 0)})

    def test_global_events_sees_start_and_stop(self):
        self.server.get("/")
        self.assertEqual(self.server.stop(), 0)
        said = [event["strings"][0] for event in self.server.events("GlobalEvents")]
        self.assertEqual(said, ["application started", "the server stopped listening",
                                "application stopped"])

    def test_hosted_web_core_serves_inside_a_program(self):
        self.assertEqual(self.server.stop(), 0)
        host = subprocess.Popen([HOST, str(self.server.config)], env=self.server.environment,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.assertEqual(host.stdout.readline(), "serving; press Enter to stop\n")
        response, body = self.server.get("/hello")
        self.assertEqual((response.status, body), (200, "Hello from a native module.\n"))
        host.communicate("\n")
        self.assertEqual(host.returncode, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
