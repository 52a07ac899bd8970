"""What runs inside Rasa's own environment (Python 3.10, without Kitt): serve a model, or read texts.

``python rasa_inside.py serve MODEL TOKEN_FILE PORT`` serves on 127.0.0.1.
``python rasa_inside.py read MODEL`` reads one JSON text per line and writes one JSON object (intent:
confidence) per line.

To be started with ``-I``: in this folder ``rasa`` is another module. Rasa's own command line would show the
token to every user of the machine.
"""

import asyncio
import json
import sys
from pathlib import Path


def serve(model: str, token_file: str, port: str) -> None:
    """Serve a model over HTTP until the process is ended."""
    from rasa.__main__ import main

    token = Path(token_file).read_text(encoding="utf-8").strip()
    sys.argv = ["rasa", "run", "--enable-api", "--model", model, "--auth-token", token]
    sys.argv += ["--interface", "127.0.0.1", "--port", port]
    main()


def read(model: str) -> None:
    """Read texts from standard input and write the chance of each intent."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    output = sys.stdout
    sys.stdout = sys.stderr  # nothing but our lines goes to the caller

    async def ranked(text: str) -> dict[str, float]:
        parsed = await agent.parse_message(text)
        return {one["name"]: one["confidence"] for one in parsed["intent_ranking"]}

    loop = asyncio.new_event_loop()
    for line in sys.stdin:
        output.write(json.dumps(loop.run_until_complete(ranked(json.loads(line)))) + "\n")
        output.flush()


if __name__ == "__main__":
    mode, *arguments = sys.argv[1:]
    if mode == "serve":
        serve(*arguments)
    else:
        read(*arguments)
