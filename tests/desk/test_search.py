"""The search box: a hundred queries with the first hit one expects, what each may find, and typing errors."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.finding import EXACT, NEAR, Hit, distance, group_of, nearness, score_of
from alisveien.base.word_forms import stem, stems
from alisveien.config.wiring import FINDERS
from alisveien.curriculum.queries_find import found_goals
from alisveien.desk.search import groups_found
from alisveien.places.queries_find import found_places
from tests.enquiries.asked import logged
from tests.placements.nominating import nominated
from tests.roles import (
    ADVISER,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    TRUST_COORDINATOR,
    actor_as,
    client_as,
    place_of,
)
from tests.workbench.flat import queries_of

TODAY = date(2026, 11, 22)
NAMES = [
    # a municipality by name, with and without our letters, any case
    ("Tromsø", "/kommuner/5501/"), ("tromso", "/kommuner/5501/"), ("TROMSØ", "/kommuner/5501/"),
    ("tromsoe", "/kommuner/5501/"), ("Tromsø kommune", "/kommuner/5501/"), ("kommunen Tromsø", "/kommuner/5501/"),
    ("Bodø", "/kommuner/1804/"),
    ("bodo", "/kommuner/1804/"), ("Oslo", "/kommuner/0301/"), ("Bergen", "/kommuner/4601/"),
    ("Ålesund", "/kommuner/1508/"), ("Aalesund", "/kommuner/1508/"), ("alesund", "/kommuner/1508/"),
    ("Ås", "/kommuner/3218/"), ("Bø", "/kommuner/1867/"), ("Rømskog", "/kommuner/3226/"),
    ("Sør-Varanger", "/kommuner/5605/"),
    ("sor varanger", "/kommuner/5605/"), ("varanger", "/kommuner/5605/"),
    ("Mo i Rana", "/sykehus/hel-moirana/"), ("Vestby", "/kommuner/3216/"), ("Ringsaker", "/kommuner/3411/"),
    ("Sømna", "/kommuner/1812/"), ("somna", "/kommuner/1812/"), ("Hadsel", "/kommuner/1866/"),
    # Sámi and Kven names and letters
    ("Kautokeino", "/kommuner/5612/"), ("Guovdageaidnu", "/kommuner/5612/"), ("guovdageaidnu", "/kommuner/5612/"),
    ("Kárášjohka", "/kommuner/5610/"), ("karasjohka", "/kommuner/5610/"), ("Karasjok", "/kommuner/5610/"),
    ("Gáivuotna", "/kommuner/5540/"), ("Kaivuono", "/kommuner/5540/"), ("gaivuotna", "/kommuner/5540/"),
    ("Kåfjord", "/kommuner/5540/"), ("Porsáŋgu", "/kommuner/5622/"), ("Porsanki", "/kommuner/5622/"),
    ("Porsanger", "/kommuner/5622/"), ("Unjárga", "/kommuner/5636/"), ("Nesseby", "/kommuner/5636/"),
    ("Deatnu", "/kommuner/5628/"), ("Tana", "/kommuner/5628/"), ("Snåase", "/kommuner/5041/"),
    ("Snåsa", "/kommuner/5041/"), ("Hábmer", "/kommuner/1875/"), ("Loabák", "/kommuner/5518/"),
    # numbers of today and of old
    ("5501", "/kommuner/5501/"), ("0301", "/kommuner/0301/"), ("1902", "/kommuner/5501/"),
    ("5401", "/kommuner/5501/"), ("5402", "/kommuner/5503/"), ("1903", "/kommuner/5503/"),
    ("3019", "/kommuner/3216/"), ("0211", "/kommuner/3216/"), ("5426", "/kommuner/5540/"),
    # names of old
    ("Tysfjord", "/kommuner/1806/"), ("1850", "/kommuner/1806/"), ("Haram", "/kommuner/1580/"),
    ("1534", "/kommuner/1580/"),
    ("Skodje", "/kommuner/1508/"), ("Lardal", "/kommuner/3909/"),
    ("Ballangen", "/kommuner/1806/"), ("Kvalsund", "/kommuner/5603/"), ("Lenvik", "/kommuner/5530/"),
    ("Skånland", "/kommuner/5512/"), ("Sogndal", "/kommuner/4640/"), ("Leikanger", "/kommuner/4640/"),
    # typing errors: one letter wrong, missing, too many, swapped
    ("Trmsø", "/kommuner/5501/"), ("Tromsøø", "/kommuner/5501/"), ("Tormsø", "/kommuner/5501/"),
    ("Kautokeno", "/kommuner/5612/"), ("Hammerfset", "/kommuner/5603/"), ("Lillehamar", "/kommuner/3405/"),
    ("Stavagner", "/kommuner/1103/"), ("Trondhjem", "/kommuner/5001/"), ("Kristiandsund", "/kommuner/1505/"),
    ("Fredrikstd", "/kommuner/3107/"), ("Sandnesjøen", "/sykehus/hel-sandnessjoen/"),
    # trusts and hospitals, in several forms of the word
    ("UNN", "/helseforetak/983974899/"),
    ("unn tromsø", "/sykehus/unn-tromso/"), ("UNN Harstad", "/sykehus/unn-harstad/"),
    ("Nordlandssykehuset", "/helseforetak/983974910/"), ("983974899", "/helseforetak/983974899/"),
    ("Helgelandssykehuset", "/helseforetak/983974929/"), ("Ahus", "/helseforetak/983971636/"),
    ("OUS", "/helseforetak/993467049/"), ("Haukeland", "/sykehus/hbe-haukeland/"), ("Ullevål", "/sykehus/ous-ulleval/"),
    ("Longyearbyen", "/sykehus/unn-longyearbyen/"), ("sykehus Levanger", "/sykehus/hnt-levanger/"),
    ("Drammen sykehus", "/sykehus/vvi-drammen/"), ("drammen sykehuset", "/sykehus/vvi-drammen/"),
    ("Helse Bergen", "/helseforetak/983974724/"),
    # offices, districts, agencies
    ("ALIS og SamLIS Nord", "/kontor/nord/"), ("samlis vest", "/kontor/vest/"),
    # goals
    ("ALM-055", "/laringsmal/ALM-055/"), ("alm 55", "/laringsmal/ALM-055/"), ("ALM085", "/laringsmal/ALM-085/"),
    # help, in any form of the word
    ("snarveier", "/hjelp/snarveier/"), ("snarveiene", "/hjelp/snarveier/"), ("visninger", "/hjelp/lister/"),
    ("visningene", "/hjelp/lister/"), ("totrinn", "/hjelp/konto/"),
]  # fmt: skip


def first_for(actor: Actor, words: str) -> str:
    groups = groups_found(FINDERS, actor, words, TODAY)
    return groups[0].hits[0].href if groups else ""


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_a_hundred_queries_have_the_first_hit_one_expects() -> None:
    assert len(NAMES) >= 100
    wrong = [(words, found) for words, href in NAMES if not (found := first_for(VISITOR, words)).startswith(href)]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_districts_and_state_bodies_are_found_in_their_group() -> None:
    place = import_module("alisveien.places.models").Place
    for words, code in (
        ("Grünerløkka", "030102"),
        ("grunerlokka", "030102"),
        ("Sagene", "030103"),
        ("030110", "030110"),
    ):
        assert first_for(VISITOR, words) == f"/organisasjoner/{place.objects.get(code=code).pk}/", words


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_people_and_enquiries_are_found_by_those_who_may() -> None:
    nomination = nominated()
    doctor = nomination.doctor
    href = f"/innmeldinger/{nomination.pk}/"
    coordinator = actor_as(TRUST_COORDINATOR)
    swapped = doctor.last_name[:2] + doctor.last_name[3] + doctor.last_name[2] + doctor.last_name[4:]
    for words in (doctor.hpr_number, doctor.hpr_number[:6], doctor.name, doctor.last_name.upper(), swapped):
        assert href in [hit.href for group in groups_found(FINDERS, coordinator, words, TODAY) for hit in group.hits], (
            words
        )
        assert href not in str(groups_found(FINDERS, actor_as(ADVISER), words, TODAY))
        assert href not in str(groups_found(FINDERS, VISITOR, words, TODAY))
    assert groups_found(FINDERS, coordinator, doctor.hpr_number[:3], TODAY) == []
    one = logged(words="Hvor mange timer må veilederne gi?")
    enquiry = f"/henvendelser/{one.pk}/"
    found = str(groups_found(FINDERS, actor_as(ADVISER), "veilederen mange", TODAY))
    assert enquiry in found
    assert enquiry not in str(groups_found(FINDERS, actor_as(NATIONAL_COORDINATOR), "veilederen mange", TODAY))


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_persons_in_official_roles_are_found_with_their_roles() -> None:
    models = import_module("alisveien.people.models")
    person = models.Person.objects.create(first_name="Márjá", last_name="Sørensen", hpr_number="9400001")
    place = place_of("municipality", "5540")
    models.ContactRole.objects.create(person=person, role="health_leader", place=place, place_kind=place.kind)
    for words in ("marja", "Sørensen Márjá", "sorensen", "Sørensn", "Sørnesen", "9400001", "94000"):
        groups = [group for group in groups_found(FINDERS, actor_as(ADVISER), words, TODAY) if group.id == "personer"]
        assert [hit.href for hit in groups[0].hits] == [f"/personer/{person.pk}/"], words
        assert "helseleder, " in groups[0].hits[0].note
        assert "/personer/" not in str(groups_found(FINDERS, VISITOR, words, TODAY))
    assert "/personer/" not in str(groups_found(FINDERS, actor_as(ADVISER), "940", TODAY))


def test_what_is_near_is_left_out_when_something_is_there() -> None:
    def exact(actor: Actor, words: str, today: date) -> Any:
        return group_of("a", "A", [Hit("x", "/x/", score=EXACT)])

    def near(actor: Actor, words: str, today: date) -> Any:
        return group_of("b", "B", [Hit("y", "/y/", score=NEAR + 1), Hit("z", "/z/", score=NEAR)])

    assert [group.id for group in groups_found((near, exact), VISITOR, "x", TODAY)] == ["a"]
    (group,) = groups_found((near,), VISITOR, "x", TODAY)
    assert [hit.href for hit in group.hits] == ["/z/", "/y/"]


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("words", ["", " ", "\t\n"])
def test_no_words_find_nothing_and_the_register_is_not_read_for_it(words: str) -> None:
    assert queries_of(lambda: [find(VISITOR, words, TODAY) for find in (found_places, found_goals)]) == []
    assert groups_found(FINDERS, actor_as(NATIONAL_COORDINATOR), words, TODAY) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("register")
def test_the_page_and_the_suggestions_say_what_was_found(client: Client) -> None:
    page = client.get("/sok/?q=tysfjord").content.decode()
    assert "1850 Tysfjord til 2019" in page
    assert page.index("Narvik") < page.index("Hamarøy")
    part = client.get("/sok/forslag/?q=tromso").content.decode()
    assert part.count('role="option"') <= 8
    assert 'data-href="/kommuner/5501/"' in part
    assert "<html" not in part
    assert client.get("/sok/forslag/?q=%00").content.decode().strip() == ""
    assert "Ingen treff" in client.get("/sok/?q=finnesikkeher").content.decode()
    signed_in = client_as(MUNICIPAL_LEADER).get("/sok/?q=arbeidsliste")
    assert signed_in.headers["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("veilederne", "veiled"), ("veilederen", "veiled"), ("veileder", "veiled"), ("kurs", "kurs"), ("alta", "alta"),
     ("kommunene", "kommun"), ("kommune", "kommun"), ("sykehuset", "sykehu")],
)  # fmt: skip
def test_a_word_loses_its_endings(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_nothing_is_near_a_short_word_or_a_number() -> None:
    assert nearness("Bo", ["Bu"]) is None
    assert nearness("5501", ["5502"]) is None
    assert nearness("", ["Oslo"]) is None
    assert score_of(" ", ["Oslo"]) is None
    assert score_of("nes", ["Nes", "Nes på Romerike"], ["3228"]) == EXACT
    assert stems("Læringsmålene") == ["laringsmal"]


@given(st.text("abcæø", max_size=6), st.text("abcæø", max_size=6))
def test_distance_is_the_same_both_ways_and_none_for_the_same(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))
