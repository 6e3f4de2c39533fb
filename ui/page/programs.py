"""What the page offers to programs: the question as an endpoint of Gradio's API, and as a tool where MCP is there."""

from typing import Any

from gradio.events import api

from agent.records import Answer
from ui.page.address import Address
from ui.page.served import Served


def offer(served: Served) -> None:
    """Add the endpoint `/ask` to the page under construction."""

    def ask(
        question: str, since: str = "", until: str = "", source: str = "", language: str = "", articles: str = ""
    ) -> dict[str, Any]:
        """Answer a question from the news articles of this library, every statement with its sources, or say why not.

        Args:
            question: A question in Arabic or English.
            since: Only articles published on this day or later, as 2025-11-17; empty for all.
            until: Only articles published on this day or earlier; empty for all.
            source: Only articles of this outlet; empty for all.
            language: Language of the answer, `ar` or `en`; empty for the question's own.
            articles: Only articles in this language, `ar` or `en`; empty for both.
        """
        given = {"since": since, "until": until, "source": source, "articles": articles, "lang": language}
        address = Address.of({"q": question, **given})
        *_, answer = served.agent.stream(address.question, address.language, address.scope)
        assert isinstance(answer, Answer)
        return answer.to_dict()

    api(ask, api_name="ask")
