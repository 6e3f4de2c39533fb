"""Serve the page: one process, on loopback unless told otherwise, with nothing fetched and nothing sent."""

import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from socket import socket

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from agent import Agent
from retrieval.errors import IsnadError, SettingError
from ui.page.app import page
from ui.page.scripts import head
from ui.page.served import Served

FONTS = ["system-ui", "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Tahoma", "sans-serif"]
FIXED_FONTS = ["ui-monospace", "Consolas", "monospace"]


def application(served: Served) -> FastAPI:
    """Make the web application: the page, its API, and a word on its health."""
    app = FastAPI(title="Isnad", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/health")
    def health() -> JSONResponse:
        """Say that the server answers, and over how many articles."""
        try:
            articles = 0 if served.is_empty else served.library.counts().articles
        except IsnadError as error:
            return JSONResponse({"status": "failing", "reason": str(error)}, status_code=503)
        return JSONResponse({"status": "ok", "articles": articles})

    settings = served.settings
    gr.mount_gradio_app(
        app,
        page(served),
        path="/",
        auth=settings.admits if settings.accounts else None,
        auth_message="Isnad · إسناد",
        max_file_size=f"{settings.upload_mb}mb",
        footer_links=[],
        run_history=False,
        show_error=True,
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        mcp_server=find_spec("mcp") is not None,
        theme=gr.themes.Base(primary_hue="teal", neutral_hue="stone", font=FONTS, font_mono=FIXED_FONTS),
        head=head(),
    )
    return app


def serve(served: Served, is_open: bool, told: Callable[[str], object]) -> None:
    """Serve until interrupted; `told` hears the address once somebody can open it.

    Raises:
        SettingError: the host or the port cannot be had.
    """
    settings = served.settings
    address = f"http://{'localhost' if settings.host in ('0.0.0.0', '::') else settings.host}:{settings.port}/"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                told(address)
                threading.Thread(target=_warm, args=(served,), daemon=True).start()
                if is_open:
                    webbrowser.open(address)

    config = uvicorn.Config(
        application(served), host=settings.host, port=settings.port, log_level="error", access_log=False
    )
    with suppress(KeyboardInterrupt):
        try:
            Server(config).run()
        except SystemExit as error:  # What uvicorn does of a port that is taken.
            sys.stdout.flush()
            raise SettingError(
                f"The page cannot be served at {settings.host}:{settings.port}: the port is taken, or not yours to "
                "use. Name another with --port.",
                f"لا يمكن عرض الصفحة على {settings.host}:{settings.port}: المنفذ مشغول أو غير مسموح به. سمِّ غيره "
                "بالخيار --port.",
            ) from error


def _warm(served: Served) -> None:
    """Read what a first question needs before it is asked; no language model is called."""
    with suppress(IsnadError):
        Agent(served.library).ask("When was the news? متى كان الخبر؟")
