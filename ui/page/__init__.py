"""The web page: what people read and work in, on Gradio. Imported only by `isnad serve`."""

from ui.page import gradio_import  # noqa: F401  Sets how Gradio is imported, before any module here does.
