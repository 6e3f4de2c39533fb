"""A crew of processes prepares what one process would, whatever becomes of it, and leaves nobody behind."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import pytest

from retrieval import Library, crew
from retrieval.crew import Crew
from retrieval.preparing import prepare
from retrieval.records import Draft

TEXTS = {
    "en": "The ferry of Tarbun sank off the coast at noon with {n} sacks of salt.\n\nNobody was hurt, its owner said.",
    "ar": "غرقت عبّارة تربون قبالة الساحل ظهراً وعلى متنها {n} كيساً من الملح.\n\nولم يُصب أحد، كما قال صاحبها.",
}
PATIENCE_SECONDS = 30
SCRIPT = """
import signal, sys
from retrieval import Library, crew
signal.signal(signal.SIGINT, signal.default_int_handler)  # What is started in the background ignores it.
crew.ALONE = 8
with Library.open(sys.argv[1]) as library:
    print(library.add(sys.argv[2]).count("added"))
"""


@dataclass(frozen=True)
class Pile:
    """Drafts to prepare."""

    changed: list[Draft]


def drafts(first: int, last: int) -> list[Draft]:
    return [Draft(f"{n:03}", TEXTS["ar" if n % 2 else "en"].format(n=n + 2)) for n in range(first, last)]


PILES = [Pile(drafts(start, start + 8)) for start in range(0, 80, 8)] + [Pile([])]


@pytest.fixture
def hands(monkeypatch):
    """Two processes, hired from the start, on every machine."""
    monkeypatch.setattr(crew, "ALONE", 0)
    monkeypatch.setattr(crew, "_spare_processors", lambda: 2)


@pytest.fixture
def rows(tmp_path):
    lines = [json.dumps({"id": one.id, "text": one.text}, ensure_ascii=False) for one in drafts(0, 300)]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.usefixtures("hands")
def test_a_crew_prepares_what_one_process_does_in_the_same_order(table):
    with Crew(table) as workers:
        done = list(workers.prepared(PILES))
    assert [pile for pile, _ in done] == PILES
    assert [prepared for _, prepared in done] == [[prepare(one, table) for one in pile.changed] for pile in PILES]


@pytest.mark.usefixtures("hands")
def test_the_work_of_a_killed_process_is_done_all_the_same(table):
    with Crew(table) as workers:
        coming = workers.prepared(PILES * 3)
        done = [next(coming)]
        for child in children(os.getpid()):
            os.kill(child, signal.SIGKILL)
        done += coming
    assert [len(prepared) for _, prepared in done] == [len(pile.changed) for pile in PILES] * 3


def test_what_could_not_be_sent_is_not_waited_for(table):
    hand = crew._Hand()
    with pytest.raises(TypeError, match="pickle"):
        hand.prepare([Lock()])
    assert hand.prepare(drafts(0, 2)) == [prepare(one, table) for one in drafts(0, 2)]
    hand.dismiss()
    hand.close()


@pytest.mark.usefixtures("hands")
def test_a_crew_that_is_no_longer_wanted_is_gone_at_once(table):
    with Crew(table) as workers:
        next(workers.prepared(PILES))
        assert len(children(os.getpid())) == 2
    assert children(os.getpid()) == []


def test_few_drafts_are_prepared_without_a_crew(table):
    with Crew(table) as workers:
        list(workers.prepared(PILES))
        assert children(os.getpid()) == []


def test_without_a_processor_to_spare_everything_is_prepared_in_one_process(table, monkeypatch):
    monkeypatch.setattr(crew, "ALONE", 0)
    monkeypatch.setattr(crew, "_spare_processors", lambda: 0)
    with Crew(table) as workers:
        assert sum(len(prepared) for _, prepared in workers.prepared(PILES)) == 80


@pytest.mark.usefixtures("hands")
def test_a_library_filled_by_a_crew_is_the_same_as_one_filled_alone(rows, tmp_path, monkeypatch):
    with Library.open(tmp_path / "crew") as filled:
        report = filled.add(rows)
        assert filled.verify() == []
        assert filled.add(rows).count("unchanged") == 300
        by_crew = contents(filled)
    monkeypatch.setattr(crew, "ALONE", 1_000)
    with Library.open(tmp_path / "alone") as filled:
        assert filled.add(rows).outcomes == report.outcomes
        assert contents(filled) == by_crew


def contents(library: Library):
    return [
        (article, [(one.start, one.end) for one in library.passages_of(article.id)]) for article in library.articles()
    ]


def test_a_script_without_a_guard_may_add_many_articles(rows, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, tmp_path / "library", rows], capture_output=True, text=True, timeout=120, env=here()
    )
    assert (done.returncode, done.stdout) == (0, "300\n"), done.stderr


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_nobody_is_left_when_the_process_that_adds_is_ended(rows, tmp_path, sent):
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, tmp_path / "library", rows], env=here(), stderr=subprocess.DEVNULL
    ) as adding:
        hired = wait_for(lambda: children(adding.pid) or adding.poll() is not None)
        adding.send_signal(sent)
        adding.wait(PATIENCE_SECONDS)
    assert hired is True or wait_for(lambda: not any(map(is_alive, hired)))
    with Library.open(tmp_path / "library") as library:
        library.add(rows)
        assert (library.counts().articles, library.verify()) == (300, [])


def here() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(crew.__file__).parents[1])}


def children(parent: int) -> list[int]:
    """Find the living processes that a process has hired."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=", "-o", "ppid=", "-o", "args="], capture_output=True, text=True
    )
    rows = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return [int(pid) for pid, ppid, *args in rows if int(ppid) == parent and "serve()" in "".join(args)]


def is_alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def wait_for(what):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := what()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return found
