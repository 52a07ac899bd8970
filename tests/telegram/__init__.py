"""Kitt on Telegram, against the fake Bot API server."""
