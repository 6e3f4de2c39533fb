"""Read which outlet an article says it comes from, and which agency it credits. Never a guess: unsaid is None."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from retrieval.agencies import agency_named, calls_itself_agency
from retrieval.folding import fold, words
from retrieval.furniture import LONGEST, bare, is_source_label, is_source_line

_HOST = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/\S*)?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[|+،,;؛/&]\s*|\s+[-–—]\s+|\s+and\s+")
_IN_SIGNATURE = re.compile(r"\s*[-–—/|،,()\[\]*•]\s*")
_LABEL = re.compile(r"^\W*(?:نقلا\S? عن\s*[:|–—-]?|[^:|–—-]{2,30}?\s*[:|–—-])\s*")
_OF_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\)|\d{4}|[-–]|\s|,|\.|all rights reserved|by)+"
    r"|جميع الحقوق محفوظة|كل الحقوق محفوظة|حقوق النشر(?: محفوظة)?",
    re.IGNORECASE,
)
# A line that can only be the name of a newspaper or a site: "The Harbour Gazette", "صحيفة الشرق الأوسط".
_MASTHEAD = re.compile(
    r"(?:the )?(?:[\w'’-]+ ){1,3}(?:gazette|times|post|herald|courier|tribune|chronicle|observer|telegraph)"
    r"|(?:صحيفة|جريدة|شبكة|موقع|مجلة)(?: ال\w{2,}){1,2}",
    re.IGNORECASE,
)
_FOR = re.compile(r"ل(?=(?:صحيفة|جريدة|شبكة|موقع|مجلة|وكالة|قناة)\s)")
_ROUND_NAMES = " \t.*•()[]«»\"'“”"
_MOST_WORDS = 7
_NOBODY = frozenset(
    fold(
        "وكالات الوكالات مواقع متابعات الإنترنت صحف خاص وسائل إعلام"
        " agencies wires staff web internet news media reports and"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who an article says it comes from: the outlet that printed it, and the agency or outlet that it took it from."""

    outlet: str | None = None
    credited: str | None = None


def stated_provenance(lines: Iterable[str], url: str | None = None) -> Provenance:
    """Read the source and copyright lines of a page, then its address.

    An agency in a source line is credited as the origin, unless the page is the agency's own. A host stands for the
    outlet only where nothing names it.

    >>> stated_provenance(["*المصدر: الميناء اليوم | almina.example", "Source: Reuters"])
    Provenance(outlet='الميناء اليوم', credited='Reuters')
    """
    host = host_of(url)
    names = [name for line in lines for name in _names(line)]
    agencies = [name for name in names if is_agency(name) and not _owns(name, host)]
    outlets = [name for name in names if name not in agencies and not _HOST.fullmatch(name)]
    hosts = [found for name in names if (found := _host_in(name))]
    return Provenance(next(iter([*outlets, *hosts]), host), next(iter(agencies), None))


def beside(stated: str, found: Provenance, url: str | None = None) -> Provenance:
    """Let an outlet that was stated beside the article win: what the page names besides it is the origin.

    The host of the page's own address is nobody else.

    >>> beside("سوريا كل يوم", Provenance("الميناء", None))
    Provenance(outlet='سوريا كل يوم', credited='الميناء')
    """
    own = not found.outlet or found.outlet == host_of(url) or _same_name(found.outlet, stated)
    other = None if own else found.outlet
    return Provenance(stated, found.credited or other)


def is_agency(name: str) -> bool:
    """Tell whether a name is a news agency's: a known one, or one that calls itself an agency or a wire.

    >>> is_agency("وكالة سانا"), is_agency("أ ف ب"), is_agency("The Harbour Post")
    (True, True, False)
    """
    return agency_named(name) is not None or calls_itself_agency(words(name))


def signs_agency(line: str) -> bool:
    """Tell whether a line is an agency's signature: its name alone, or a place and the name ("Damascus - SANA")."""
    if len(line) > 60 or line.count(" ") > 6:
        return False
    parts = _signed(line)
    short = 0 < len(parts) <= 3 and all(part.count(" ") <= 2 for part in parts)
    return short and any(agency_named(part) for part in parts)


def _signed(line: str) -> list[str]:
    """Take a signature apart into place, agency and hand."""
    whole = line.strip(_ROUND_NAMES)
    return [whole] if agency_named(whole) else [part for part in _IN_SIGNATURE.split(line.strip()) if part]


def names_site(line: str, outlet: str | None, url: str | None = None) -> bool:
    """Tell whether a line is the name of the site, as its source line or its address confirms."""
    if len(line) > 60 or not words(line):
        return False
    if outlet and _same_name(line, outlet):
        return True
    squeezed, host = "".join(words(line)), (host_of(url) or "").split(".")[0].replace("-", "")
    return len(host) > 3 and squeezed.removeprefix("the") == host.removeprefix("the")


def is_masthead(line: str) -> bool:
    """Tell whether a line at the top of a page is the name of a newspaper, every word of it a name's.

    >>> is_masthead("The Harbour Gazette"), is_masthead("صحيفة المرفأ"), is_masthead("Talks held at the Post")
    (True, True, False)
    """
    named = all(not word[0].islower() for word in line.split())
    return named and _MASTHEAD.fullmatch(line.strip()) is not None


def host_of(url: str | None) -> str | None:
    """Take the host out of an address, without "www.".

    >>> host_of("https://www.harbour.example/2025/talks")
    'harbour.example'
    """
    host = urlsplit(url if "//" in url else f"//{url}").hostname if url else None
    return host.removeprefix("www.") if host and "." in host else None


def _names(line: str) -> list[str]:
    """List the names in a source, copyright or signature line."""
    folded = bare(line[:LONGEST])
    if is_source_label(folded):
        return []
    if is_source_line(folded):
        value = _LABEL.sub("", line, count=1)
    elif "©" in line or "copyright" in folded or "حقوق" in folded or "rights reserved" in folded:
        value = _OF_COPYRIGHT.sub(" ", line)
    elif signs_agency(line):
        return [part for part in _signed(line) if agency_named(part)]
    else:
        value = line if len(line.split()) <= _MOST_WORDS else ""
    names = (_FOR.sub("", name.strip(_ROUND_NAMES)) for name in _BETWEEN_NAMES.split(value))
    return [name for name in names if _is_name(name)]


def _is_name(name: str) -> bool:
    found = words(name)
    return 0 < len(found) <= _MOST_WORDS and not _NOBODY.issuperset(found) and len("".join(found)) > 1


def _owns(name: str, host: str | None) -> bool:
    """Tell whether the page stands on the agency's own site."""
    agency = agency_named(name)
    own = agency.hosts if agency else ()
    return bool(host) and any(host == other or str(host).endswith(f".{other}") for other in own)


def _host_in(name: str) -> str | None:
    found = _HOST.fullmatch(name)
    return found.group(1).lower() if found else None


def _same_name(one: str, other: str) -> bool:
    return "".join(words(one)) == "".join(words(other))
