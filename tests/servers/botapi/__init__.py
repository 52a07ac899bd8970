"""A fake Bot API server: what Telegram does, and every fault of it on command.

    with BotApi() as server:
        mara = server.user("Mara")
        mara.starts()
        server.wait(lambda: server.sent(mara))

Shapes and limits are those of https://core.telegram.org/bots/api (10.0); descriptions of errors
those of the Bot API server's source (https://github.com/tdlib/telegram-bot-api).
"""

from tests.servers.botapi.faults import NAMES, Fault
from tests.servers.botapi.interface import TOKEN, BotApi, Sent
from tests.servers.botapi.people import Person
from tests.servers.botapi.server import Call
from tests.servers.botapi.world import Chat

__all__ = ["NAMES", "TOKEN", "BotApi", "Call", "Chat", "Fault", "Person", "Sent"]
