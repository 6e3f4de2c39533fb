"""What runs in the browser: one script of our own, and how marked clicks reach Python."""

from importlib.resources import files

# Tells Gradio of a click on what is marked `data-do`, under the name that stands there; Gradio knows an event of a
# component by finding its name here: 'cite' 'suggest' 'sample' 'open' 'turnpage'.
CLICKS = """
element.addEventListener('click', (event) => {
  const clicked = event.target.closest('[data-do]');
  if (clicked) trigger(clicked.dataset.do, {...clicked.dataset});
});
// 'cite' 'suggest' 'sample' 'open' 'turnpage'
"""


def head() -> str:
    """Give what goes into the head of the page; Gradio would confine a style sheet of its own to what is in its box."""
    return f"<style>{_part('style.css')}</style><script>{_part('page.js')}</script>"


def _part(name: str) -> str:
    return (files("ui.page") / name).read_text("utf-8")
