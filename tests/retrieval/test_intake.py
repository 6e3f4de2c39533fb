"""Intake: what an article is named, what became of it, and which articles are copies of one another."""

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from retrieval.catalogue import Catalogue
from retrieval.intake import Intake, Outcome
from retrieval.reading import Refusal, read
from retrieval.records import Draft

SALT = {
    "ar": (
        "افتُتح في تربون متحف للملح يضم ألفي قطعة جمعها صياد متقاعد اسمه نعمان الملاحي على مدى أربعين عاماً.\n\n"
        "وقال الملاحي إن أقدم قطعة فيه كتلة وردية أخذها جده من بحيرة جفت، وإن الدخول إليه مجاني أيام الجمعة.\n\n"
        "وتنوي البلدية أن ترصف الطريق إلى المتحف قبل الصيف."
    ),
    "en": (
        "A museum of salt with two thousand pieces, gathered over forty years by a retired fisherman named Numan "
        "al-Mallahi, has opened in Tarbun.\n\nThe oldest piece, he said, is a pink block that his grandfather took "
        "from a lake now dry, and entrance is free on Fridays.\n\nThe town means to pave the road to it before summer."
    ),
}
SALT_REWRITTEN = {
    "ar": (
        "أربعون عاماً أمضاها صياد في جمع الملح، واليوم صار له متحف. نعمان الملاحي، وهو من تربون، يعرض نحو ألفي قطعة.\n\n"
        "ومن أراد أن يرى الكتلة الوردية التي ورثها عن جده فليأت يوم الجمعة، إذ لا يدفع الزائر شيئاً."
    ),
    "en": (
        "Numan al-Mallahi fished for a living and collected salt for pleasure, and now Tarbun has a museum to show for "
        "it, some two thousand pieces in all.\n\nVisitors who come on a Friday pay nothing to see the pink block from "
        "the dry lake that started it."
    ),
}
GLASS = "The glass factory of Zamrin closed after a fire in its furnace hall on a windy night, its owner said."
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


@dataclass
class Shelf:
    """A catalogue and the way into it."""

    catalogue: Catalogue
    intake: Intake

    def add(self, *paths: Path) -> dict[str, str]:
        """Take in the articles of files, all in one call; tell what became of each."""
        return self.take(*(item for item in read(paths) if isinstance(item, Draft)))

    def take(self, *drafts: Draft) -> dict[str, str]:
        return {outcome.article_id: outcome.what for outcome in self.report(*drafts)[0]}

    def report(self, *drafts: Draft) -> tuple[list[Outcome], list[Refusal]]:
        [taken] = self.intake.take_all(drafts)
        return taken

    @property
    def texts(self) -> dict[str, str]:
        return {article.id: article.text for article in self.catalogue.all_articles()}

    @property
    def copies(self) -> dict[str, tuple[str, ...]]:
        return {article.id: article.copies for article in self.catalogue.all_articles()}


@pytest.fixture
def shelf(tmp_path_factory, table):
    with closing(Catalogue(tmp_path_factory.mktemp("catalogue"))) as catalogue:
        yield Shelf(catalogue, Intake(catalogue, table))


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# Names


def test_a_file_is_named_without_its_ending_and_a_row_by_its_id(shelf, tmp_path):
    write(tmp_path / "in" / "متحف الملح.txt", SALT["ar"])
    write(tmp_path / "in" / "rows.jsonl", json.dumps({"id": "زجاج", "text": GLASS}))
    shelf.add(tmp_path / "in")
    assert shelf.texts == {"متحف الملح": SALT["ar"], "زجاج": GLASS}


@pytest.fixture
def namesakes(tmp_path):
    """Two files of one name in two folders."""
    return write(tmp_path / "harbour" / "001.txt", SALT["en"]), write(tmp_path / "gazette" / "001.txt", GLASS)


@pytest.mark.parametrize(
    "calls",
    [
        pytest.param(["harbour", "gazette"], id="one after the other"),
        pytest.param(["harbour", "gazette", "gazette", "harbour"], id="each again"),
        pytest.param(["harbour", "gazette", "both"], id="then both at once"),
        pytest.param(["both", "harbour", "gazette"], id="both at once, then each"),
        pytest.param(["both", "gazette"], id="both at once, then one"),
        pytest.param(["harbour", "folders"], id="one, then the folders of both"),
    ],
)
def test_two_files_of_one_name_are_two_articles_however_they_are_added(shelf, namesakes, calls):
    harbour, gazette = namesakes
    paths = {"harbour": [harbour], "gazette": [gazette], "both": namesakes, "folders": [harbour.parent, gazette.parent]}
    for call in calls:
        shelf.add(*paths[call])
    assert sorted(shelf.texts.values()) == sorted([SALT["en"], GLASS])
    assert {Path(article.path) for article in shelf.catalogue.all_articles()} == {harbour, gazette}


def test_files_of_one_name_keep_their_ids_when_they_are_added_again(shelf, namesakes):
    harbour, gazette = namesakes
    shelf.add(harbour)
    shelf.add(gazette)
    before = shelf.texts
    assert shelf.add(gazette) == {"gazette/001": "unchanged"}
    assert shelf.add(harbour) == {"001": "unchanged"}
    assert shelf.texts == before == {"001": SALT["en"], "gazette/001": GLASS}


def test_a_changed_namesake_replaces_itself_and_not_the_other(shelf, namesakes):
    harbour, gazette = namesakes
    shelf.add(harbour)
    shelf.add(gazette)
    write(gazette, GLASS + " Nobody was hurt.")
    assert shelf.add(gazette) == {"gazette/001": "replaced"}
    assert shelf.texts == {"001": SALT["en"], "gazette/001": GLASS + " Nobody was hurt."}


def test_a_moved_file_keeps_its_id_and_is_known_by_its_new_place(shelf, tmp_path):
    old = write(tmp_path / "inbox" / "salt.txt", SALT["ar"])
    shelf.add(old)
    new = tmp_path / "archive" / "salt.txt"
    new.parent.mkdir()
    old.rename(new)
    assert shelf.add(new) == {"salt": "unchanged"}
    assert shelf.catalogue.article("salt").path == str(new)


def test_another_file_at_the_old_place_of_a_moved_one_is_another_article(shelf, tmp_path):
    old = write(tmp_path / "inbox" / "001.txt", SALT["ar"])
    shelf.add(old)
    new = tmp_path / "archive" / "001.txt"
    new.parent.mkdir()
    old.rename(new)
    shelf.add(new)
    shelf.add(write(old, GLASS))
    assert sorted(shelf.texts.values()) == sorted([SALT["ar"], GLASS])


# What became of it


def test_an_article_is_added_then_unchanged_then_replaced(shelf):
    assert shelf.take(Draft("salt", SALT["en"])) == {"salt": "added"}
    assert shelf.take(Draft("salt", SALT["en"])) == {"salt": "unchanged"}
    assert shelf.take(Draft("salt", SALT["en"], title="The salt of Tarbun")) == {"salt": "replaced"}
    assert shelf.catalogue.article("salt").title == "The salt of Tarbun"


def test_what_is_stated_beside_the_text_counts_as_a_change_and_its_place_does_not(shelf):
    shelf.take(Draft("salt", SALT["ar"], source="صحيفة الشاطئ", published="2024-05-01", path="/a/salt.txt"))
    moved = Draft("salt", SALT["ar"], source="صحيفة الشاطئ", published="2024-05-01", path="/b/salt.txt")
    assert shelf.take(moved) == {"salt": "unchanged"}
    redated = Draft("salt", SALT["ar"], source="صحيفة الشاطئ", published="2024-05-02", path="/b/salt.txt")
    assert shelf.take(redated) == {"salt": "replaced"}


@LANGUAGES
def test_a_date_that_cannot_be_read_is_refused_and_its_article_is_not(shelf, language):
    _, (refusal,) = shelf.report(Draft("salt", SALT[language], published="the day after"), Draft("glass", GLASS))
    assert refusal.kind == "date"
    for said in ("ar", "en"):
        assert "the day after" in refusal.said(said)
        assert "salt" in refusal.said(said)
    assert shelf.catalogue.article("salt").published.how == "unknown"
    assert set(shelf.texts) == {"salt", "glass"}


def test_a_date_that_cannot_be_read_is_refused_again_when_its_article_is_added_again(shelf):
    draft = Draft("salt", SALT["en"], published="the day after")
    (_, first), (outcomes, second) = shelf.report(draft), shelf.report(draft)
    assert [outcome.what for outcome in outcomes] == ["unchanged"]
    assert second == first != []


def test_an_outcome_is_written_as_json_with_its_date_and_how_it_is_known(shelf):
    draft = Draft("salt", SALT["ar"], title="متحف الملح", source="صحيفة الشاطئ", published="2024-05")
    (outcome,), _ = shelf.report(draft)
    assert json.loads(json.dumps(outcome.to_dict())) == {
        "article_id": "salt",
        "what": "added",
        "title": "متحف الملح",
        "source": "صحيفة الشاطئ",
        "published": "2024-05",
        "published_how": "stated",
    }


# Near copies


@LANGUAGES
def test_a_reprint_is_linked_with_the_original_both_ways_and_both_are_kept(shelf, language):
    reprint = SALT[language].replace("ألفي قطعة", "2000 قطعة").replace("two thousand", "2,000")
    shelf.take(Draft("agency", SALT[language]))
    shelf.take(Draft("reprint", "صحيفة الشاطئ\n\n" + reprint + "\n\nشارك الخبر"))
    assert shelf.copies == {"agency": ("reprint",), "reprint": ("agency",)}


@LANGUAGES
def test_another_report_of_the_same_event_is_no_copy(shelf, language):
    shelf.take(Draft("one", SALT[language]), Draft("two", SALT_REWRITTEN[language]))
    assert shelf.copies == {"one": (), "two": ()}


def test_a_copy_that_changes_is_a_copy_no_more(shelf):
    shelf.take(Draft("one", SALT["en"]), Draft("two", SALT["en"]))
    assert shelf.copies == {"one": ("two",), "two": ("one",)}
    shelf.take(Draft("two", GLASS))
    assert shelf.copies == {"one": (), "two": ()}


def test_a_copy_that_is_removed_is_linked_no_more(shelf):
    shelf.take(Draft("one", SALT["ar"]), Draft("two", SALT["ar"]))
    shelf.catalogue.remove("one")
    assert shelf.copies == {"two": ()}


def test_articles_without_a_word_of_text_are_no_copies_of_one_another(shelf):
    shelf.take(Draft("photo-1", "§ § §"), Draft("photo-2", "☂"), Draft("salt", SALT["ar"]))
    assert shelf.copies == {"photo-1": (), "photo-2": (), "salt": ()}
