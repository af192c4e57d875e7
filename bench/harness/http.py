# The least of an HTTP/1.1 client: one keep-alive connection that asks and reads whole responses.
import socket


class Failure(Exception):
    """A case that could not be measured; its text says why."""


class Client:
    """One keep-alive connection."""

    def __init__(self, port):
        self.link = socket.create_connection(("127.0.0.1", port), 5)

    def ask(self, path):
        self.link.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += self.receive()
        head, _, body = received.partition(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise Failure(f"{path} gave {head.splitlines()[0].decode()}")
        length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n")
                      if line.startswith(b"content-length:"))
        while len(body) < length:
            body += self.receive()

    def receive(self):
        part = self.link.recv(65536)
        if not part:
            raise Failure("the server closed a keep-alive connection")
        return part

    def close(self):
        self.link.close()


def ask_once(port, path):
    client = Client(port)
    try:
        client.ask(path)
    finally:
        client.close()
