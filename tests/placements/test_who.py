"""«Hvem kan se dette?»: the page says exactly those who do see the doctor, found by asking as each of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import transaction

from alisveien.access.queries_who import holders_of
from alisveien.accounts.models import User
from alisveien.placements import queries, queries_who, rules_who
from tests import roles
from tests.placements.nominating import nominated
from tests.placements.people import AT, released
from tests.placements.test_pages import text_of
from tests.roles import actor_as, client_as, place_of, user_as
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everybody(example: None, django_db_blocker: Any) -> Iterator[None]:
    """Somebody in each role and a stranger in each, and people in the same roles above and below."""
    with django_db_blocker.unblock(), transaction.atomic():
        for role in roles.ROLES:
            user_as(role)
            user_as(role, stranger=True)
        user_as(roles.DEPARTMENT_CONTACT, place_of("department", "unn-tromso/Gynekologi"))
        user_as(roles.DEPARTMENT_CONTACT, place_of("hospital", "unn-narvik"))
        ended = user_as(roles.MUNICIPAL_LEADER, place_of("municipality", "5503")).holdings.get()
        ended.place, ended.to_on = place_of("municipality", "5540"), date(2021, 1, 1)
        ended.save()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def one(everybody: None, draft: Any) -> Any:
    """A doctor of Kåfjord in UNN's round, with an account and a supervisor, who takes the first place of the list."""
    models = import_module("alisveien.placements.models")
    strong = models.Nomination.objects.filter(trust=draft.trust, outcomes__list_place=1)[0]
    strong.doctor.municipality = strong.municipality = place_of("municipality", "5540")
    strong.doctor.user = user_as(roles.DOCTOR)
    strong.doctor.save()
    strong.save()
    supervision = import_module("alisveien.people.models").Supervision
    supervision.objects.create(doctor=strong.doctor, supervisor=user_as(roles.SUPERVISOR), from_on=date(2020, 1, 1))
    return models.Nomination.objects.select_related("doctor", "trust", "municipality").get(pk=strong.pk)


def asked_as_each(one: Any, at: datetime) -> set[int]:
    """Everybody who finds the nomination among those they may see by name."""
    actor_for = import_module("alisveien.access.queries").actor_for
    return {
        user.pk
        for user in User.objects.all()
        if queries.nominations_for(actor_for(user, at, second_factor=True), at.date()).filter(pk=one.pk).exists()
    }


def told(one: Any, at: datetime) -> set[int]:
    by = actor_as(roles.MUNICIPAL_LEADER, at=at)
    return {seer.holder.user_id for seer in queries_who.who_may_see(by, one, at)}


def test_it_tells_exactly_those_who_see_before_and_after_release(one: Any, draft: Any) -> None:
    before = asked_as_each(one, AT)
    assert told(one, AT) == before
    expected = (roles.MUNICIPAL_LEADER, roles.CHIEF_MEDICAL_OFFICER, roles.TRUST_COORDINATOR, roles.SUPERVISOR)
    assert {user_as(role).pk for role in (*expected, roles.DOCTOR)} <= before
    import_module("alisveien.placements.services.rounds").try_rules(
        round_=draft, by=actor_as(roles.TRUST_COORDINATOR), at=AT
    )
    released(draft)
    after = asked_as_each(one, AT)
    assert told(one, AT) == after
    assert after - before >= {user_as(roles.DEPARTMENT_CONTACT).pk}


def test_an_adviser_on_request_is_told_as_long_as_it_lasts(one: Any) -> None:
    adviser, now = user_as(roles.ADVISER), datetime.now(UTC)
    mandates = import_module("alisveien.access.services.mandates")
    kafjord = place_of("municipality", "5540")
    mandates.act_on_request(
        municipality=kafjord,
        reason="Lederen ba om hjelp",
        until_at=now + timedelta(days=3),
        by=actor_as(roles.ADVISER),
        at=now,
    )
    for at in (now + timedelta(minutes=1), now + timedelta(days=10)):
        assert told(one, at) == asked_as_each(one, at)
    assert adviser.pk in told(one, now + timedelta(minutes=1))
    assert adviser.pk not in told(one, now + timedelta(days=10))


def test_the_page_names_them_with_the_reason_and_who_has_looked(one: Any) -> None:
    client_as(roles.CHIEF_MEDICAL_OFFICER).get(f"/innmeldinger/{one.pk}/")
    own = client_as(roles.DOCTOR)
    page = text_of(own, f"/innmeldinger/{one.pk}/hvem/")
    for words in ("Legen er ansatt her.", "Veileder legen.", "Legen er meldt inn til helseforetaket.", "Har sett"):
        assert words in page
    assert "Prøve chief_medical_officer innmeldingen" in page
    assert "/hvem/" in own.get(f"/innmeldinger/{one.pk}/").content.decode()
    trusts = text_of(client_as(roles.TRUST_COORDINATOR), f"/innmeldinger/{one.pk}/hvem/")
    assert "Kan se nå" in trusts
    assert "Har sett" not in trusts


def test_the_card_leads_there(one: Any) -> None:
    card = f"/runder/2028/lege/{one.hpr_number}/"
    for role in (roles.DOCTOR, roles.TRUST_COORDINATOR):
        assert f"/innmeldinger/{one.pk}/hvem/" in client_as(role).get(card).content.decode()


def test_who_may_not_know_is_told_nothing(one: Any) -> None:
    for role in (roles.ADVISER, roles.SUPERVISOR, roles.NATIONAL_COORDINATOR):
        assert queries_who.who_may_see(actor_as(role), one, AT) == []
        assert queries_who.links_to(actor_as(role), one, AT) == 0
    address = f"/innmeldinger/{one.pk}/hvem/"
    assert client_as(roles.SUPERVISOR).get(address).status_code == 403
    assert client_as(roles.ADVISER).get(address).status_code == 404
    assert not rules_who.may_see_looks(actor_as(roles.TRUST_COORDINATOR), one.doctor)


def test_links_that_can_be_followed_are_counted(register: None) -> None:
    one, now = nominated(), datetime.now(UTC)
    by = actor_as(roles.MUNICIPAL_LEADER)
    assert queries_who.links_to(by, one, now) == 0
    import_module("alisveien.access.services.links").make_link(
        task="confirm_nomination",
        about=str(one.pk),
        role=roles.MUNICIPAL_LEADER,
        place=one.municipality,
        recipient="leder@example.no",
        expires_at=now + timedelta(days=7),
        by=by,
        at=now,
    )
    assert queries_who.links_to(by, one, now) == 1
    assert queries_who.links_to(by, one, now + timedelta(days=8)) == 0
    assert "1 engangslenke er sendt" in text_of(client_as(roles.MUNICIPAL_LEADER), f"/innmeldinger/{one.pk}/hvem/")


def test_it_costs_the_same_whoever_there_is(one: Any) -> None:
    by = actor_as(roles.MUNICIPAL_LEADER)
    users = iter(range(9))

    def another() -> None:
        new = User.objects.create_user(f"ny{next(users)}@example.no", "Ny Leder")
        import_module("alisveien.access.models").Holding.objects.create(
            user=new,
            role=roles.CHIEF_MEDICAL_OFFICER,
            place=one.municipality,
            place_kind="municipality",
            from_on=date(2020, 1, 1),
            given_at=AT,
        )

    assert_flat(lambda: queries_who.who_may_see(by, one, AT), another)
    assert holders_of(by, import_module("alisveien.access.permissions").Permission.SEE_PLACED, [], AT) == []
