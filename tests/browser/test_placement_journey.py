"""From call to filled vacancy in the browser: municipality, trust, doctors and office, with a no and a silence.

It happens at Nordlandssykehuset alone, whose round of 2028 no other browser test touches. What a worker does in the
background (letters sent, times that run out) is done by the same jobs, called by name.
"""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.placements.people import coordinator, coordinator_client, trust
from tests.roles import ADVISER, DOCTOR, FROM, signed_in

NORDLAND = "983974910"
ROUND = f"/runder/2028/{NORDLAND}/"
Behind = Callable[..., Any]


def models() -> Any:
    return import_module("alisveien.placements.models")


def deeds(name: str) -> Any:
    return import_module(f"alisveien.placements.services.{name}")


@pytest.fixture
def behind(loaded: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Behind]:
    """Do something in the database, as the worker or the clock would: on a connection of its own, so that it stands."""
    with ThreadPoolExecutor(1) as worker:

        def done(deed: Callable[..., Any], *words: Any) -> Any:
            with django_db_blocker.unblock():
                return worker.submit(deed, *words).result()

        yield done
        done(connections.close_all)


def called() -> tuple[str, int]:
    """The trust calls on its municipalities: the way of one link, and how many doctors are behind it."""
    at, today = timezone.now(), timezone.localdate()
    rules = import_module("alisveien.placements.rules_confirmations")
    due = today + timedelta(days=21)
    half = import_module("alisveien.posts.queries_posts").half_of(due)
    times = rules.Times(opens_on=today, due_on=due, first_reminder=14, second_reminder=3)
    by = coordinator("Første", NORDLAND)
    make = deeds("confirmations")
    campaign = make.plan_campaign(trust=trust(NORDLAND), half=half, times=times, by=by, at=at)
    make.start_campaign(campaign=campaign, by=by, at=at)
    deeds("calling").open_campaign(campaign_id=campaign.pk, at=at)
    counted = [(call.questions.count(), call) for call in campaign.calls.exclude(sent_to="").order_by("pk")]
    count, call = max(counted, key=lambda one: (one[0], -one[1].pk))
    letters = import_module("alisveien.base.models").Letter.objects
    letter = letters.get(kind="placements.call", about_id=call.pk)
    found = re.search(r"https?://[^/]+(/lenke/\S+)", letter.body)
    assert found
    return found[1], count


def judged() -> None:
    """The round taken by one coordinator to where only the release is left."""
    make, by, at = deeds("rounds"), coordinator("Første", NORDLAND), timezone.now()
    round_ = models().Round.objects.get(trust=trust(NORDLAND), year=2028)
    make.decide_capacity(round_=round_, by=by, at=at)
    make.choose_rules(round_=round_, name="bands-then-nearest", by=by, at=at)
    make.freeze_round(round_=round_, source="Sju tall ingen kjenner", by=by, at=at)
    make.draw_lot(round_=round_, value="3 9 14 17 22 30 31", known_on=timezone.localdate(), by=by, at=at)
    make.distribute_round(round_=round_, by=by, at=at)
    make.judge_round(round_=round_, by=by, at=at)


def sent() -> int:
    """The offers whose hour has come are sent. How many wait for an answer at the trust."""
    import_module("alisveien.placements.tasks").send_offers()
    return int(offers().filter(state="sent").count())


def offers() -> Any:
    return models().Offer.objects.filter(nomination__trust__code=NORDLAND, round__year=2028)


def chosen() -> Any:
    """An offer that goes on to a second doctor when it is declined, and to a third when that one is silent."""
    answers, by, at = deeds("offer_answers"), coordinator("Første", NORDLAND), timezone.now()
    for offer in offers().filter(state="sent").order_by("pk"):
        with transaction.atomic():
            last = max(offers().values_list("pk", flat=True))
            answers.decline_offer(offer=offer, code="moved", asked_how="Prøve", by=by, at=at)
            second = offers().filter(pk__gt=last, why="freed").first()
            third = second and next_after(second)
            transaction.set_rollback(True)
        if third is not None:
            return offer
    raise AssertionError("nobody has two behind")


def next_after(offer: Any) -> Any:
    """Let an offer run out a minute ago: who is offered the post then."""
    past = timezone.now() - timedelta(minutes=1)
    models().Offer.objects.filter(pk=offer.pk).update(answer_by=past)
    last = max(offers().values_list("pk", flat=True))
    assert deeds("offer_answers").expire_offer(offer_id=offer.pk, at=timezone.now())
    return offers().filter(pk__gt=last, why="freed").first()


def newest() -> Any:
    return offers().filter(why="freed").latest("pk")


def doctor_cookie(offer: Any) -> str:
    """The cookie of the doctor of an offer, who has an account of one's own."""
    doctor, home = offer.doctor, offer.nomination.municipality
    email = f"reise-{doctor.hpr_number}@example.no"
    user = import_module("alisveien.accounts.models").User.objects.create_user(
        email, "Lege på reise", "et langt ord 42"
    )
    import_module("alisveien.access.models").Holding.objects.create(
        user=user, role=DOCTOR, place=home, place_kind=home.kind, from_on=FROM, given_at=timezone.now()
    )
    doctor.user, doctor.email = user, email
    doctor.save()
    return str(signed_in(user).cookies["sessionid"].value)


def receipts(offer: Any) -> list[str]:
    """The letters to the doctor about an offer, by what they say."""
    letters = import_module("alisveien.base.models").Letter.objects
    found = letters.filter(about_model="placements.offer", about_id=offer.pk, to_address=offer.doctor.email)
    return sorted(found.values_list("kind", flat=True))


def window(browser: Browser, server: str, cookie: str = "", **more: Any) -> Page:
    """A window of somebody who is signed in, or of a visitor."""
    context = browser.new_context(locale="nb-NO", reduced_motion="reduce", base_url=server, **more)
    if cookie:
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": server}])
    return context.new_page()


def confirms(page: Page, way: str, count: int) -> None:
    """The leader in the municipality follows the link and says that all is right, without an account."""
    page.goto(way)
    page.get_by_role("button", name="Fortsett").click()
    expect(page.get_by_text(f"{count} leger å se over.")).to_be_visible()
    page.get_by_role("link", name="Alt stemmer for alle").click()
    page.get_by_role("button", name="Bekreft alle").click()
    expect(page.get_by_role("heading", name="Takk, alt er besvart")).to_be_visible()


def releases(page: Page) -> None:
    """The second coordinator releases the round."""
    page.goto(ROUND)
    page.get_by_role("link", name="Se hvem som får beskjed, og frigi").click()
    page.get_by_role("button", name="Frigi fordelingen").click()
    expect(page.get_by_text("Fordelingen er frigitt. Leger og kommuner ser utfallet nå.")).to_be_visible()


def declines(page: Page, offer: Any) -> None:
    """A doctor says no on a phone, in two steps, with a reason."""
    page.goto(f"/tilbud/{offer.pk}/")
    page.get_by_role("link", name="Si nei").click()
    page.get_by_role("button", name="Nei, gi plassen til neste").click()
    expect(page.get_by_role("alert")).to_contain_text("Velg ett av svarene.")
    page.get_by_label("jeg flytter eller bytter jobb").check()
    page.get_by_role("button", name="Nei, gi plassen til neste").click()
    expect(page.get_by_role("heading", name="Det er svart nei til tilbudet.")).to_be_visible()
    expect(page.get_by_text("Kvittering er sendt deg på e-post.")).to_be_visible()


def accepts(page: Page, offer: Any) -> None:
    """A doctor finds the offer in the list and takes it, in two steps."""
    page.goto("/tilbud/")
    page.locator(f'a[href="/tilbud/{offer.pk}/"]').first.click()
    page.get_by_role("link", name="Ta imot").click()
    page.get_by_role("button", name="Ja, jeg tar plassen").click()
    expect(page.get_by_role("heading", name="Tilbudet er tatt imot.")).to_be_visible()


def outstanding(page: Page, state: str, count: int) -> None:
    """The office sees how many offers of the trust stand so, in the one view of them all."""
    page.goto(f"/tilbud/?status={state}&helseforetak={NORDLAND}&halvaar=1&halvaar=2")
    expect(page.get_by_role("heading", name="Tilbud om sykehusplass")).to_be_visible()
    expect(page.locator("#antall")).to_contain_text(str(count))


def test_a_vacancy_is_filled_after_a_no_and_a_silence(
    browser: Browser, server: str, sessions: dict[str, str], behind: Behind
) -> None:
    way, count = behind(called)
    confirms(window(browser, server), way, count)
    behind(judged)
    second = behind(lambda: coordinator_client("Andre", NORDLAND).cookies["sessionid"].value)
    releases(window(browser, server, second))
    waiting = behind(sent)
    office = window(browser, server, sessions[ADVISER])
    outstanding(office, "sent", waiting)

    offer = behind(chosen)
    phone = {"viewport": {"width": 390, "height": 844}}
    declines(window(browser, server, behind(doctor_cookie, offer), **phone), offer)
    assert behind(receipts, offer) == ["placements.offer.offer_declined"]
    silent = behind(newest)
    assert silent.doctor_id != offer.doctor_id
    assert behind(sent) == waiting
    behind(next_after, silent)
    third = behind(newest)
    assert third.doctor_id not in (offer.doctor_id, silent.doctor_id)
    cookie = behind(doctor_cookie, third)
    assert behind(sent) == waiting
    accepts(window(browser, server, cookie, **phone), third)
    assert behind(receipts, third) == ["placements.offer.offer_accepted", "placements.offer.offer_sent"]

    outstanding(office, "sent", waiting - 1)
    ends = behind(lambda: [models().Offer.objects.get(pk=one.pk).state for one in (offer, silent, third)])
    assert ends == ["declined", "expired", "accepted"]
    posts = behind(lambda: [models().Offer.objects.get(pk=one.pk).post for one in (offer, third)])
    assert [one.state for one in posts] == ["filled", "filled"]
    assert posts[0] == posts[1], "the post of the first is the third's"
