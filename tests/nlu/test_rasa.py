"""The client of Rasa, against a server that has every fault a server can have."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nlu.interface import Decision
from nlu.names import Names
from nlu.rasa import LEFT_ALONE, Limits, RasaError, RasaInterpreter, RasaServer
from tests.dialogue import interpreter

TOKEN = "a-token-of-the-test"
LIMITS = Limits(1.0, {"act_from": 0.6, "clarify_from": 0.2, "decline_from": 0.4})
NONE = Names([])

RUBBISH = {
    "html": b"<html>",
    "list": b"[]",
    "no utf-8": b'{"intent_ranking": [{"name": "\xff", "confidence": 1}]}',
    "deep": b"[" * 200_000,
    "huge number": b'{"intent_ranking": [{"name": "greet", "confidence": ' + b"9" * 400 + b"}]}",
    "not a number": b'{"intent_ranking": [{"name": "greet", "confidence": NaN}]}',
    "negative": b'{"intent_ranking": [{"name": "greet", "confidence": -5}]}',
    "unknown": b'{"intent_ranking": [{"name": "launch_missiles", "confidence": 1.0}]}',
    "no name": b'{"intent_ranking": [{"name": null, "confidence": 1.0}]}',
    "endless": b" " * 3_000_000,
}
"""What a server may answer that is no Rasa, or a broken one."""


class Handler(BaseHTTPRequestHandler):
    """Answers as the fake that it belongs to wants."""

    protocol_version = "HTTP/1.1"
    fake: Fake

    def do_GET(self) -> None:
        self._answer({"model_file": "/somewhere/rasa-abc.tar.gz"})

    def do_POST(self) -> None:
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
        self.fake.texts.append(text)
        ranking = [{"name": name, "confidence": chance} for name, chance in self.fake.ranking]
        best = ranking[0] if ranking else {"name": None, "confidence": 0.0}
        self._answer({"text": text, "intent": best, "intent_ranking": ranking})

    def _answer(self, content: object) -> None:
        fault = self.fake.fault
        if f"token={TOKEN}" not in self.path:
            self._send(401, b"{}")
        elif fault in ("", "drips"):
            self._send(200, json.dumps(content).encode(), drips=fault == "drips")
        else:
            if fault == "slow":
                self.fake.let_go.wait(30)
            self._send(500 if fault == "broken" else 200, RUBBISH.get(fault, b"{}"))

    def _send(self, status: int, body: bytes, *, drips: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not drips:
            self.wfile.write(body)
            return
        for letter in body:  # each soon enough for a limit per read
            self.wfile.write(bytes([letter]))
            self.wfile.flush()
            if self.fake.let_go.wait(0.04):
                return

    def log_message(self, *_: object) -> None:
        pass


class Fake:
    """Answers as Rasa does, or as ``fault`` says; remembers what it was asked."""

    def __init__(self) -> None:
        self.fault = ""
        self.ranking = [("greet", 0.9), ("goodbye", 0.1)]
        self.texts: list[str] = []
        self.let_go = threading.Event()
        self.clients: list[RasaServer] = []
        handler = type("HandlerOfThis", (Handler,), {"fake": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def client(self, token: str = TOKEN, timeout: float = 0.5) -> RasaServer:
        client = RasaServer(self.url, token, timeout)
        self.clients.append(client)
        return client

    def close(self) -> None:
        self.let_go.set()
        for client in self.clients:
            client.close()
        self.stop()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def fake() -> Iterator[Fake]:
    server = Fake()
    yield server
    server.close()


class Clock:
    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def engine(fake: Fake, clock: Clock, codes: list[str], timeout: float = 0.5) -> RasaInterpreter:
    server = fake.client(timeout=timeout)
    return RasaInterpreter(server, LIMITS, interpreter(), clock=clock, troubled=codes.append)


def test_rasa_decides_the_intent(fake: Fake) -> None:
    """Rasa's ranking, our linking in front: a text that we would greet back is what Rasa says it is."""
    fake.ranking = [("nlu_fallback", 0.5), ("thanks", 0.7), ("greet", 0.3)]
    codes: list[str] = []
    read = engine(fake, Clock(), codes).parse("hallo zusammen in Köln", NONE)
    assert (read.intent, read.decision) == ("thanks", Decision.ACT)
    assert [other.intent for other in read.alternatives] == ["greet"]
    assert fake.texts == ["hallo zusammen in Köln"]
    assert codes == []


def test_rasa_decides_by_its_own_limits(fake: Fake) -> None:
    """A confidence below Rasa's limits is asked back or declined."""
    fake.ranking = [("thanks", 0.5), ("greet", 0.3), ("out_of_scope", 0.2)]
    parse = engine(fake, Clock(), []).parse
    assert parse("na denn", NONE).decision is Decision.CLARIFY
    fake.ranking = [("thanks", 0.45), ("greet", 0.1), ("out_of_scope", 0.45)]
    assert parse("na denn", NONE).decision is Decision.DECLINE


def test_temperature_makes_confidences_honest() -> None:
    """Above 1 it flattens, below 1 it sharpens; the order stays and the sum is 1."""
    chances = {"a": 0.6, "b": 0.3, "c": 0.1}
    flat = Limits(2.0, {}).honest(chances)
    sharp = Limits(0.5, {}).honest(chances)
    assert flat["a"] < 0.6 < sharp["a"]
    assert sum(flat.values()) == pytest.approx(1)
    assert flat["a"] > flat["b"] > flat["c"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [("slow", "slow"), ("drips", "slow"), ("broken", "strange"), *((name, "strange") for name in RUBBISH)],
)
def test_embedded_engine_steps_in(fake: Fake, fault: str, code: str) -> None:
    """Whatever Rasa does wrong, the person gets an answer, and Rasa is left alone for a while."""
    codes: list[str] = []
    clock = Clock()
    parse = engine(fake, clock, codes, timeout=0.1 if code == "slow" else 5).parse
    fake.ranking = [("thanks", 1.0)]
    fake.fault = fault
    assert parse("Einen wunderschönen guten Morgen euch beiden", NONE).intent == "greet"
    assert codes == [code]
    asked = len(fake.texts)
    fake.fault = ""
    assert parse("Einen wunderschönen guten Morgen euch beiden", NONE).intent == "greet"
    assert len(fake.texts) == asked
    clock.seconds += LEFT_ALONE
    assert parse("Einen wunderschönen guten Morgen euch beiden", NONE).intent == "thanks"
    assert codes == [code]


def test_nobody_there(fake: Fake) -> None:
    """A server that is gone is the same."""
    codes: list[str] = []
    interpreter_of_rasa = engine(fake, Clock(), codes)
    fake.stop()
    assert interpreter_of_rasa.parse("Einen wunderschönen guten Morgen euch beiden", NONE).intent == "greet"
    assert codes == ["unreachable"]


def test_wrong_token(fake: Fake) -> None:
    """A server that refuses us says so by its code; the token is in no message."""
    with pytest.raises(RasaError) as caught:
        fake.client("another").chances("hallo")
    assert str(caught.value) == "refused"
    assert "another" not in repr(caught.value.__cause__)


def test_model_name(fake: Fake) -> None:
    """Which model is served, without its folder."""
    assert fake.client().model() == "rasa-abc.tar.gz"


@pytest.mark.parametrize("ranking", [[], [("nlu_fallback", 0.6)]])
def test_rasa_has_nothing_to_say(fake: Fake, ranking: list[tuple[str, float]]) -> None:
    """For a text without words Rasa ranks nothing: that is no failure, and the embedded engine reads it."""
    fake.ranking = ranking
    codes: list[str] = []
    parse = engine(fake, Clock(), codes).parse
    assert parse("🦄", NONE).text == "🦄"
    fake.ranking = [("thanks", 1.0)]
    assert parse("na dann eben so", NONE).intent == "thanks"
    assert codes == []


def test_nothing_said_is_not_sent(fake: Fake) -> None:
    """An empty text needs no server; a long one is cut to what an intent shows in."""
    parse = engine(fake, Clock(), []).parse
    parse("  \n", NONE)
    assert fake.texts == []
    parse("halb \ud83d", NONE)
    assert fake.texts.pop() == "halb ?"
    parse(" //delete_me", NONE)  # Rasa's notation for an intent
    assert fake.texts.pop() == "delete_me"
    parse("bla " * 25_000, NONE)
    assert len(fake.texts[0]) <= 1_500
