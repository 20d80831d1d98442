"""Opening a round: who may, for which years, what it says it begins with, and where one is led there from."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alisveien.base.actor import VISITOR
from alisveien.base.errors import RuleBroken
from alisveien.journal.models import Entry
from alisveien.placements import queries, rules
from alisveien.placements.models import Nomination, Round, Wish
from alisveien.placements.services import rounds as deeds
from tests.placements.people import AT, UNN, coordinator, released, trust
from tests.placements.test_pages import text_of
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as, place_of

pytestmark = pytest.mark.django_db
NEW = "/runder/ny/"


def year() -> int:
    """A year nobody has opened a round for in the example, within the years that can be opened."""
    return timezone.localdate().year + 3


def address(code: str = UNN) -> str:
    return f"{NEW}?trust={code}&year={year()}"


def test_the_page_is_for_the_trusts_coordinators(register: None) -> None:
    assert client_as(TRUST_COORDINATOR).get(NEW).status_code == 200
    for client in (client_as(ADVISER), client_as(MUNICIPAL_LEADER)):
        answer = client.get(NEW)
        assert answer.status_code == 403
        assert "Koordinatorer ved et helseforetak åpner runden" in answer.content.decode()
    assert Client().get(NEW).status_code in (302, 403)


def test_one_is_told_what_the_round_begins_with_before_it_is_opened(draft: Round) -> None:
    client = client_as(TRUST_COORDINATOR)
    told = text_of(client, address())
    assert "Stemmer dette?" in told
    assert "9 i P1 og 9 i P2" in told
    assert "føres videre" in told
    assert "«Kriterier, så nærhet» til dere velger" in told
    assert "Ingen ennå" in told
    assert not Round.objects.filter(year=year()).exists()
    answer = client.post(NEW, {"trust": UNN, "year": year()}, follow=True)
    assert answer.redirect_chain == [(f"/runder/{year()}/{UNN}/", 302)]
    assert "Runden er åpnet" in answer.content.decode()
    made = Round.objects.get(trust=trust(), year=year())
    assert made.state == Round.State.DRAFTED
    assert Entry.objects.get(kind="placements.round.opened", about_id=made.pk).by_id


def test_what_was_chosen_last_and_who_is_nominated_is_told(draft: Round) -> None:
    released(draft)
    wish = Wish.objects.filter(nomination__trust=trust(), nomination__state=Nomination.State.OPEN).first()
    assert wish is not None
    Wish.objects.filter(pk=wish.pk).update(year=year())
    told = text_of(client_as(TRUST_COORDINATOR), address())
    assert "I 2028 valgte dere «Kriterier, så nærhet»." in told
    assert "1 lege" in told


def test_a_trust_without_posts_in_the_plan_is_told_so(draft: Round) -> None:
    import_module("alisveien.posts.models").CapacityPlan.objects.all().delete()
    assert "Kapasitetsplanen har ingen plasser" in text_of(client_as(TRUST_COORDINATOR), address())


def test_a_round_that_is_opened_is_shown_instead(draft: Round) -> None:
    client = client_as(TRUST_COORDINATOR)
    answer = client.get(f"{NEW}?trust={UNN}&year={draft.year}")
    assert (answer.status_code, answer["Location"]) == (302, f"/runder/{draft.year}/{UNN}/")
    assert client.post(NEW, {"trust": UNN, "year": draft.year})["Location"] == f"/runder/{draft.year}/{UNN}/"
    assert Round.objects.filter(trust=trust(), year=draft.year).count() == 1


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [(UNN, "1999", "Velg et av årene i lista."), (UNN, "", "Velg år."), ("983974910", "2028", "Helseforetak:")],
)
def test_what_cannot_be_opened_is_refused_in_words(draft: Round, code: str, typed: str, words: str) -> None:
    told = text_of(client_as(TRUST_COORDINATOR), f"{NEW}?trust={code}&year={typed}")
    assert "Dette må rettes" in told
    assert words in told
    assert client_as(TRUST_COORDINATOR).post(NEW, {"trust": code, "year": typed}).status_code == 200


def test_the_service_refuses_what_the_page_does_not_offer(register: None) -> None:
    for wrong in (2026, 2032):
        with pytest.raises(RuleBroken, match="Velg et år fra 2027 til 2031"):
            deeds.open_round(trust=trust(), year=wrong, by=coordinator(), at=AT)
    assert not Round.objects.filter(year__in=(2026, 2032)).exists()
    hospital = place_of("hospital", "unn-tromso")
    assert rules.against_opening(hospital, 2028, AT.date()) == ["Runder åpnes for et helseforetak."]
    gone = trust()
    gone.valid_to = date(2027, 1, 1)
    assert "står ikke lenger i registeret" in rules.against_opening(gone, 2028, AT.date())[0]
    assert rules.against_opening(trust(), 2028, AT.date()) == []


def test_which_trusts_one_may_open_for(register: None) -> None:
    assert [one.code for one in queries.trusts_to_open_for(coordinator(), AT.date())] == [UNN]
    assert queries.trusts_to_open_for(VISITOR, AT.date()) == []
    assert not rules.may_open_somewhere(actor_as(ADVISER))
    assert queries.rules_before(trust(), 2028) is None


def test_the_list_of_rounds_leads_there(register: None) -> None:
    Round.objects.all().delete()
    page = client_as(TRUST_COORDINATOR).get("/runder/").content.decode()
    assert "Ingen runde er åpnet" in page
    assert page.count(f'href="{NEW}"') == 2
    assert NEW not in client_as(ADVISER).get("/runder/").content.decode()


def test_an_adviser_is_led_to_the_figures_instead_of_an_empty_list(register: None) -> None:
    page = client_as(ADVISER).get("/runder/").content.decode()
    assert "Rundene ser du som tall" in page
    assert page.count('href="/behov/"') == 3, "in the header, in the menu of a phone, and on the page"
    assert 'href="/runder/"' not in client_as(ADVISER).get("/arbeidsliste/").content.decode()


def test_the_gap_leads_there_for_who_may_open(draft: Round) -> None:
    year_ = draft.year
    Round.objects.filter(trust=trust()).delete()
    gap = f"{NEW}?trust={UNN}&amp;year={year_}"

    def seen(role: str) -> Any:
        return client_as(role).get(f"/behov/{year_}/mangler/?hva=runde").content.decode()

    assert gap in seen(TRUST_COORDINATOR)
    assert gap not in seen(ADVISER)
