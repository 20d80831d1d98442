"""An adviser sees names of a municipality only while acting for it on request, and everybody can see that it was so."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from alisveien.base.errors import NotAllowed, RuleBroken
from tests import roles
from tests.roles import actor_as, client_as, place_of, user_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
WHY = "Leder i Kåfjord ringte og ba om hjelp."


def begin(by: Any = None, code: str = "5540", **more: Any) -> Any:
    service = import_module("alisveien.access.services.mandates").act_on_request
    asked = {"reason": WHY, "until_at": NOW + timedelta(days=1), "at": NOW, **more}
    return service(municipality=place_of("municipality", code), by=by or actor_as(roles.ADVISER), **asked)


def test_names_are_seen_during_a_mandate_and_not_a_moment_longer() -> None:
    kafjord, tromso = place_of("municipality", "5540"), place_of("municipality", "5501")
    assert not actor_as(roles.ADVISER, at=NOW).may("see_own_unit")
    begin()
    during = actor_as(roles.ADVISER, at=NOW + timedelta(hours=1))
    assert during.may("see_own_unit", kafjord.pk)
    assert during.may("nominate", kafjord.pk)
    assert not during.may("see_own_unit", tromso.pk)
    assert not during.may("give_roles")
    assert not actor_as(roles.ADVISER, at=NOW + timedelta(days=1)).may("see_own_unit")


def test_who_asks_holds_what_the_rules_of_time_say_and_nothing_else() -> None:
    """The statement written out for every request, against the querysets that say when a role or a mandate counts."""
    queries = import_module("alisveien.access.queries")
    user, holdings = user_as(roles.ADVISER), import_module("alisveien.access.models").Holding.objects
    begin()
    begin(code="5501", until_at=NOW + timedelta(hours=3))
    ended = begin(code="5503")
    type(ended).objects.filter(pk=ended.pk).update(ended_at=NOW + timedelta(hours=1))
    one = holdings.get(user=user)
    one.pk, one.role, one.place, one.place_kind = None, roles.NATIONAL_COORDINATOR, None, ""
    one.from_on, one.to_on = NOW.date(), NOW.date() + timedelta(days=1)
    one.save(force_insert=True)
    around = [timedelta(seconds=step) for step in (-1, 0, 1)]
    edges = (NOW, NOW + timedelta(hours=3), NOW + timedelta(days=1), datetime(2027, 2, 28, 23, tzinfo=UTC))
    counts = set()
    for at in [edge + step for edge in (*edges, edges[-1] + timedelta(days=1)) for step in around]:
        roles_then = queries.holdings_on(at).filter(user=user).values_list("role", "place")
        mandates = queries.mandates_at(at).filter(user=user).values_list("municipality", "until_at")
        told = [(held.role, held.place, held.until) for held in queries._held(user, at)]
        said = [(*pair, None) for pair in roles_then] + [(queries.MANDATE, *pair) for pair in mandates]
        assert sorted(told, key=str) == sorted(said, key=str), at
        counts.add(len(told))
    assert len(counts) > 2, "the instants differ"


def test_a_mandate_stands_in_the_log_with_its_reason() -> None:
    mandate = begin()
    entry = import_module("alisveien.journal.models").Entry.objects.get(kind="access.mandate.begun")
    assert (entry.why, entry.on_request_of, entry.about_id) == (WHY, mandate.municipality_id, mandate.pk)


def test_without_the_second_factor_a_mandate_gives_nothing() -> None:
    begin()
    actor_for = import_module("alisveien.access.queries").actor_for
    actor = actor_for(user_as(roles.ADVISER), NOW + timedelta(hours=1), second_factor=False)
    assert actor.grants == ()


def test_an_adviser_who_is_no_longer_one_has_no_mandate() -> None:
    begin()
    holding = user_as(roles.ADVISER).holdings.get()
    import_module("alisveien.access.services.roles").end_role(
        holding=holding, by=actor_as(roles.ADMINISTRATOR), at=NOW + timedelta(minutes=5)
    )
    assert not actor_as(roles.ADMINISTRATOR).may("see_own_unit")
    actor_for = import_module("alisveien.access.queries").actor_for
    assert actor_for(holding.user, NOW + timedelta(hours=1), second_factor=True).grants == ()


@pytest.mark.parametrize("role", [role for role in roles.ROLES if role != roles.ADVISER])
def test_only_advisers_act_on_request(role: str) -> None:
    with pytest.raises(NotAllowed):
        begin(actor_as(role))


def test_not_for_another_offices_municipality() -> None:
    with pytest.raises(NotAllowed, match="dekker ikke"):
        begin(code="4601")


def test_what_speaks_against_a_mandate_is_said() -> None:
    with pytest.raises(RuleBroken, match="hvem som ba om hjelp"):
        begin(reason="  hjelp  ")
    with pytest.raises(RuleBroken, match="14 dager"):
        begin(until_at=NOW + timedelta(days=15))
    with pytest.raises(RuleBroken, match="14 dager"):
        begin(until_at=NOW)


def test_the_database_refuses_a_long_mandate_and_one_without_reason() -> None:
    from django.db import transaction  # noqa: PLC0415

    mandates = import_module("alisveien.access.models").Mandate.objects
    row = {"user": user_as(roles.ADVISER), "municipality": place_of("municipality", "5540"), "from_at": NOW}
    with pytest.raises(IntegrityError, match="mandate_is_short"), transaction.atomic():
        mandates.create(**row, reason=WHY, until_at=NOW + timedelta(days=15))
    with pytest.raises(IntegrityError, match="mandate_has_a_reason"), transaction.atomic():
        mandates.create(**row, reason="", until_at=NOW + timedelta(days=1))


def test_the_page_begins_reminds_and_ends() -> None:
    client, kafjord = client_as(roles.ADVISER), place_of("municipality", "5540")
    assert "Bergen" not in client.get("/oppdrag/").content.decode()
    sent = {"municipality": kafjord.pk, "reason": WHY, "days": "0"}
    assert client.post("/oppdrag/", sent).status_code == 302
    assert "Du handler på oppdrag fra Kåfjord" in client.get("/stil/").content.decode()
    mandate = import_module("alisveien.access.models").Mandate.objects.get()
    midnight = timezone.localtime(mandate.until_at)
    assert (midnight.hour, midnight.minute) == (0, 0)
    stranger = client_as(roles.ADVISER, stranger=True)
    assert stranger.post(f"/oppdrag/{mandate.pk}/avslutt/").status_code == 404
    assert client.get(f"/oppdrag/{mandate.pk}/avslutt/").status_code == 405
    client.post(f"/oppdrag/{mandate.pk}/avslutt/")
    assert "Du handler på oppdrag" not in client.get("/stil/").content.decode()


def test_another_persons_mandate_cannot_be_ended() -> None:
    service = import_module("alisveien.access.services.mandates").end_mandate
    with pytest.raises(NotAllowed, match="ikke ditt"):
        service(mandate=begin(), by=actor_as(roles.ADVISER, stranger=True), at=NOW)


def test_ending_twice_changes_nothing() -> None:
    service = import_module("alisveien.access.services.mandates").end_mandate
    mandate, adviser = begin(), actor_as(roles.ADVISER)
    first = service(mandate=mandate, by=adviser, at=NOW + timedelta(hours=1))
    second = service(mandate=mandate, by=adviser, at=NOW + timedelta(hours=2))
    assert first.ended_at == second.ended_at
