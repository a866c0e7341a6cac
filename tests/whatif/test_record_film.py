"""The record as a page for a browser: every page of it, both accounts beside the map, every citation with its source."""

from __future__ import annotations

import re
from html import unescape

import pytest

from game.files.battle.scenarios import load_scenario
from game.whatif.battle.record_film import film_of

LARGEST = 8_000_000  # bytes, of the campaign
SECTION = re.compile(r'<section class="turn".*?</section>', re.DOTALL)


@pytest.fixture(scope="module")
def campaign():
    return load_scenario("changkufeng")


@pytest.fixture(scope="module")
def film(campaign) -> str:
    return film_of(campaign, campaign.record.pages())


def test_the_film_has_every_page_with_both_accounts_beside_its_map(campaign, film: str):
    sections = SECTION.findall(film)
    pages = campaign.record.pages()
    assert len(sections) == len(pages)
    for page, section in zip(pages, sections, strict=True):
        words = unescape(section)
        for k, side in enumerate(campaign.sides):
            column = words.split(f'class="account side{k}"')[1].split("</div>")[0]
            assert all(line in column for line in page.opening(side)), (page.at, side)
        assert ("<svg" in section) == (not page.is_day)
        assert all(t.disputed in words for t in page.told)
        assert page.silence in words


def test_every_citation_of_the_film_leads_to_a_source_with_author_and_title(campaign, film: str):
    cited = set(re.findall(r'href="#src-([^"]+)"', film))
    listed = dict(re.findall(r'<li id="src-([^"]+)">(.*?)</li>', film, re.DOTALL))
    assert len(cited) > 10
    assert cited == set(listed)
    for source in campaign.sources:
        if source.id in cited:
            assert source.full in unescape(listed[source.id])


def test_the_film_asks_for_nothing_and_is_small(film: str):
    assert len(film.encode()) < LARGEST
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#|data:)|@import|url\((?!data:)""", film)
    assert "default-src 'none'" in film


def test_a_counter_carried_forward_is_dashed_and_the_older_the_fainter(campaign, film: str):
    ages: dict[str, int] = {}
    for page, section in zip(campaign.record.pages(), SECTION.findall(film), strict=True):
        alone = [p for p in page.positions if sum(q.hex == p.hex for q in page.positions) == 1]
        for p in alone:
            drawn = re.search(rf"<g><title>{re.escape(p.unit)}[^<]*</title><rect[^>]*>", section)
            if drawn is None:
                continue  # outside the window of the map
            dense = re.search(r'fill-opacity="([0-9.]+)"', drawn[0])
            assert (dense is None) == (p.age_turns == 0 and p.is_certain and not p.between), (page.at, p)
            if dense is not None and p.age_turns:
                ages.setdefault(dense[1], p.age_turns)
                ages[dense[1]] = max(ages[dense[1]], p.age_turns)
    assert len(ages) >= 3
    by_density = [age for _dense, age in sorted(ages.items(), key=lambda row: -float(row[0]))]
    assert by_density == sorted(by_density)


def test_to_one_side_the_film_has_its_own_account_alone(campaign):
    pages = [page.to("soviet") for page in campaign.record.pages()]
    film = film_of(campaign, pages, opens="6 Aug Day")
    assert 'class="account side0"' not in film
    assert "Noguchi" not in film
    number = next(k for k, p in enumerate(pages) if p.at == "6 Aug Day")
    assert f'data-first="{number}"' in film
