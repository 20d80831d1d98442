"""The pages of the half-yearly confirmation, without script: by link on a phone, with an account, at the trust."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from alisveien.base.models import Letter
from alisveien.placements.models import Call, Campaign, ConfirmationTerms, Nomination
from alisveien.placements.queries_work_confirmations import waiting_for
from tests.placements.campaigns import DURING, opened, opened_now
from tests.placements.nominating import UNN, nominated
from tests.placements.people import coordinator_client
from tests.roles import (
    ADVISER,
    DOCTOR,
    MUNICIPAL_LEADER,
    SUPERVISOR,
    TRUST_COORDINATOR,
    actor_as,
    client_as,
    user_as,
)
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def two_asked() -> Call:
    """Two doctors of Kåfjord, and their leader asked now."""
    nominated()
    nominated("9950002", first_name="Inga", email="")
    opened_now(timezone.localdate(), timezone.now())
    return Call.objects.get()


def by_link(call: Call) -> Client:
    """A browser that has followed the link in the letter."""
    letter = Letter.objects.filter(kind="placements.call").latest("pk")
    found = re.search(r"https?://[^/]+(/lenke/\S+)", letter.body)
    assert found
    client = Client()
    answer = client.post(found[1])
    assert answer["Location"] == f"/bekreft/{call.pk}/"
    return client


def body(answer: object) -> str:
    return unescape(answer.content.decode())  # type: ignore[attr-defined]


def sent_in(page: str) -> list[str]:
    """What the buttons would send."""
    return re.findall(r'name="stemmer"\s+value="([^"]+)"', page)


def test_a_leader_by_link_answers_one_by_one_and_gets_the_receipt() -> None:
    call = two_asked()
    client = by_link(call)
    page = body(client.get(f"/bekreft/{call.pk}/"))
    assert "2 leger å se over" in page
    assert "Meldt inn det siste halvåret." in page
    first, second = sent_in(page)
    answer = client.post(f"/bekreft/{call.pk}/", {"stemmer": first}, follow=True)
    assert "Bekreftet: Inga Solbakken." in body(answer)
    assert "1 lege å se over" in body(answer)
    assert "1 lege gjenstår" in body(client.get(f"/bekreft/{call.pk}/kvittering/"))
    answer = client.post(f"/bekreft/{call.pk}/", {"stemmer": second}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/bekreft/{call.pk}/kvittering/"
    assert "Takk, alt er besvart" in body(answer)
    assert "Kvittering er sendt til leder@example.no." in body(answer)


def test_all_yes_shows_what_it_means_first_and_the_second_leader_is_told() -> None:
    call = two_asked()
    client, colleague = by_link(call), client_as(MUNICIPAL_LEADER)
    preview = body(client.get(f"/bekreft/{call.pk}/alle/"))
    assert "Du bekrefter 2 leger" in preview
    assert not Nomination.objects.filter(confirmed_at__gte=call.asked_at).exists()
    sent = sent_in(preview)
    colleague.post(f"/bekreft/{call.pk}/", {"stemmer": sent[0]})
    told = body(client.post(f"/bekreft/{call.pk}/alle/", {"stemmer": sent}))
    assert "Inga Solbakken: En annen svarte" in told
    assert "Du bekrefter 1 lege" in told
    answer = client.post(f"/bekreft/{call.pk}/alle/", {"stemmer": sent_in(told)})
    assert answer["Location"] == f"/bekreft/{call.pk}/kvittering/"
    assert client.get(f"/bekreft/{call.pk}/alle/")["Location"] == f"/bekreft/{call.pk}/kvittering/"
    assert "En annen svarte" in body(client.post(f"/bekreft/{call.pk}/", {"stemmer": sent[0]}))


def test_the_link_opens_the_ordinary_form_and_the_withdrawal_and_leads_back() -> None:
    call = two_asked()
    client = by_link(call)
    one, other = Nomination.objects.order_by("pk")
    draft = client.post(f"/innmeldinger/{one.pk}/endre/")["Location"]
    assert client.get(draft).status_code == 200
    client.post(f"{draft}framdrift/", {"group": "taking_part", "courses": "9", "goals_percent": "80"})
    leader_email = {"leader_email": "leder@example.no"}
    answer = client.post(draft, leader_email)
    assert answer["Location"] == f"/bekreft/{call.pk}/"
    assert "Lagret. Se over de andre" in body(client.get(answer["Location"]))
    version = re.search(r'name="version" value="([^"]+)"', body(client.get(f"/innmeldinger/{other.pk}/trekk/")))
    assert version
    gone = client.post(f"/innmeldinger/{other.pk}/trekk/", {"code": "later", "version": version[1]}, follow=True)
    assert "Endret" in body(gone)
    assert "Trenger ikke plass: legen meldes inn igjen senere" in body(gone)
    assert Call.objects.get().done_at is not None


def test_what_is_sent_wrong_is_told_and_confirms_nobody() -> None:
    call = two_asked()
    client = by_link(call)
    assert "Velg hvem du bekrefter" in body(client.post(f"/bekreft/{call.pk}/", {"stemmer": "1:x"}))
    assert client.get("/bekreft/999999999/").status_code == 404
    assert client.get("/bekreftelser/").status_code in (302, 403)


def test_after_the_set_date_it_can_still_be_answered() -> None:
    call = two_asked()
    Campaign.objects.update(
        opens_on=timezone.localdate() - timezone.timedelta(days=30),
        due_on=timezone.localdate() - timezone.timedelta(days=1),
    )
    page = body(by_link(call).get(f"/bekreft/{call.pk}/"))
    assert "Fristen er gått ut, men du kan fortsatt svare." in page
    assert "Fristen er ute" in page


def test_the_trust_plans_looks_over_and_starts() -> None:
    nominated()
    nominated("9950002", leader_email="", email="")
    get_user_model().objects.filter(holdings__role=MUNICIPAL_LEADER).update(is_active=False)
    client = coordinator_client("Første", UNN)
    page = body(client.get("/bekreftelser/ny/"))
    assert 'name="due_on"' in page
    wrong = client.post(
        "/bekreftelser/ny/",
        {"opens_on": "2020-01-01", "due_on": "2020-01-20", "first_reminder": "14", "second_reminder": "3"},
    )
    assert "Fristen må være fram i tid." in body(wrong)
    values = {
        name: re.search(rf'name="{name}"\s+value="([^"]+)"', page)
        for name in ("opens_on", "due_on", "first_reminder", "second_reminder")
    }
    answer = client.post("/bekreftelser/ny/", {name: found[1] for name, found in values.items() if found}, follow=True)
    assert answer.status_code == 200
    campaign = Campaign.objects.get()
    told = body(answer)
    assert "leder@example.no" in told
    assert "For disse fant vi ingen adresse." in told
    started = body(client.post(f"/bekreftelser/{campaign.pk}/start/", follow=True))
    assert "Bekreftelsen er satt i gang." in started
    assert "alt satt i gang" in body(client.post(f"/bekreftelser/{campaign.pk}/start/", follow=True))
    assert "Halvårsbekreftelsen ble satt i gang for 2 leger" in started


def test_the_lists_show_each_role_what_it_may_see() -> None:
    two_asked()
    trust = body(coordinator_client("Første", UNN).get("/bekreftelser/"))
    assert "0 av 2 leger er besvart." in trust
    assert "Venter på svar" in trust or "venter på svar" in trust
    office = body(client_as(ADVISER).get("/bekreftelser/?status=gul"))
    assert "Kåfjord" in office
    assert "Piera" not in office
    assert client_as(ADVISER).get("/bekreftelser/leger/").status_code == 403
    doctors = body(client_as(MUNICIPAL_LEADER).get("/bekreftelser/leger/"))
    assert "Piera Solbakken" in doctors
    record = body(coordinator_client("Første", UNN).get(f"/bekreftelser/{Campaign.objects.get().pk}/"))
    assert "mangler svar" in record
    assert client_as(MUNICIPAL_LEADER).get("/bekreftelser/?last_ned=csv").status_code == 200
    stranger = body(client_as(MUNICIPAL_LEADER, stranger=True).get("/bekreftelser/"))
    assert "Kåfjord" not in stranger


def test_the_trust_sets_its_times() -> None:
    client = coordinator_client("Første", UNN)
    good = {
        "from_on": "2026-01-01",
        "due_weeks": "3",
        "open_weeks": "3",
        "first_reminder": "10",
        "second_reminder": "2",
        "why": "Tidligere frist",
    }
    assert "Den første påminnelsen" in body(client.post("/bekreftelser/tider/", good | {"first_reminder": "1"}))
    page = body(client.post("/bekreftelser/tider/", good, follow=True))
    assert ConfirmationTerms.objects.get().due_weeks == 3
    assert "Frist 3 uker etter at halvåret begynte." in page
    assert "Tidligere frist" in page


def test_silence_becomes_a_task_for_the_leader_the_doctor_the_trust_and_the_office() -> None:
    nominated()
    doctor = user_as(DOCTOR)
    Nomination.objects.get().doctor.__class__.objects.update(user=doctor)
    opened()
    day, late = DURING.date(), DURING.date() + timezone.timedelta(days=30)
    leader, trust, office, own = (actor_as(role) for role in (MUNICIPAL_LEADER, TRUST_COORDINATOR, ADVISER, DOCTOR))
    assert [task.what for task in waiting_for(leader, day)] == ["Bekreft innmeldingene for halvåret"]
    assert waiting_for(trust, day)[0].by_others
    assert waiting_for(own, day)[0].what == "Kommunen ser over innmeldingen din"
    assert [task.what for task in waiting_for(trust, late)] == ["1 leder har ikke bekreftet"]
    assert waiting_for(office, late)[0].href == "/bekreftelser/?status=rod"
    mine = waiting_for(own, late)[0]
    assert (mine.what, mine.by_others) == ("Be lederen bekrefte innmeldingen din", False)
    assert "Du beholder plassen i køen." in str(mine.about)
    assert waiting_for(actor_as(SUPERVISOR), late) == []
    Nomination.objects.update(confirmed_at=DURING)
    for actor in (leader, trust, office, own):
        assert waiting_for(actor, late) == []


def test_the_doctor_is_shown_the_nomination_the_task_leads_to() -> None:
    nominated()
    doctor = user_as(DOCTOR)
    Nomination.objects.get().doctor.__class__.objects.update(user=doctor)
    call = opened_now(timezone.localdate(), timezone.now())
    assert call
    task = waiting_for(actor_as(DOCTOR), timezone.localdate())[0]
    assert client_as(DOCTOR).get(task.href).status_code == 200


def test_pages_are_flat() -> None:
    call = two_asked()
    campaign, numbers = call.campaign, iter(range(9950010, 9950040))
    client, trust = client_as(MUNICIPAL_LEADER), coordinator_client("Første", UNN)

    def one_more() -> None:
        fresh = nominated(str(next(numbers)), email="")
        Nomination.objects.filter(pk=fresh.pk).update(confirmed_at=DURING.replace(year=2020))
        call.questions.create(campaign=campaign, nomination=fresh, version=1)

    for page in (f"/bekreft/{call.pk}/", f"/bekreft/{call.pk}/alle/", "/bekreftelser/leger/"):
        assert_flat(lambda page=page: client.get(page), one_more)  # type: ignore[misc]
    assert_flat(lambda: trust.get("/bekreftelser/"), one_more)
