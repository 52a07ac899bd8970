"""The socket of the web server, taken before anything else begins: a port in use ends the start at once."""

from __future__ import annotations

import errno
import socket

from bot.wording import Sentence


class CannotListenError(Exception):
    """The address of the web server cannot be had; ``sentence`` says why and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; who calls waits until the server takes over.

    Raises:
        CannotListenError: the port is taken, the address is not this machine's, or it may not be used.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        made = socket.socket(family, kind, protocol)
        try:
            # After a crash the port's last connections linger; that is no reason not to start.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(address)
            made.listen()
        except OSError:
            made.close()
            raise
    except OSError as error:
        raise CannotListenError(_sentence(host, port, error)) from error
    return made


def _sentence(host: str, port: int, error: OSError) -> Sentence:
    at = Sentence(f"Port {port} auf {host}", f"port {port} of {host}")
    if error.errno == errno.EADDRINUSE:
        return Sentence(
            f"{at.de} ist schon belegt. Läuft Kitt schon, oder ein anderes Programm? "
            "web.port nennt einen anderen.",
            f"{at.en[0].upper()}{at.en[1:]} is in use. Does Kitt run already, or another program? "
            "web.port names another one.",
        )
    if error.errno == errno.EACCES:
        return Sentence(
            f"Kitt darf {at.de} nicht benutzen; nimm für web.port eine Zahl ab 1024.",
            f"Kitt may not use {at.en}; take a number from 1024 on for web.port.",
        )
    return Sentence(
        f"{host} ist keine Adresse dieses Rechners; web.host berichtigen (meist 127.0.0.1).",
        f"{host} is no address of this machine; correct web.host (mostly 127.0.0.1).",
    )
