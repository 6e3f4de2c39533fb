"""What several folders of tests share: the model, an empty library, and two filled ones that nobody writes to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import retrieval
from retrieval import Library
from retrieval.model import FOLDER, BilingualTable
from retrieval.records import Draft

settings.register_profile("untimed", deadline=None)  # What is quick is measured by benchmarks, never by tests.
settings.load_profile("untimed")

SAMPLE = Path(retrieval.__file__).parent / "sample" / "articles"

GREEN_SHORE = "صحيفة الشاطئ الأخضر"
TUNNEL = (
    "أعلنت شركة الأنفاق أن الحفارة وصلت إلى منتصف نفق السنديان تحت جبل الغراب، بعد ثلاثة أشهر من العمل ليلاً ونهاراً.\n\n"
    "وقال المهندس هيثم الطوفاني إن المياه الجوفية أخّرت الحفر أسبوعين، وإن النفق سيُفتح أمام القطارات في الخريف.\n\n"
    "ويعمل في النفق مئتا عامل على أربع ورديات، وتبلغ كلفته سبعين مليون دينار دُفع نصفها حتى الآن."
)
NEWS = (
    Draft(
        "doctors",
        "Doctors at four hospitals in Tarbun began a three-day strike on Monday over unpaid wages, a union said.\n\n"
        "Emergency wards stay open, and operations that were planned for this week have been put off.\n\n"
        "The health ministry called the strike unlawful and offered to pay one month of the wages that it owes.",
        title="Hospital doctors strike over wages",
        source="Al-Marfa Daily",
        published="2024-03-04",
    ),
    Draft(
        "olives",
        "Farmers around Zamrin expect half of last year's olive harvest after a spring without rain.\n\n"
        "The price of oil has doubled at the market, and presses open only two days a week.",
        title="Drought halves olive harvest",
        source="Zamrin Herald",
        published="2024-10",
    ),
    Draft(
        "lighthouse",
        "The keeper of the Rasmin lighthouse has painted his tower yellow so that fishermen see it in fog.\n\n"
        "The coast guard said that it had not been asked.",
        title="A yellow lighthouse",
        source="Zamrin Post",
    ),
    Draft(
        "school-roof",
        "انهار سقف مدرسة ابتدائية في بلدة زمرين فجر الأحد بعد ليلة من الأمطار الغزيرة، ولم يُصب أحد لأن الصفوف كانت "
        "خالية.\n\nوقالت مديرة المدرسة إن التلاميذ سيتابعون دروسهم في خيام إلى أن يُبنى سقف جديد.\n\n"
        "وطلب أهالي البلدة من وزارة التربية فحص مباني المدارس القديمة كلها.",
        title="انهيار سقف مدرسة في زمرين",
        source=GREEN_SHORE,
        published="2024-05-12",
    ),
    Draft(
        "wheat-ship",
        "رست في ميناء تربون سفينة تحمل أربعين ألف طن من القمح، هي الأولى منذ ستة أشهر.\n\n"
        "وقال مدير الصوامع إن الحمولة تكفي مخابز المحافظة شهرين، وإن سعر الخبز لن يتغير.",
        title="سفينة قمح تصل إلى تربون",
        source=GREEN_SHORE,
        published="2024-04-20",
    ),
    Draft(
        "chess",
        "فازت لاعبة الشطرنج لجين البرقاوي ببطولة المدن بعد تعادلها في الجولة الأخيرة.\n\n"
        "وهي أول لاعبة دون السادسة عشرة تحرز اللقب.",
        title="لجين البرقاوي بطلة المدن في الشطرنج",
    ),
    Draft("tunnel", TUNNEL, title="الحفارة في منتصف نفق السنديان", source="وكالة الغراب", published="2024-07-01"),
    Draft(
        "tunnel-reprint",
        TUNNEL.replace("وقال المهندس", "وأوضح المهندس"),
        title="نفق السنديان يبلغ منتصفه",
        source=GREEN_SHORE,
        published="2024-07-02",
    ),
    Draft(
        "tunnel-own",
        "Half of the Sindiyan tunnel under Crow Mountain has been dug, its builders say; trains may run by fall.\n\n"
        "Engineer Haitham al-Tufani blamed ground water for a delay of two weeks.",
        title="Machine halfway through Sindiyan tunnel",
        source="Zamrin Herald",
        published="2024-07-01",
    ),
)


@pytest.fixture(scope="session", autouse=True)
def table() -> Iterator[BilingualTable]:
    """The bundled model, read once: reading takes half a second, and every library would read it anew."""
    bundled, load = BilingualTable.load(), BilingualTable.load
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BilingualTable, "load", lambda folder=FOLDER: bundled if folder == FOLDER else load(folder))
        yield bundled


@pytest.fixture(scope="session", autouse=True)
def bundled_parts() -> Iterator[None]:
    """Whatever larger parts the tester's own environment names, the tests name theirs."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("EMBEDDINGS", "QUERY_PREFIX", "PASSAGE_PREFIX", "RERANKER", "CHROMA_URL"):
            patch.delenv(f"ISNAD_{name}", raising=False)
        yield


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library of the test's own."""
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of `NEWS`, nine short invented articles in both languages, two of them near copies; only read it."""
    with Library.open(tmp_path_factory.mktemp("news")) as opened:
        opened.add_drafts(NEWS)
        yield opened


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of the sample that ships with the product; only read it."""
    with Library.open(tmp_path_factory.mktemp("sample")) as opened:
        opened.add(SAMPLE)
        yield opened
