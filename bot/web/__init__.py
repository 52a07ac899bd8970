"""Kitt's own web server: health, metrics, and where networks call us; imported only when it is configured."""

from bot.web.listening import CannotListenError
from bot.web.metrics import Metrics
from bot.web.server import Web

__all__ = ["CannotListenError", "Metrics", "Web"]
