"""What the page offers to programs: the question as an endpoint of Gradio's API, and as a tool where MCP is there."""

from typing import Any

from gradio.events import api

from ui.page.address import Address
from ui.page.served import Served


def offer(served: Served) -> None:
    """Add the endpoint `/ask` to the page under construction."""

    def ask(question: str, since: str = "", until: str = "", source: str = "", language: str = "") -> dict[str, Any]:
        """Answer a question from the news articles of this library, every statement with its sources, or say why not.

        Args:
            question: A question in Arabic or English.
            since: Only articles published on this day or later, as 2025-11-17; empty for all.
            until: Only articles published on this day or earlier; empty for all.
            source: Only articles of this outlet; empty for all.
            language: Language of the answer, `ar` or `en`; empty for the question's own.
        """
        address = Address.of({"q": question, "since": since, "until": until, "source": source, "lang": language})
        scope = address.scope
        answer = served.agent.ask(question, address.language, since=scope.since, until=scope.until, source=scope.source)
        return answer.to_dict()

    api(ask, api_name="ask")
