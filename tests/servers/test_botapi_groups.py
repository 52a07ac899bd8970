"""The fake Bot API server: groups, topics, channels, webhooks; asked without any library but HTTP."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import httpx

from tests.servers.botapi import BotApi


def call(server: BotApi, method: str, **params: Any) -> dict[str, Any]:
    """One call, as JSON."""
    answer: dict[str, Any] = httpx.post(
        f"{server.base_url}{server.token}/{method}", json=params, timeout=30
    ).json()
    return answer


def texts(answer: dict[str, Any]) -> list[str]:
    return [update["message"].get("text", "") for update in answer["result"] if "message" in update]


def test_privacy_mode(server: BotApi) -> None:
    """In a group the bot sees commands, its name and replies to it; everything where it administers."""
    mara, group = server.user("Mara"), server.supergroup("Runde")
    assert call(server, "sendMessage", chat_id=group.id, text="x")["error_code"] == 403
    mara.adds_bot(group)
    sent = call(server, "sendMessage", chat_id=group.id, text="Hallo")["result"]
    for text in (
        "unter uns",
        "/hilfe",
        "/hilfe@kitt_test_bot",
        "/hilfe@other_bot",
        "@kitt_test_bot wer?",
        "mail",
    ):
        mara.writes(text, group)
    mara.writes("an dich", group, to=sent["message_id"])
    seen = texts(call(server, "getUpdates"))
    assert [text for text in seen if text] == [
        "/hilfe",
        "/hilfe@kitt_test_bot",
        "@kitt_test_bot wer?",
        "an dich",
    ]
    mara.adds_bot(group, "administrator")
    mara.writes("jetzt alles", group)
    assert texts(call(server, "getUpdates"))[-1] == "jetzt alles"
    mara.removes_bot(group)
    refused = call(server, "sendMessage", chat_id=group.id, text="x")
    assert refused["description"] == "Forbidden: bot was kicked from the supergroup chat"


def test_topics(server: BotApi) -> None:
    """A message goes into a topic that there is, and its reply stays there."""
    mara, forum = server.user("Mara"), server.supergroup("Forum", "Termine")
    mara.adds_bot(forum)
    (topic,) = forum.topics
    asked = mara.writes("/hilfe", forum, topic=topic)
    reply = {"message_id": asked["message_id"]}
    sent = call(
        server, "sendMessage", chat_id=forum.id, text="x", message_thread_id=topic, reply_parameters=reply
    )
    assert sent["result"]["message_thread_id"] == topic
    assert sent["result"]["reply_to_message"]["text"] == "/hilfe"
    gone = call(server, "sendMessage", chat_id=forum.id, text="x", message_thread_id=99)
    assert gone["description"] == "Bad Request: message thread not found"


def test_a_group_becomes_a_supergroup(server: BotApi) -> None:
    """Both sides are told in the updates, and the old number is refused with the new one."""
    mara, group = server.user("Mara"), server.group("Runde")
    mara.adds_bot(group)
    new = mara.upgrades(group)
    refused = call(server, "sendMessage", chat_id=group.id, text="x")
    assert refused["parameters"] == {"migrate_to_chat_id": new.id}
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert call(server, "sendMessage", chat_id=new.id, text="x")["ok"]
    told = [update["message"] for update in call(server, "getUpdates")["result"][-2:]]
    assert told[0]["migrate_to_chat_id"] == new.id
    assert told[1]["migrate_from_chat_id"] == group.id


def test_channels(server: BotApi) -> None:
    """A bot writes into a channel that it administers, polls there are anonymous, and getChat tells of it."""
    mara, channel = server.user("Mara"), server.channel("Neues")
    mara.adds_bot(channel, "member")
    assert call(server, "sendMessage", chat_id=channel.id, text="x")["error_code"] == 400
    mara.adds_bot(channel, "administrator")
    assert call(server, "sendMessage", chat_id=channel.id, text="x")["ok"]
    poll = {"chat_id": channel.id, "question": "?", "options": [{"text": "a"}, {"text": "b"}]}
    assert not call(server, "sendPoll", **poll, is_anonymous=False)["ok"]
    assert call(server, "sendPoll", **poll)["ok"]
    assert call(server, "getChat", chat_id=channel.id)["result"]["title"] == "Neues"
    me = call(server, "getMe")["result"]["id"]
    assert (
        call(server, "getChatMember", chat_id=channel.id, user_id=me)["result"]["status"] == "administrator"
    )


def test_a_wrong_token(server: BotApi) -> None:
    """401 for one that was revoked, 404 for what is no token, no file without it."""
    assert httpx.get(f"{server.base_url}1:x/getMe").json()["error_code"] == 401
    assert httpx.get(f"{server.base_url}x/getMe").json()["error_code"] == 404
    assert httpx.get(f"{server.address}/file/bot1:x/documents/file-1").status_code == 404


class _Hook(BaseHTTPRequestHandler):
    """Refuses the first delivery, takes the others."""

    got: ClassVar[list[tuple[str, bytes]]] = []
    full = threading.Event()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], body))
        self.send_response(500 if len(self.got) == 1 else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()
        if len(self.got) == 4:
            self.full.set()

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


def test_webhook(server: BotApi) -> None:
    """Updates come with the secret, in order inside a chat, again after a refusal; nobody polls meanwhile."""
    _Hook.got, _Hook.full = [], threading.Event()
    hook = ThreadingHTTPServer(("127.0.0.1", 0), _Hook)
    threading.Thread(target=hook.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{hook.server_port}/"
    assert not call(server, "setWebhook", url=url, secret_token="ä")["ok"]
    mara = server.user("Mara")
    for text in ("eins", "zwei", "drei"):
        mara.writes(text)
    assert call(server, "setWebhook", url=url, secret_token="geheim")["ok"]
    assert _Hook.full.wait(60)
    assert [secret for secret, _ in _Hook.got] == ["geheim"] * 4
    assert [word for word in ("eins", "zwei", "drei") for _, body in _Hook.got if word.encode() in body] == [
        "eins", "eins", "zwei", "drei",
    ]  # fmt: skip
    assert "webhook is active" in call(server, "getUpdates")["description"]
    info = call(server, "getWebhookInfo")["result"]
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")
    assert call(server, "deleteWebhook")["ok"]
    assert call(server, "getUpdates")["ok"]
    hook.shutdown()
    hook.server_close()
