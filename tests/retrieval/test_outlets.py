import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.outlets import Provenance, beside, host_of, is_agency, names_site, signs_agency, stated_provenance

AGENCIES = ["رويترز", "Reuters", "سانا", "وكالة سانا", "أ ف ب", "AFP", "الأناضول", "Anadolu Agency", "TASS", "شينخوا"]
OUTLETS = ["الميناء اليوم", "The Harbour Post", "صحيفة الساحل", "Coast Weekly"]


def test_a_page_that_says_nothing_comes_from_nobody() -> None:
    assert stated_provenance([]) == Provenance(None, None)


@given(st.sampled_from(AGENCIES), st.sampled_from(["المصدر: {}", "Source: {}", "*المصدر : {}", "({})", "دمشق - {}"]))
def test_an_agency_is_the_origin_and_never_the_outlet(agency: str, line: str) -> None:
    assert stated_provenance([line.format(agency)]) == Provenance(None, agency)


@given(st.sampled_from(OUTLETS), st.sampled_from(AGENCIES), st.booleans(), st.sampled_from([" + ", " | ", "، "]))
def test_the_order_of_names_in_a_source_line_does_not_matter(
    outlet: str, agency: str, swapped: bool, between: str
) -> None:
    names = between.join([agency, outlet] if swapped else [outlet, agency])
    assert stated_provenance([f"المصدر: {names}"]) == Provenance(outlet, agency)


@given(st.sampled_from(OUTLETS), st.sampled_from([*AGENCIES, None]))
def test_an_outlet_stated_beside_the_article_wins(outlet: str, agency: str | None) -> None:
    assert beside("موقع المرفأ", Provenance(outlet, agency)) == Provenance("موقع المرفأ", agency or outlet)
    assert beside(outlet, Provenance(outlet, agency)) == Provenance(outlet, agency)


@pytest.mark.parametrize(
    ("lines", "url", "outlet"),
    [
        (["*المصدر: الميناء اليوم | almina.example"], None, "الميناء اليوم"),
        (["Source: almina.example"], None, "almina.example"),
        (["© 2025 The Harbour Post. All rights reserved."], None, "The Harbour Post"),
        (["Copyright 2025 Coast Weekly"], None, "Coast Weekly"),
        (["جميع الحقوق محفوظة © 2025"], None, None),
        (["المصدر: وكالات"], None, None),
        (["Source: agencies"], "https://www.harbour.example/talks", "harbour.example"),
        (["Source: Reuters"], "https://www.reuters.com/world/talks", "Reuters"),
        (["Source: Coast Weekly"], "https://www.harbour.example/talks", "Coast Weekly"),
        (["المصدر: وكالة المرافئ"], None, None),
    ],
)
def test_which_outlet_the_lines_of_a_page_state(lines: list[str], url: str | None, outlet: str | None) -> None:
    assert stated_provenance(lines, url).outlet == outlet


@pytest.mark.parametrize("name", ["وكالة سانا", "Sahara Wire", "وكالة المرافئ للأنباء", "وكالة الأنباء السورية (سانا)"])
def test_what_calls_itself_an_agency_is_one(name: str) -> None:
    assert is_agency(name)


@pytest.mark.parametrize("line", ["الرياض - واس", "(رويترز)", "دمشق-سانا", "AMMAN, Petra", "أ ف ب"])
def test_a_signature_of_an_agency(line: str) -> None:
    assert signs_agency(line)


@pytest.mark.parametrize(
    "line", ["عمان - أحمد حداد", "Reuters said on Monday that ships left", "قالت سانا إن الوفد وصل إلى الميناء"]
)
def test_what_is_no_signature_of_an_agency(line: str) -> None:
    assert not signs_agency(line)


def test_the_name_of_the_site_is_confirmed_by_its_outlet_or_its_address() -> None:
    assert names_site("الميناء اليوم", "الميناء اليوم")
    assert names_site("The Harbour Post", None, "https://www.harbourpost.example/talks")
    assert not names_site("الساحل", None, "https://www.harbourpost.example/talks")
    assert not names_site("الساحل", None)


@pytest.mark.parametrize(
    ("url", "host"), [("https://www.a.example/x", "a.example"), ("a.example/x", "a.example"), (None, None), ("x", None)]
)
def test_the_host_of_an_address(url: str | None, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize("stated", ["بريد ساروفة", "Saroufa Post"])
def test_the_host_of_the_pages_own_address_is_nobody_else(stated: str) -> None:
    url = "https://www.post.example/2025/ferry"
    assert beside(stated, stated_provenance([], url), url) == Provenance(stated)
