"""The second engine: a Rasa server on this machine, trained from the same files (see ``nlu.rasa_home``).

Linking, roles and languages stay ours; Rasa says which intent a text has. Where it does not answer in time,
the embedded engine does, and Rasa is left alone for a while.

Source: Rasa's HTTP API, https://legacy-docs-oss.rasa.com/docs/rasa/pages/http-api
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

import httpx
import numpy as np

from nlu.calibration import softmax
from nlu.embedded import EmbeddedInterpreter
from nlu.features import LONGEST
from nlu.interface import NO_CONTEXT, Context, Understanding
from nlu.linking import Names, link

FALLBACK = "nlu_fallback"
"""Rasa's own word for "not sure"; what is sure enough is decided by our thresholds."""

LEFT_ALONE = 10.0
"""Seconds after a failure in which nobody waits for Rasa again."""


MOST_STRAYS = 8
"""Requests that may hang at once; a server with more of them is not asked."""

LARGEST_ANSWER = 1_000_000
"""In bytes; Rasa's answers have a few thousand."""


class RasaError(RuntimeError):
    """Rasa did not answer as it should; the message is a code: unreachable, slow, refused or strange."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What makes Rasa's confidences honest, and from where to act, clarify and decline.

    Found with each training on utterances that the model had not seen (``nlu.rasa_home``).
    """

    temperature: float
    thresholds: Mapping[str, float]

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Limits:
        """Read what ``as_json`` wrote.

        Raises:
            KeyError, TypeError, ValueError: it is something else.
        """
        wanted = ("act_from", "clarify_from", "decline_from")
        return cls(float(stored["temperature"]), {name: float(stored["thresholds"][name]) for name in wanted})

    def as_json(self) -> dict[str, Any]:
        """The form in which it lies beside Rasa's model."""
        return {"temperature": self.temperature, "thresholds": dict(self.thresholds)}

    def honest(self, chances: Mapping[str, float]) -> dict[str, float]:
        """The chances after the temperature; they add up to 1."""
        scores = np.log(np.clip(np.array([list(chances.values())]), 1e-12, 1)) / self.temperature
        return dict(zip(chances, map(float, softmax(scores)[0]), strict=True))


class RasaServer:
    """One Rasa server. ``timeout`` is how many seconds one answer may take, all in all; safe to share."""

    def __init__(self, url: str, token: str, timeout: float = 0.5) -> None:
        self._timeout = timeout
        self._strays = 0
        self._client = httpx.Client(
            base_url=url,
            params={"token": token},
            headers={"Accept-Encoding": "identity"},  # nothing that grows when it is unpacked
            timeout=timeout,
            trust_env=False,  # a proxy has no business between us and this machine
        )

    def chances(self, text: str) -> dict[str, float]:
        """The chance of each intent, as Rasa sees it; empty for a text without words, such as emoji.

        Raises:
            RasaError: no answer in time, or not one as it should be.
        """
        # Half a surrogate pair is no character that could be sent.
        sent = text.encode("utf-8", "replace").decode("utf-8")
        answer = self._ask("POST", "/model/parse", {"text": sent})
        try:
            ranking = {str(one["name"]): float(one["confidence"]) for one in answer["intent_ranking"]}
            wordless = answer["intent"]["name"] in (None, FALLBACK)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise RasaError("strange") from error
        ranking.pop(FALLBACK, None)
        if not ranking and wordless:
            return {}
        if not ranking or not all(0 <= chance <= 1 for chance in ranking.values()):  # NaN is neither
            raise RasaError("strange")
        return ranking

    def model(self) -> str:
        """The name of the model file that it serves.

        Raises:
            RasaError: no answer in time, or not one as it should be.
        """
        return str(self._ask("GET", "/status", None).get("model_file", "")).rpartition("/")[2]

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _ask(self, method: str, path: str, content: Mapping[str, Any] | None) -> dict[str, Any]:
        """Ask in a thread that is left to itself when time is up: the client's own limit is one per read, so
        a server that answers letter by letter could keep it for ever.
        """
        if self._strays >= MOST_STRAYS:
            raise RasaError("slow")
        answers: SimpleQueue[dict[str, Any] | RasaError] = SimpleQueue()
        asking = threading.Thread(target=self._answer, args=(answers, method, path, content), daemon=True)
        self._strays += 1
        asking.start()
        try:
            answer = answers.get(timeout=self._timeout)
        except Empty:
            raise RasaError("slow") from None
        if isinstance(answer, RasaError):
            raise answer
        return answer

    def _answer(
        self, answers: SimpleQueue[dict[str, Any] | RasaError], method: str, path: str, content: Any
    ) -> None:
        try:
            answers.put(self._fetched(method, path, content))
        except RasaError as error:
            answers.put(error)
        except httpx.TimeoutException:
            answers.put(RasaError("slow"))
        except (httpx.HTTPError, httpx.InvalidURL):
            answers.put(RasaError("unreachable"))
        except Exception:  # whatever it answers with, somebody waits for a word from us
            answers.put(RasaError("strange"))
        finally:
            self._strays -= 1

    def _fetched(self, method: str, path: str, content: Any) -> dict[str, Any]:
        body = b""
        until = time.monotonic() + self._timeout
        with self._client.stream(method, path, json=content) as answer:
            if answer.status_code != httpx.codes.OK:
                raise RasaError("refused" if answer.status_code in (401, 403) else "strange")
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > LARGEST_ANSWER:
                    raise RasaError("strange")
                if time.monotonic() > until:
                    raise RasaError("slow")
        read = json.loads(body)
        if not isinstance(read, dict):
            raise RasaError("strange")
        return read


class RasaInterpreter:
    """Understands texts with Rasa; where Rasa fails, with the embedded engine.

    ``clock`` counts seconds (monotonic); ``troubled`` is told the code of each failure.
    """

    def __init__(
        self,
        server: RasaServer,
        limits: Limits,
        embedded: EmbeddedInterpreter,
        *,
        clock: Callable[[], float],
        troubled: Callable[[str], None],
    ) -> None:
        self._server = server
        self._limits = limits
        self._embedded = embedded
        self._clock = clock
        self._troubled = troubled
        self._lock = threading.Lock()
        self._again_at = float("-inf")

    @property
    def ordinary(self) -> frozenset[str]:
        """Folded everyday words: none of them alone stands for a longer name."""
        return self._embedded.ordinary

    def parse(self, text: str, names: Names, context: Context = NO_CONTEXT) -> Understanding:
        """Read one text with the names that it may mention."""
        chances = self._chances(text)
        if not chances:
            return self._embedded.parse(text, names, context)
        entities = link(text, names, self.ordinary)
        return self._embedded.reading(text, entities, self._limits.honest(chances), self._limits.thresholds)

    def _chances(self, text: str) -> dict[str, float] | None:
        """None where Rasa has nothing to say or does not answer."""
        # "/delete_me" would be Rasa's own notation for an intent: nobody shall dictate what they are read as.
        asked = text.lstrip().lstrip("/")
        if not asked.strip() or self._clock() < self._again_at:
            return None
        try:
            return self._known(self._server.chances(asked[:LONGEST]))
        except RasaError as error:
            with self._lock:
                self._again_at = self._clock() + LEFT_ALONE
            self._troubled(str(error))
            return None

    def _known(self, chances: dict[str, float]) -> dict[str, float]:
        """The chances, if they are those of our intents: else it is another Rasa that answers."""
        if not chances.keys() <= self._embedded.intents:
            raise RasaError("strange")
        return chances
