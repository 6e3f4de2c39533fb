"""The `isnad` command. Parts are imported when a command needs them, so that each command starts at once."""

import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, replace
from datetime import date, datetime
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from retrieval.errors import InputError, IsnadError
from retrieval.phrases import Phrase
from retrieval.settings import Settings
from ui.messages import MESSAGES, interface_language
from ui.sample import sample_folder

if TYPE_CHECKING:
    from agent.writing.settings import ModelSettings
    from eval.folders import Run
    from retrieval.library import Library
    from retrieval.records import Article, Language
    from ui.terminal import Terminal

app = typer.Typer(
    name="isnad",
    help="Answers over news in Arabic and English, every statement on its sources.\n\n"
    "أجوبة من الأخبار بالعربية والإنجليزية، وكل عبارة مسندة إلى مصادرها.\n\n"
    "ISNAD_EMBEDDINGS, ISNAD_RERANKER and ISNAD_CHROMA_URL name larger parts; the README tells how.\n\n"
    "تُسمّي المتغيرات ISNAD_EMBEDDINGS وISNAD_RERANKER وISNAD_CHROMA_URL أجزاء أكبر، وشرحها في الملف README.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
library_app = typer.Typer(
    help="Look into the library and keep it in order.\n\nتصفّح المكتبة وصُنها.",
    short_help="Look into the library and keep it in order. — تصفّح المكتبة وصُنها.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
eval_app = typer.Typer(
    help="Measure how well questions are answered.\n\nقس جودة الإجابة عن الأسئلة.",
    short_help="Measure how well questions are answered. — قس جودة الإجابة عن الأسئلة.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(library_app, name="library")
app.add_typer(eval_app, name="eval")


class Tongue(StrEnum):
    """The languages that can be asked for."""

    ar = "ar"
    en = "en"


class Pooling(StrEnum):
    """How the articles of twin collections are searched."""

    separate = "separate"
    mixed = "mixed"


class Form(StrEnum):
    """The forms that a brief is written in."""

    md = "md"
    html = "html"
    docx = "docx"
    json = "json"


def _both(english: str, arabic: str) -> str:
    """Set the two languages of an option's help on lines of their own; the backspace tells typer to leave them so."""
    return f"\b\n{english}\n{arabic}"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help=_both("Files (.txt, .jsonl) or folders.", "ملفات (txt أو jsonl) أو مجلدات.")),
]
Sample = Annotated[
    bool,
    typer.Option("--sample", help=_both("Add the articles of the shipped sample.", "أضف مقالات العيّنة المرفقة.")),
]
Asked = Annotated[
    str,
    typer.Argument(metavar="QUESTION", help=_both("A question in Arabic or English.", "سؤال بالعربية أو الإنجليزية.")),
]
AnswerLanguage = Annotated[
    Tongue | None,
    typer.Option(help=_both("Language of the answer; by default the question's.", "لغة الجواب، والأصل لغة السؤال.")),
]
BriefLanguage = Annotated[
    Tongue | None,
    typer.Option(help=_both("Language of the brief; by default the topic's.", "لغة الإحاطة، والأصل لغة الموضوع.")),
]
Topic = Annotated[
    str, typer.Argument(metavar="TOPIC", help=_both("A topic in Arabic or English.", "موضوع بالعربية أو الإنجليزية."))
]
BriefForm = Annotated[
    Form | None,
    typer.Option(
        "--format",
        help=_both("Form of the brief; by default as OUT ends.", "صيغة الإحاطة، والأصل ما ينتهي به اسم OUT."),
    ),
]
BriefFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help=_both("Write it to this file.", "اكتبها في هذا الملف.")),
]
SurveyLanguage = Annotated[
    Tongue | None,
    typer.Option(
        help=_both("Language of the explanations; by default the interface's.", "لغة الشرح، والأصل لغة الواجهة.")
    ),
]
Since = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help=_both("Only articles published on this day or later.", "ما نُشر في هذا اليوم أو بعده فقط."),
    ),
]
Until = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help=_both("Only articles published on this day or earlier.", "ما نُشر في هذا اليوم أو قبله فقط."),
    ),
]
SourceName = Annotated[
    str | None,
    typer.Option(metavar="NAME", help=_both("Only articles of this outlet.", "مقالات هذه الجهة الناشرة فقط.")),
]
ID_HELP = _both("As `isnad library list` shows it.", "كما يعرضه الأمر `isnad library list`.")
ArticleId = Annotated[str, typer.Argument(metavar="ID", help=ID_HELP)]
ArticleIds = Annotated[list[str], typer.Argument(metavar="ID", help=ID_HELP)]
LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help=_both("Folder of the library; by default ISNAD_LIBRARY.", "مجلد المكتبة، والأصل قيمة ISNAD_LIBRARY."),
    ),
]
RunPath = Annotated[
    Path,
    typer.Argument(
        metavar="RUN",
        help=_both("Folder of a run, from `isnad eval run --out`.", "مجلد تجربة من `isnad eval run --out`."),
    ),
]
Before = Annotated[Path, typer.Argument(metavar="A", help=_both("Folder of the run before.", "مجلد التجربة السابقة."))]
After = Annotated[Path, typer.Argument(metavar="B", help=_both("Folder of the run after.", "مجلد التجربة اللاحقة."))]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar="FILE",
        help=_both("Write to this file: .html, .md or .json.", "اكتب في هذا الملف: html أو md أو json."),
    ),
]
JudgeName = Annotated[
    str | None,
    typer.Option(
        "--judge",
        metavar="NAME",
        help=_both("Have this language model judge the answers too.", "ليحكم هذا النموذج اللغوي على الأجوبة أيضاً."),
    ),
]
JudgeLabels = Annotated[
    Path | None,
    typer.Option(
        "--judge-labels",
        metavar="FILE",
        help=_both("Compare the judge with these labelled answers.", "قارن الحَكَم بهذه الأجوبة الموسومة."),
    ),
]
BenchmarkFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help=_both(
            "Stories or RAMDocs (.jsonl), or SQuAD's format (.json).", "قصص أو RAMDocs (jsonl) أو صيغة SQuAD (json)."
        ),
    ),
]
Together = Annotated[
    bool,
    typer.Option(
        "--together/--apart",
        help=_both(
            "All stories of a file in one library, or each alone.", "كل قصص الملف في مكتبة واحدة، أو كل قصة وحدها."
        ),
    ),
]
RunFolder = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="RUN",
        help=_both("Keep the run in this folder, for reports and comparisons.", "احفظ التجربة في هذا المجلد."),
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume", help=_both("Go on with the run in --out that was broken off.", "تابع التجربة المقطوعة في --out.")
    ),
]
FailUnder = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-under",
        metavar="MEASURE=VALUE",
        help=_both(
            "Exit with 1 where the measure is worse than this; may be repeated.",
            "أنهِ بالرمز 1 إن كان المقياس أسوأ من هذه القيمة، ويمكن تكراره.",
        ),
    ),
]
CollectionFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help=_both(
            ".json (SQuAD's format), .tsv (parallel text), or folders (BEIR's layout).",
            "ملفات json (بصيغة SQuAD) أو tsv (نص متوازٍ) أو مجلدات (بترتيب BEIR).",
        ),
    ),
]
MeasureNames = Annotated[
    list[str] | None,
    typer.Option(
        "--measure",
        metavar="NAME",
        help=_both(
            "nDCG@k, Recall@k, MRR@k or Hit@k; may be repeated.", "nDCG@k أو Recall@k أو MRR@k أو Hit@k، ويمكن تكراره."
        ),
    ),
]
PoolKind = Annotated[
    Pooling,
    typer.Option(
        help=_both(
            "mixed: half of the articles in Arabic only, half in English only.",
            "عند mixed: نصف المقالات بالعربية فقط ونصفها بالإنجليزية فقط.",
        )
    ),
]
QuestionCount = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help=_both("Ask only N questions of each row, at random.", "اطرح N سؤالاً فقط لكل سطر، عشوائياً."),
    ),
]
Seed = Annotated[int, typer.Option(help=_both("Which questions are drawn.", "يحدّد الأسئلة المختارة."))]
BenchPaths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="ARTICLES",
        help=_both(
            "Files or folders, as for `isnad add`; else made up.", "ملفات أو مجلدات كما في `isnad add`، وإلا صُنعت."
        ),
    ),
]
Sizes = Annotated[
    list[int] | None,
    typer.Option(
        "--size",
        min=2,
        metavar="N",
        help=_both("Add N articles as well; may be repeated.", "أضف N مقالاً أيضاً، ويمكن تكراره."),
    ),
]
QuestionFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--ask",
        metavar="FILE",
        help=_both(
            "Ask these questions too, as for `isnad eval search`.", "اطرح هذه الأسئلة أيضاً، كما في `isnad eval search`."
        ),
    ),
]
MadeUp = Annotated[
    int,
    typer.Option("--make", min=2, metavar="N", help=_both("How many articles to make up.", "عدد المقالات المصنوعة.")),
]
AnswersFile = Annotated[
    Path | None,
    typer.Option(
        metavar="OUT", help=_both("Write each answer to this file, as JSON.", "اكتب كل جواب في هذا الملف بصيغة JSON.")
    ),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help=_both(
            "Have this language model write; by default ISNAD_MODEL, and without it nothing leaves the machine.",
            "ليكتب الجوابَ هذا النموذجُ اللغوي، والأصل ISNAD_MODEL، ومن دونه لا يغادر الجهازَ شيء.",
        ),
    ),
]
TraceOption = Annotated[
    bool, typer.Option("--trace", help=_both("Print what each step did.", "اطبع ما فعلته كل خطوة."))
]
Host = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help=_both(
            "Address to listen on; by default ISNAD_HOST, else this machine alone.",
            "عنوان الاستماع، والأصل ISNAD_HOST، وإلا فهذا الجهاز وحده.",
        ),
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=65535,
        metavar="N",
        help=_both(
            "Port to listen on; by default ISNAD_PORT, else 7860.", "منفذ الاستماع، والأصل ISNAD_PORT، وإلا 7860."
        ),
    ),
]
OpenPage = Annotated[
    bool, typer.Option("--open", help=_both("Open the page in the browser.", "افتح الصفحة في المتصفح."))
]
ConversationName = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help=_both(
            "Go on with this conversation, kept in the library: “and when?” is understood from it.",
            "تابع هذه المحادثة المحفوظة في المكتبة: يُفهم منها «ومتى كان ذلك؟».",
        ),
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help=_both("Print JSON, for programs.", "اطبع JSON لتقرأه البرامج."))
]


@app.command(short_help="Add news articles to the library. — أضف مقالات إخبارية إلى المكتبة.")
def add(
    paths: Paths = None, sample: Sample = False, library: LibraryOption = None, as_json: JsonOption = False
) -> None:
    """Add news articles to the library; adding again changes nothing.

    أضف مقالات إخبارية إلى المكتبة؛ وإعادة إضافتها لا تغيّر شيئاً.

    isnad add articles/ more.jsonl

    isnad add مقالات/ "أخبار اليوم.txt"

    isnad add --sample

    A .txt file is one article; a .jsonl file has one a row: text, and where known id, title, source, published, url,
    language. Exit code 1: something was refused; the rest went in.

    كل ملف txt مقال واحد، وكل سطر في ملف jsonl مقال: نصه في text، ومعه ما عُرف من id وtitle وsource وpublished
    وurl وlanguage. رمز الخروج 1: رُفض بعض ما أُعطي وأُضيف الباقي.
    """
    given = [*(paths or []), *([sample_folder()] if sample else [])]
    if not given:
        raise typer.BadParameter(MESSAGES[interface_language()].nothing_named)
    with opened(library) as (lib, terminal):
        with terminal.progress() as on_progress:
            report = lib.add(given, on_progress)
        if as_json:
            articles = [outcome.to_dict() for outcome in report.outcomes]
            print_json({"articles": articles, "refused": [refusal.to_dict() for refusal in report.refusals]})
        else:
            terminal.report(report)
        if report.failures:
            raise typer.Exit(1)


@app.command(short_help="Answer a question from the articles. — أجب عن سؤال من المقالات.")
def ask(
    question: Asked,
    library: LibraryOption = None,
    as_json: JsonOption = False,
    language: AnswerLanguage = None,
    since: Since = None,
    until: Until = None,
    source: SourceName = None,
    model: ModelName = None,
    conversation: ConversationName = None,
    trace: TraceOption = False,
) -> None:
    """Answer a question in the words of the articles, each cited, or say why not.

    أجب عن سؤال بعبارات المقالات، كل عبارة مع مصدرها، أو بيّن سبب تعذّر الجواب.

    isnad ask "Who received the delegation?" --since 2025-11-01

    isnad ask "من استقبل الوفد؟" --since 2025-11-01

    isnad ask "When will the bridge open?" --language ar

    isnad ask "متى يُفتتح الجسر؟" --language en

    isnad ask "And who led it?" --conversation visit --model gpt-4o-mini

    isnad ask "ومن ترأسه؟" --conversation visit --model gpt-4o-mini
    """
    with opened(library) as (lib, terminal):
        from agent import Agent
        from agent.conversation import Conversations
        from agent.gathering import Scope

        kept = Conversations(lib.folder)
        said = kept.read(conversation) if conversation else None
        with Agent(lib, model_settings(model)) as agent:
            scope = Scope(day(since), day(until), source)
            answer = terminal.following(agent.stream(question, tongue(language), scope, said))
        if conversation and said:
            kept.write(conversation, said.after(answer))
        if as_json:
            print_json(answer.to_dict())
        else:
            terminal.answer(answer)
        if trace:
            terminal.trace(answer)


@app.command(short_help="Write a brief on a topic. — اكتب إحاطة في موضوع.")
def brief(
    topic: Topic,
    library: LibraryOption = None,
    as_json: JsonOption = False,
    language: BriefLanguage = None,
    since: Since = None,
    until: Until = None,
    source: SourceName = None,
    form: BriefForm = None,
    output: BriefFile = None,
    model: ModelName = None,
) -> None:
    """Write a brief on a topic: bottom line, facts, timeline, who says what, differences, plans, gaps; all cited.

    اكتب إحاطة في موضوع: الخلاصة والحقائق والتسلسل الزمني ومن يقول ماذا والخلاف والخطط وما لا يُعرف، وكلها بمصادرها.

    isnad brief "The ferry crash at Saroufa" -o ferry.docx

    isnad brief "حادث عبّارة النورس" -o عبّارة.html

    isnad brief "The Maysoun bridge" --language ar --format md

    isnad brief "جسر ميسون" --language en --json

    Without a file it is printed. A Word file goes to a file only. An existing file is replaced.

    بلا ملف تُطبع الإحاطة، أما صيغة docx فتُكتب في ملف فقط. والملف الموجود يُستبدل.
    """
    with opened(library) as (lib, terminal):
        from agent import Agent
        from ui.briefs import chosen_form, render, save

        wanted = chosen_form("json" if as_json else form.value if form else None, output)
        with terminal.progress() as on_progress:
            written = Agent(lib, model_settings(model)).brief(
                topic,
                tongue(language),
                since=day(since),
                until=day(until),
                source=source,
                on_progress=on_progress,
            )
        if output:
            save(render(written, wanted), output)
            terminal.notice(terminal.messages.written.format(path=output))
        elif wanted == "md":
            terminal.brief(written)
        else:
            sys.stdout.write(render(written, wanted).decode())


@app.command(short_help="Open the web page. — افتح صفحة الويب.")
def serve(
    library: LibraryOption = None,
    host: Host = None,
    port: Port = None,
    model: ModelName = None,
    open_page: OpenPage = False,
) -> None:
    """Serve a web page to ask, read sources and keep the library, on this machine unless --host says otherwise.

    اعرض صفحة ويب للسؤال وقراءة المصادر وصون المكتبة، على هذا الجهاز وحده ما لم يذكر الخيار --host غيره.

    isnad serve --open

    isnad serve --host 0.0.0.0 --port 8000

    ISNAD_AUTH=reader:PASSWORD:reader,editor:PASSWORD:editor asks who comes; the README tells of this and other
    settings.

    يطلب ISNAD_AUTH=reader:PASSWORD:reader,editor:PASSWORD:editor الدخول بحساب، وشرحه وشرح غيره في الملف README.
    """
    with opened(library) as (lib, terminal):
        from agent import Agent
        from ui.page.served import Served
        from ui.page.server import serve as serve_page
        from ui.page.settings import PageSettings

        settings = PageSettings.from_environment()
        chosen = replace(settings, host=host or settings.host, port=port or settings.port)
        with Agent(lib, model_settings(model)) as agent:
            serve_page(
                Served(lib, agent, chosen),
                open_page,
                lambda address: terminal.notice(terminal.messages.serving.format(address=address)),
            )


@library_app.command("list", short_help="List the articles. — اعرض قائمة المقالات.")
def list_articles(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """List the articles with their ids, dates and outlets.

    اعرض قائمة المقالات بمعرّفاتها وتواريخها والجهات الناشرة لها.
    """
    with opened(library) as (lib, terminal):
        if as_json:
            print_json([described(article) for article in lib.articles()])
        else:
            terminal.articles(lib.articles())


@library_app.command(short_help="Show an article as it came. — اعرض مقالاً كما ورد.")
def show(article_id: ArticleId, library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Show an article as it came, with what cleaning left out and why.

    اعرض مقالاً كما ورد، مع ما حذفه التنظيف منه وسبب الحذف.

    isnad library show bridge-plan

    isnad library show "خبر الجسر"
    """
    with opened(library) as (lib, terminal):
        article = lib.article(article_id)
        if as_json:
            passages = [[passage.start, passage.end] for passage in lib.passages_of(article_id)]
            print_json(described(article, whole=True) | {"passages": passages})
        else:
            terminal.article(article)


@library_app.command(short_help="Remove articles. — احذف مقالات.")
def remove(article_ids: ArticleIds, library: LibraryOption = None) -> None:
    """Remove articles from the library; their files stay where they are.

    احذف مقالات من المكتبة؛ وتبقى ملفاتها في مكانها.

    isnad library remove bridge-plan ferry-gazette

    isnad library remove "خبر الجسر" "خبر العبّارة"
    """
    with opened(library) as (lib, terminal):
        lib.remove(article_ids)
        terminal.line(terminal.messages.removed.format(count=len(set(article_ids))))


@library_app.command(short_help="Check that the library is whole. — تحقّق من سلامة المكتبة.")
def verify(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Check the indexes against the catalogue. Exit code 1: something is wrong.

    طابق الفهارس على سجلّ المكتبة. رمز الخروج 1: وُجد خلل.
    """
    with opened(library) as (lib, terminal):
        problems = lib.verify()
        counts = lib.counts()
        if as_json:
            sentences = [str(problem) for problem in problems]
            print_json({"problems": sentences, "articles": counts.articles, "passages": counts.passages})
        elif problems:
            for problem in problems:
                terminal.line(problem.said(terminal.language))
            terminal.line(terminal.messages.problems)
        else:
            terminal.line(terminal.messages.verified.format(articles=counts.articles, passages=counts.passages))
        if problems:
            raise typer.Exit(1)


@library_app.command(short_help="Make the indexes anew. — أعد بناء الفهارس.")
def rebuild(library: LibraryOption = None) -> None:
    """Make the indexes anew from the catalogue, which stays as it is, with the model that ISNAD_EMBEDDINGS names.

    أعد بناء الفهارس من سجلّ المكتبة، ويبقى السجلّ كما هو، بالنموذج الذي يسمّيه ISNAD_EMBEDDINGS.
    """
    with opened(library) as (lib, terminal):
        with terminal.progress() as on_progress:
            lib.rebuild(on_progress)
        terminal.line(terminal.messages.rebuilt.format(passages=lib.counts().passages))


@library_app.command(short_help="Count what the library holds. — أحصِ محتويات المكتبة.")
def stats(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Count what the library holds: articles, passages, outlets, languages, dates.

    أحصِ محتويات المكتبة من مقالات ومقاطع وجهات ناشرة ولغات وتواريخ.
    """
    with opened(library) as (lib, terminal):
        counts, sources = lib.counts(), lib.sources()
        size_bytes = sum(path.stat().st_size for path in lib.folder.rglob("*") if path.is_file())
        if as_json:
            print_json(asdict(counts) | {"outlets": dict(sources), "bytes": size_bytes})
        else:
            terminal.stats(counts, sources, size_bytes)


@library_app.command("conflicts", short_help="List where the articles conflict. — اعرض ما تتعارض فيه المقالات.")
def list_conflicts(
    library: LibraryOption = None,
    as_json: JsonOption = False,
    language: SurveyLanguage = None,
    since: Since = None,
    until: Until = None,
    source: SourceName = None,
) -> None:
    """List where articles on one event cannot both be right, without a question; the firmest first, all sides quoted.

    اعرض ما تتعارض فيه مقالات عن حدث واحد، بلا سؤال: الأوثق أولاً، مع اقتباس كل الأطراف.

    isnad library conflicts --since 2025-11-01

    isnad library conflicts --language ar --json

    It takes about half a second an article, minutes for hundreds: each is compared with up to eight others.
    Numbers, dates, who leads, denials and outcomes are compared; updates and differing scopes are passed over, and some
    conflicts too. Ask a question to look closer.

    يستغرق نحو نصف ثانية لكل مقال، أي دقائق لمئات المقالات، إذ يُقارن كل مقال بثمانية على الأكثر. تُقارن الأعداد والتواريخ
    ومن يرأس والنفي والنتائج، ويُترك التحديث واختلاف النطاق، وقد يفوت بعض التعارض. اطرح سؤالاً لتدقّق في أمر بعينه.
    """
    with opened(library) as (lib, terminal):
        from agent import find_conflicts

        spoken = tongue(language) or terminal.language
        with terminal.progress() as on_progress:
            found = find_conflicts(
                lib, spoken, since=day(since), until=day(until), source=source, on_progress=on_progress
            )
        if as_json:
            print_json(found.to_dicts())
        else:
            terminal.survey(found, spoken)


@eval_app.command("run", short_help="Ask every question of benchmark files and score the answers. — شغّل ملفات اختبار.")
def run_benchmark(
    files: BenchmarkFiles,
    answers: AnswersFile = None,
    together: Together = True,
    out: RunFolder = None,
    model: ModelName = None,
    seed: Seed = 0,
    questions: QuestionCount = None,
    resume: Resume = False,
    fail_under: FailUnder = None,
    library: LibraryOption = None,
    judge: JudgeName = None,
    judge_labels: JudgeLabels = None,
    as_json: JsonOption = False,
) -> None:
    """Ask every question of benchmark files and score the answers, each measure with its 95 % interval.

    اطرح كل أسئلة ملفات الاختبار وقيّم الأجوبة، ومع كل مقياس مجال ثقته 95%.

    isnad eval run stories.jsonl --answers answers.jsonl

    isnad eval run stories.jsonl --out runs/today --fail-under Right=0.6 --fail-under FalseAlarm=0.05

    isnad eval run xquad.ar.json xquad.en.json --questions 200

    isnad eval run "قصص.jsonl" --apart --model gpt-4o-mini

    Each line of a file of stories is {"id", "articles": [{"id", "text", "source", "published", "title"}], "questions":
    [{"id", "lang", "question", "answerable", "answers", "evidence": [{"article", "quote"}], "conflict", "trap"}]}.
    Files in SQuAD's format with the same questions in two languages are asked across as well. The library is a passing
    one, unless --library names one to keep. A run in --out that was killed goes on by --resume. --judge has a model say
    too which answers are right, once it has been compared with labelled ones.

    كل سطر في ملف القصص قصة لها مقالات وأسئلة، كما في المثال أعلاه. وملفات SQuAD التي فيها الأسئلة نفسها بلغتين يُسأل
    بعضها من بعض أيضاً. تُبنى المكتبة مؤقتاً ما لم تُسمَّ بالخيار --library. والتجربة المقطوعة المحفوظة في --out تُتابع
    بالخيار --resume. ومع --judge يحكم نموذج أيضاً على صحة الأجوبة، بعد مقارنته بأجوبة موسومة.
    """
    with TemporaryDirectory() as passing, told() as terminal:
        from agent.writing.settings import ModelSettings
        from eval.folders import read_json, write_answers
        from eval.formats import load_all
        from eval.gates import Gate, failures
        from eval.runs import How, run
        from eval.summaries import parity, summarise
        from eval.systems import Isnad

        gates = [Gate.parse(text) for text in fail_under or ()]
        how = How(together, questions, seed, library, resume)
        benchmarks = load_all(files)
        with opened_for_answers(answers) as stream, terminal.progress() as on_progress:
            made = run(benchmarks, Isnad(model_settings(model)), out or Path(passing) / "run", how, on_progress)
            if stream:
                write_answers(made, stream)
        rows = summarise(made.cases, made.scores)
        if as_json:
            print_json(read_json(made.path / "summary.json"))
        else:
            terminal.summaries(rows, parity(made.cases, made.scores), read_json(made.path / "summary.json")["seconds"])
        if judge:
            judged(made, ModelSettings.from_environment(judge), judge_labels, terminal)
        stop_at(failures(rows, gates), terminal)


@eval_app.command("compare", short_help="Set two runs side by side; a gate. — قارن تجربتين.")
def compare_runs(before: Before, after: After, fail_under: FailUnder = None, as_json: JsonOption = False) -> None:
    """Compare two runs case by case. Exit code 1: a measure got worse beyond chance, or is worse than --fail-under.

    قارن تجربتين حالة بحالة. رمز الخروج 1: ساء مقياس بما يتجاوز المصادفة، أو تجاوز حدّ --fail-under.

    isnad eval compare runs/before runs/today

    isnad eval compare runs/before runs/today --fail-under Right=0.6

    Tested by a paired bootstrap over stories, p raised for the number of measures (Holm). Only cases that both runs
    were asked count. Seconds, tokens and cost are shown and stop nothing unless --fail-under names them.

    يُختبر الفرق بإعادة سحب القصص أزواجاً (bootstrap)، وتُرفع p بعدد المقاييس (Holm)، ولا تُحسب إلا الحالات المشتركة.
    """
    with told() as terminal:
        from eval.comparing import compare
        from eval.folders import load_run
        from eval.gates import Gate, failures
        from eval.summaries import summarise

        gates = [Gate.parse(text) for text in fail_under or ()]
        found = compare(load_run(before), load_run(after))
        if as_json:
            print_json(found.to_dict())
        else:
            terminal.comparison(found)
        stop_at([*found.failures(), *failures(summarise(found.cases, found.after.scores), gates)], terminal)


@eval_app.command("report", short_help="Write a report of a run. — اكتب تقرير تجربة.")
def report_run(run: RunPath, to: ReportFile = None) -> None:
    """Write a report of a run, by default RUN/report.html: figures with intervals, and every case that failed.

    اكتب تقرير تجربة، والأصل RUN/report.html: الأرقام بمجالات ثقتها، وكل حالة أخفقت.

    isnad eval report runs/today

    isnad eval report runs/today --to report.md

    The page needs no network. It is written in the language of the interface; ISNAD_LANGUAGE=ar chooses Arabic.

    لا تحتاج الصفحة إلى شبكة، ولغتها لغة الواجهة.
    """
    with told() as terminal:
        from eval.folders import load_run
        from eval.reports import write_report

        path = to or run / "report.html"
        report = write_report(load_run(run), path, terminal.language)
        terminal.line(terminal.messages.evaluation["written"].format(path=path, failed=len(report.failed)))


@eval_app.command("peers", short_help="Set Isnad beside other ways to answer. — قارن «إسناد» بغيره.")
def compare_peers(
    files: BenchmarkFiles,
    together: Together = True,
    out: RunFolder = None,
    model: ModelName = None,
    seed: Seed = 0,
    questions: QuestionCount = None,
    as_json: JsonOption = False,
) -> None:
    """Ask other ways to answer the same cases on this machine, and set them beside Isnad.

    اطرح الحالات نفسها على طرق أخرى في الإجابة على هذا الجهاز، وقارنها بـ«إسناد».

    isnad eval peers stories.jsonl

    isnad eval peers "قصص.jsonl" --questions 50 --model gpt-4o-mini

    The first sentence by BM25; the stock way (LangChain, MiniLM, Chroma); a fuzzy matcher; the rule that two close
    numbers conflict; always refusing; always a conflict; and with --model a prompt stuffed with passages.

    أول جملة عند BM25، والطريقة الشائعة (LangChain وMiniLM وChroma)، والمطابقة التقريبية، وقاعدة العددين المتقاربين،
    والرفض الدائم، والتعارض الدائم؛ ومع --model موجّه محشوّ بالمقاطع.
    """
    with TemporaryDirectory() as passing, told() as terminal:
        from eval.formats import load_all
        from eval.peers import systems
        from eval.runs import How, run
        from eval.summaries import summarise, to_rows

        how, benchmarks = How(together, questions, seed), load_all(files)
        with terminal.progress() as on_progress:
            runs = [
                run(benchmarks, system, (out or Path(passing)) / system.name.replace(" ", "-"), how, on_progress)
                for system in systems(model_settings(model))
            ]
        rows = {one.name: summarise(one.cases, one.scores)[0] for one in runs}
        if as_json:
            print_json(dict(zip(rows, to_rows(rows.values()), strict=True)))
        else:
            terminal.peers(rows)


@eval_app.command("search", short_help="Measure how well search finds the right articles. — قس جودة البحث.")
def measure_search(
    files: CollectionFiles,
    measure: MeasureNames = None,
    pool: PoolKind = Pooling.separate,
    questions: QuestionCount = None,
    seed: Seed = 0,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure how well search finds the articles that answer: each leg, both, and BM25 beside them.

    قس عثور البحث على المقالات المجيبة: بالكلمات، وبالمعنى، وبهما معاً، وإلى جانبها BM25.

    isnad eval search xquad.ar.json xquad.en.json

    isnad eval search xquad.ar.json xquad.en.json --pool mixed --measure Hit@20

    isnad eval search "أسئلة.json" "ترجمات.tsv" --questions 200

    Files with the same questions in two languages, by id, are also asked across. Each value has its 95 % interval
    (bootstrap over the questions); the fused row has its difference from BM25, with p of a paired bootstrap test.
    The libraries, one a pool, are passing ones, unless --library names a folder to keep them in.

    الملفات التي فيها الأسئلة نفسها بلغتين، بالمعرّفات نفسها، يُسأل بعضها من بعض أيضاً. ومع كل قيمة مجال ثقتها 95%،
    ومع سطر الدمج فرقه عن BM25 وقيمة p. تُبنى المكتبات مؤقتاً، واحدة لكل مجموعة، ما لم يُسمَّ مجلدها بالخيار --library.
    """
    with TemporaryDirectory() as passing, told() as terminal:
        from eval.ranking.loading import load
        from eval.ranking.measures import Measure
        from eval.ranking.runs import MEASURES, run
        from eval.ranking.tasks import mixed, sample, separate

        measures = [Measure.parse(name) for name in measure or MEASURES[pool]]
        collections = load(files)
        tasks = sample(mixed(collections) if pool is Pooling.mixed else separate(collections), questions, seed)
        with terminal.progress() as on_progress:
            rows = run(tasks, measures, library or Path(passing), on_progress)
        if as_json:
            print_json([asdict(row) for row in rows])
        else:
            terminal.rankings(rows)


@eval_app.command("bench", short_help="Measure speed and size. — قس السرعة والحجم.")
def bench(
    paths: BenchPaths = None,
    size: Sizes = None,
    ask_too: QuestionFiles = None,
    make: MadeUp = 10_000,
    seed: Seed = 0,
    as_json: JsonOption = False,
) -> None:
    """Measure adding and searching as the library grows, and the stock way beside them on some of the articles.

    قس الإضافة والبحث كلما كبرت المكتبة، وإلى جانبهما الطريقة الشائعة على بعض المقالات.

    isnad eval bench

    isnad eval bench articles/ more.jsonl --size 1000 --size 3000 --ask xquad.en.json

    isnad eval bench مقالات/ --ask "أسئلة.json"

    Asked are titles of the articles, and the questions of the files. The stock way: LangChain's splitter, MiniLM,
    Chroma. Compare ratios of one run only; nothing else should be running.

    تُطرح عناوين من المقالات وأسئلة الملفات. الطريقة الشائعة: مقسِّم LangChain مع MiniLM وChroma. لا تقارن إلا النسب داخل
    القياس الواحد، ولا تشغّل شيئاً آخر معه.
    """
    with TemporaryDirectory() as passing, told() as terminal:
        from eval.bench.articles import make_articles, read_articles, titles
        from eval.bench.runs import SIZES, TITLES_ASKED, run
        from eval.ranking.loading import load

        given = [case.question for collection in load(ask_too or []) for case in collection.cases]
        articles = read_articles(paths, seed) if paths else make_articles(sample_folder(), make, seed)
        asked = [*titles(articles.drafts, TITLES_ASKED, seed), *given]
        with terminal.progress() as on_progress:
            report = run(articles, size or SIZES, asked, Path(passing), on_progress)
        if as_json:
            print_json(asdict(report))
        else:
            terminal.bench(report)


@contextmanager
def told() -> "Iterator[Terminal]":
    """Open the terminal of one command; an error on purpose becomes its message and exit code 1."""
    from ui.terminal import Terminal

    language = interface_language()
    terminal = Terminal(MESSAGES[language], language)
    _show_warnings(terminal)
    try:
        yield terminal
    except IsnadError as error:
        terminal.notice(terminal.messages.error.format(error=error.said(language)), "red")
        raise typer.Exit(1) from error


@contextmanager
def opened(folder: Path | None) -> "Iterator[tuple[Library, Terminal]]":
    """Open the library and the terminal of one command, as `told` does."""
    from retrieval.library import Library

    settings = Settings.from_environment()
    with told() as terminal, Library.open(folder or settings.library, settings.wait_seconds, settings.parts) as library:
        yield library, terminal


def model_settings(name: str | None) -> "ModelSettings | None":
    """Read what is known of the model that is named, or set; None where there is neither."""
    from agent.writing.settings import ModelSettings

    chosen = name or Settings.from_environment().model
    return ModelSettings.from_environment(chosen) if chosen else None


def judged(run: "Run", model: "ModelSettings", labels: Path | None, terminal: "Terminal") -> None:
    """Compare a judge with labelled answers, and give its scores only if it is to be believed."""
    from eval.judging import LABELLED
    from eval.judging.judge import Judge, load_labelled, share_right

    judge = Judge(model)
    agreement = judge.agreement(load_labelled(labels or LABELLED))
    terminal.notice(agreement.said().said(terminal.language))
    if agreement.is_believed:
        share = share_right(judge.judge(run).values())
        terminal.notice(terminal.messages.evaluation["judged"].format(share=share, model=model.name))


def stop_at(failures: "Sequence[Phrase]", terminal: "Terminal") -> None:
    """Say what stops a gate, and end with exit code 1 where anything does."""
    for failure in failures:
        terminal.notice(failure.said(terminal.language), "red")
    if failures:
        raise typer.Exit(1)


def opened_for_answers(path: Path | None) -> "AbstractContextManager[TextIO | None]":
    """Open the file that answers go to, before any work is done.

    Raises:
        InputError: the file cannot be written.
    """
    if path is None:
        return nullcontext()
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}. Name another file.",
            f"تعذّرت الكتابة في {path}: {error.strerror}. سمِّ ملفاً آخر.",
        ) from error


def described(article: "Article", whole: bool = False) -> dict[str, Any]:
    """Write what is known of an article as JSON has it; `whole` adds the text and what cleaning did with it."""
    fields: dict[str, Any] = {
        "article_id": article.id,
        "title": article.title,
        "title_how": article.title_how,
        "source": article.source,
        "url": article.url,
        "published": str(article.published) or None,
        "published_how": article.published.how,
        "published_reason": article.published.reason,
        "language": article.language,
        "copies": list(article.copies),
    }
    if whole:
        fields |= {
            "text": article.text,
            "body": [[paragraph.span.start, paragraph.span.end] for paragraph in article.paragraphs],
            "cuts": [{"start": cut.span.start, "end": cut.span.end, "reason": cut.reason} for cut in article.cuts],
        }
    return fields


def print_json(value: object) -> None:
    """Print JSON for programs: UTF-8, unescaped Arabic."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def tongue(chosen: Tongue | None) -> "Language | None":
    """Turn the option's value into a language."""
    return None if chosen is None else ("ar" if chosen is Tongue.ar else "en")


def day(moment: datetime | None) -> date | None:
    """Turn the option's value into a day."""
    return moment.date() if moment else None


def _show_warnings(terminal: "Terminal") -> None:
    """Send the warnings of the library to the screen."""

    class Notices(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said = record.msg.said(terminal.language) if isinstance(record.msg, Phrase) else record.getMessage()
            terminal.notice(said, "yellow")

    logging.getLogger("isnad").handlers = [Notices(logging.WARNING)]


def main() -> None:
    """Run the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # A pipe on Windows would choke on Arabic.
    app()
