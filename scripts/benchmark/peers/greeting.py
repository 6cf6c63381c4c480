"""What everybody says to a diver who says hello: ours finds out, peers know."""

from typing import Any

from assistant.conversation import HELLO
from assistant.follow_ups import GREETING


def greeting(session_id: str) -> dict[str, Any]:
    return {
        "sessionId": session_id,
        "message": HELLO,
        "agentType": "greeting",
        "outcome": "greeting",
        "citations": [],
        "followUpQuestion": GREETING,
        "metadata": {
            "mode": "fixed",
            "provider": "dovvybuddy",
            "degraded": False,
            "remembered": True,
            "timings": {"triageMs": 0.0, "totalMs": 0.0},
        },
    }
