"""A mail server of our own, that refuses, hangs or dies when told to: a few words of RFC 5321 over a real socket."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class MailServer(socketserver.ThreadingTCPServer):
    """`said` answers for a command instead of the usual yes: `{"RCPT": "550 5.1.1 nobody"}`; None hangs, "" hangs up.

    `pace` is the seconds that a letter takes.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.said: dict[str, str | None] = {}
        self.received: list[EmailMessage] = []
        self.sessions = 0
        self.pace = 0.0
        self.released = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.sessions += 1
        if not self.say("CONNECT", "220 ready"):
            return
        for line in self.rfile:
            command = line.decode().strip().upper().partition(" ")[0]
            answer = "221 bye" if command == "QUIT" else "354 go on" if command == "DATA" else "250 yes"
            if not self.say(command, answer) or command == "QUIT":
                return
            if command == "DATA" and "DATA" not in self.server.said and not self.letter():
                return

    def letter(self) -> bool:
        time.sleep(self.server.pace)
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        if "END" not in self.server.said:
            self.server.received.append(message_from_bytes(b"".join(lines), policy=policy.default))
        return self.say("END", "250 kept")

    def say(self, command: str, usual: str) -> bool:
        answer = self.server.said.get(command, usual)
        if answer is None:
            self.server.released.wait(30)
            return False
        if not answer:
            return False
        self.wfile.write(f"{answer}\r\n".encode())
        return True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()
