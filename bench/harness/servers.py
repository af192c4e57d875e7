# The contenders: how each server is configured and started for a case. Every one gets one worker,
# one thread, no access log, and the settings its own documentation recommends for the job.
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

from .http import Failure
from .process import Server, free_port

ROOT = Path(__file__).resolve().parents[2]

NGINX = """
user root;
worker_processes 1;
daemon off;
pid {place}/nginx.pid;
error_log {place}/nginx.error.log;
events {{ worker_connections 20000; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 300;
  keepalive_requests 1000000000;
  open_file_cache max=1000 inactive=1h;
  open_file_cache_valid 1h;
  client_body_temp_path {place}/body;
  proxy_temp_path {place}/proxy;
  fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi;
  scgi_temp_path {place}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    root {root};
    location = /answer {{ default_type text/plain; return 200 "hello world\\n"; }}
  }}
}}
"""

LIGHTTPD = """
server.modules = ( "mod_indexfile", "mod_staticfile" )
server.document-root = "{root}"
server.bind = "127.0.0.1"
server.port = {port}
server.max-keep-alive-requests = 60000
server.max-keep-alive-idle = 300
server.max-fds = 20000
server.errorlog = "{place}/lighttpd.error.log"
index-file.names = ( "index.html" )
mimetype.assign = ( ".html" => "text/html" )
"""


class Bench:
    """Where things are: the build, a scratch folder, the document root."""

    def __init__(self, build, scratch):
        self.build, self.scratch = Path(build).resolve(), Path(scratch)
        self.root = self.scratch / "root"
        self.root.mkdir(parents=True)
        for name, size in (("1k.html", 1024), ("100k.html", 100 * 1024), ("10m.html", 10 << 20)):
            (self.root / name).write_bytes(b"x" * size)
        (self.root / "index.html").write_text("<!DOCTYPE html><title>bench</title>\n")

    def place(self, name):
        place = self.scratch / f"{name}-{free_port()}"
        place.mkdir()
        return place

    def program(self, name):
        path = self.build / "bin" / name
        if not path.exists():
            raise Failure(f"{path} is not built")
        return str(path)

    def module(self, name):
        for folder in ("bench", "modules"):
            path = self.build / "lib" / folder / f"{name}.so"
            if path.exists():
                return str(path)
        raise Failure(f"the module {name}.so is not built below {self.build}/lib")


def floor(bench, body):
    port = free_port()
    place = bench.place("floor")
    return Server("floor", [bench.program("floor"), str(port), str(body)], port, place / "log")


def nginx(bench):
    return configured(bench, "nginx", NGINX, lambda conf, place: ["-c", conf, "-p", place])


def lighttpd(bench):
    return configured(bench, "lighttpd", LIGHTTPD, lambda conf, place: ["-D", "-f", conf])


def configured(bench, name, template, arguments):
    """A Debian server from its configuration's template."""
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if not program:
        raise Failure(f"{name} is not installed")
    place, port = bench.place(name), free_port()
    conf = place / "conf"
    conf.write_text(template.format(place=place, root=bench.root, port=port))
    return Server(name, [program] + arguments(str(conf), str(place)), port, place / "log")


def penstock(bench, modules=(), name="penstock", handoff=True, environment=None):
    """The shipped configuration on one loop, without access log, and these (name, image) modules,
    which come after the built-in ones in their order."""
    program = bench.program("penstock")
    place, port = bench.place("penstock"), free_port()
    conf = place / "applicationHost.config"
    tree = ET.parse(ROOT / "config/applicationHost.config")
    adapt(tree.getroot(), port, handoff)
    tree.write(conf, encoding="utf-8", xml_declaration=True)
    for module, image in modules:
        done = subprocess.run(
            [program, "module", "install", module, "--image", bench.module(image), "--config",
             str(conf)], capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failure(f"penstock module install {module}: {done.stderr.strip()}")
    own = {"PENSTOCK_STATE": str(place), "PENSTOCK_LOGS": str(place / "logs"),
           "PENSTOCK_WWW": str(bench.root), **(environment or {})}
    server = Server(name, [program, "serve", "--config", str(conf)], port, place / "log", own)
    server.place = place
    return server


def adapt(top, port, handoff):
    sites = top.find("system.applicationHost/sites")
    sites.find("site/bindings/binding").set("bindingInformation", f"127.0.0.1:{port}:")
    sites.find("siteDefaults/logFile").set("enabled", "false")
    top.find("system.webServer/httpLogging").set("dontLog", "true")
    top.find("penstock/server").set("loops", "1")
    top.find("penstock/server/handoff").set("enabled", "true" if handoff else "false")
