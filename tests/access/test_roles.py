"""Giving and ending roles: who may, what speaks against it, and what the journal keeps."""

import re
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest

from alisveien.base.actor import Actor, Grant
from alisveien.base.errors import NotAllowed, RuleBroken
from tests import roles
from tests.accounts.letters import count
from tests.roles import actor_as, client_as, place_of, user_as
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
TODAY = date(2027, 3, 1)


def give(by: Actor, role: str, place: Any, user: Any = None, **more: Any) -> Any:
    service = import_module("alisveien.access.services.roles").give_role
    user = user or user_as(roles.FIGURES_READER)
    given = {"from_on": TODAY, "to_on": None, "by": by, "at": NOW, **more}
    return service(user=user, role=role, place=place, **given)


def end(by: Actor, holding: Any, at: datetime = NOW) -> Any:
    return import_module("alisveien.access.services.roles").end_role(holding=holding, by=by, at=at)


def entries(kind: str) -> int:
    found: int = import_module("alisveien.journal.models").Entry.objects.filter(kind=kind).count()
    return found


KAFJORD, BERGEN, UNN = ("municipality", "5540"), ("municipality", "4601"), ("trust", "983974899")


@pytest.mark.parametrize(
    ("giver", "role", "where", "may"),
    [
        (roles.ADMINISTRATOR, roles.ADVISER, ("office", "vest"), True),
        (roles.ADMINISTRATOR, roles.NATIONAL_COORDINATOR, None, True),
        (roles.MUNICIPAL_LEADER, roles.CHIEF_MEDICAL_OFFICER, KAFJORD, True),
        (roles.MUNICIPAL_LEADER, roles.CHIEF_MEDICAL_OFFICER, BERGEN, False),
        (roles.MUNICIPAL_LEADER, roles.ADMINISTRATOR, None, False),
        (roles.MUNICIPAL_LEADER, roles.TRUST_COORDINATOR, UNN, False),
        (roles.TRUST_COORDINATOR, roles.TRUST_COORDINATOR, UNN, True),
        (roles.TRUST_COORDINATOR, roles.DEPARTMENT_CONTACT, ("hospital", "unn-tromso"), True),
        (roles.TRUST_COORDINATOR, roles.DEPARTMENT_CONTACT, ("hospital", "hbe-haukeland"), False),
        (roles.TRUST_COORDINATOR, roles.MUNICIPAL_LEADER, KAFJORD, False),
        (roles.CHIEF_MEDICAL_OFFICER, roles.DOCTOR, KAFJORD, False),
        (roles.ADVISER, roles.MUNICIPAL_LEADER, KAFJORD, False),
        (roles.NATIONAL_COORDINATOR, roles.ADVISER, ("office", "nord"), False),
        (roles.DOCTOR, roles.DOCTOR, KAFJORD, False),
        (roles.FIGURES_READER, roles.FIGURES_READER, None, False),
    ],
)
def test_who_may_give_what_where(giver: str, role: str, where: Any, may: bool) -> None:
    place = place_of(*where) if where else None
    if may:
        holding = give(actor_as(giver), role, place)
        assert (holding.role, holding.place, holding.given_at) == (role, place, NOW)
        assert entries("access.role.given") == 1
    else:
        with pytest.raises(NotAllowed):
            give(actor_as(giver), role, place)
        assert entries("access.role.given") == 0


def test_what_speaks_against_giving_is_said() -> None:
    administrator, kafjord = actor_as(roles.ADMINISTRATOR), place_of(*KAFJORD)
    with pytest.raises(RuleBroken, match="ved dette stedet"):
        give(administrator, roles.TRUST_COORDINATOR, kafjord)
    with pytest.raises(RuleBroken, match="hele landet"):
        give(administrator, roles.ADMINISTRATOR, kafjord)
    with pytest.raises(RuleBroken, match="etter startdatoen"):
        give(administrator, roles.MUNICIPAL_LEADER, kafjord, to_on=TODAY)
    with pytest.raises(RuleBroken, match="deg selv"):
        give(administrator, roles.MUNICIPAL_LEADER, kafjord, user_as(roles.ADMINISTRATOR))
    kafjord.valid_to = TODAY
    with pytest.raises(RuleBroken, match="lagt ned"):
        give(administrator, roles.MUNICIPAL_LEADER, kafjord)


def test_the_same_role_twice_is_refused_in_words() -> None:
    administrator, kafjord = actor_as(roles.ADMINISTRATOR), place_of(*KAFJORD)
    give(administrator, roles.MUNICIPAL_LEADER, kafjord)
    with pytest.raises(RuleBroken, match="har allerede denne rollen"):
        give(administrator, roles.MUNICIPAL_LEADER, kafjord, from_on=TODAY + timedelta(days=9))


def test_an_ended_role_gives_nothing_from_that_day_and_cannot_be_ended_twice() -> None:
    administrator = actor_as(roles.ADMINISTRATOR)
    user = user_as(roles.FIGURES_READER)
    holding = give(administrator, roles.MUNICIPAL_LEADER, place_of(*KAFJORD), user)
    actor_for = import_module("alisveien.access.queries").actor_for
    assert actor_for(user, NOW, second_factor=True).may("nominate")
    ended = end(administrator, holding)
    assert (ended.to_on, ended.ended_by, ended.ended_at) == (TODAY, administrator.user_id, NOW)
    assert not actor_for(user, NOW, second_factor=True).may("nominate")
    assert entries("access.role.ended") == 1
    with pytest.raises(RuleBroken, match="allerede avsluttet"):
        end(administrator, holding)


def test_a_role_that_has_not_begun_ends_before_it_does() -> None:
    administrator = actor_as(roles.ADMINISTRATOR)
    later = TODAY + timedelta(days=30)
    holding = give(administrator, roles.MUNICIPAL_LEADER, place_of(*KAFJORD), from_on=later)
    assert end(administrator, holding).to_on == later


def test_one_may_leave_a_role_but_strangers_may_not_end_it() -> None:
    user = user_as(roles.FIGURES_READER)
    holding = give(actor_as(roles.ADMINISTRATOR), roles.MUNICIPAL_LEADER, place_of(*KAFJORD), user)
    for stranger in (actor_as(roles.MUNICIPAL_LEADER, stranger=True), actor_as(roles.ADVISER)):
        with pytest.raises(NotAllowed):
            end(stranger, holding)
    end(Actor(user_id=user.pk), holding)


def test_the_history_keeps_every_state() -> None:
    administrator = actor_as(roles.ADMINISTRATOR)
    holding = give(administrator, roles.MUNICIPAL_LEADER, place_of(*KAFJORD))
    end(administrator, holding)
    assert [event.to_on for event in holding.history.order_by("pgh_id")] == [None, TODAY]


SENT = {"email": "ny.leder@example.no", "name": "Ny Leder", "from_on": "2027-03-01", "to_on": ""}


def test_a_leader_gives_a_role_on_the_page_and_the_new_one_gets_a_letter() -> None:
    client = client_as(roles.MUNICIPAL_LEADER)
    form = client.get("/tilganger/ny/").content.decode()
    assert "Kommuneoverlege" in form
    assert "Systemadministrator" not in form
    assert "Bergen" not in form
    kafjord = place_of(*KAFJORD)
    sent = {**SENT, "role": roles.CHIEF_MEDICAL_OFFICER, "place": kafjord.pk}
    response = client.post("/tilganger/ny/", sent, follow=True)
    assert "Ny Leder har fått tilgangen." in response.content.decode()
    assert count("ny.leder@example.no") == 1
    again = client.post("/tilganger/ny/", sent).content.decode()
    assert "har allerede denne rollen" in again
    assert 'value="ny.leder@example.no"' in again


def test_what_is_not_offered_cannot_be_sent() -> None:
    client = client_as(roles.MUNICIPAL_LEADER)
    holdings = import_module("alisveien.access.models").Holding.objects
    before = holdings.count()
    for role, place in ((roles.ADMINISTRATOR, ""), (roles.MUNICIPAL_LEADER, place_of(*BERGEN).pk)):
        body = client.post("/tilganger/ny/", {**SENT, "role": role, "place": place}).content.decode()
        assert "Dette må rettes" in body
    body = client.post("/tilganger/ny/", {**SENT, "role": roles.DOCTOR, "place": ""}).content.decode()
    assert "Velg hvor rollen gjelder." in body
    assert holdings.count() == before


def test_a_leader_sees_own_people_only_and_ends_after_one_question() -> None:
    own, foreign = user_as(roles.DOCTOR), user_as(roles.DOCTOR, stranger=True)
    client = client_as(roles.MUNICIPAL_LEADER)
    body = client.get("/tilganger/").content.decode()
    assert own.email in body
    assert foreign.email not in body
    assert foreign.email not in client.get("/tilganger/?q=fremmed").content.decode()
    mine, others = own.holdings.get(), foreign.holdings.get()
    assert client.get(f"/tilganger/{others.pk}/avslutt/").status_code == 404
    assert client.post(f"/tilganger/{others.pk}/avslutt/").status_code == 404
    assert "Vil du avslutte" in client.get(f"/tilganger/{mine.pk}/avslutt/").content.decode()
    assert client.post(f"/tilganger/{mine.pk}/avslutt/").status_code == 302
    mine.refresh_from_db()
    assert mine.to_on is not None


def bulk(client: Any, *rows: Any, **more: str) -> Any:
    return client.post("/tilganger/", {"handling": "avslutt", "valgt": [str(row.pk) for row in rows], **more})


def test_several_roles_are_ended_at_once_after_a_preview() -> None:
    people = [user_as(role) for role in (roles.DOCTOR, roles.SUPERVISOR)]
    client = client_as(roles.MUNICIPAL_LEADER)
    own = user_as(roles.MUNICIPAL_LEADER).holdings.get()
    ended = user_as(roles.CHIEF_MEDICAL_OFFICER).holdings.get()
    ended.to_on = ended.from_on
    ended.save()
    held = [person.holdings.get() for person in people]
    shown = bulk(client, *held, own, ended).content.decode()
    assert "2 rader blir endret" in shown
    assert "2 rader blir ikke endret" in shown
    assert "Dette er din egen tilgang" in shown
    assert "allerede avsluttet" in shown
    seen = re.search(r'name="sett"\s+value="([^"]*)"', shown)
    assert seen
    answer = bulk(client, *held, own, ended, sett=seen[1])
    assert answer.status_code == 302
    assert "2 tilganger er avsluttet." in client.get("/tilganger/").content.decode()
    for holding in held:
        holding.refresh_from_db()
        assert holding.to_on is not None
    own.refresh_from_db()
    assert own.to_on is None


def ended_together(client: Any, *held: Any) -> str:
    """End several roles at once; the address that takes it back."""
    seen = re.search(r'name="sett"\s+value="([^"]*)"', bulk(client, *held).content.decode())
    assert seen
    body = client.get(bulk(client, *held, sett=seen[1])["Location"]).content.decode()
    way = re.search(r'href="(/logg/samlet/[^"]*/angre/)"', body)
    assert way
    return way[1]


def test_ending_several_is_taken_back_as_one_deed() -> None:
    held = [user_as(role).holdings.get() for role in (roles.DOCTOR, roles.SUPERVISOR)]
    client = client_as(roles.MUNICIPAL_LEADER)
    way = ended_together(client, *held)
    for other in (client_as(roles.TRUST_COORDINATOR), client_as(roles.MUNICIPAL_LEADER, stranger=True)):
        assert other.get(way).status_code == 404
    shown = client.get(way).content.decode()
    assert "2 endringer blir angret." in shown
    assert "Dette blir stående" not in shown
    assert "2 endringer er angret." in client.post(way, follow=True).content.decode()
    for holding in held:
        holding.refresh_from_db()
        assert (holding.to_on, holding.ended_by, holding.ended_at) == (None, None, None)
    assert entries("journal.undone") == 2
    again = client.post(way)
    assert again.status_code == 409
    assert "Ingenting av dette kan angres lenger." in again.content.decode()


def test_what_has_changed_since_stays_and_says_why() -> None:
    held = [user_as(role).holdings.get() for role in (roles.DOCTOR, roles.SUPERVISOR)]
    client = client_as(roles.MUNICIPAL_LEADER)
    way = ended_together(client, *held)
    held[1].refresh_from_db()
    held[1].to_on += timedelta(3)
    held[1].save()
    shown = client.get(way).content.decode()
    assert "1 endring blir angret." in shown
    assert "Til er endret siden" in shown
    client.post(way)
    for holding in held:
        holding.refresh_from_db()
    assert [holding.to_on is None for holding in held] == [True, False]


def test_nobody_gives_a_role_back_to_themselves() -> None:
    leader = user_as(roles.MUNICIPAL_LEADER)
    holding = leader.holdings.get()
    end(actor_as(roles.MUNICIPAL_LEADER), holding)
    may = import_module("alisveien.access.rules").may_take_back_ending
    assert not may(actor_as(roles.MUNICIPAL_LEADER), holding)
    assert may(actor_as(roles.ADMINISTRATOR), holding)


def test_a_deed_without_rows_is_none() -> None:
    join = import_module("alisveien.journal.services").join
    by = actor_as(roles.ADMINISTRATOR)
    assert join(about=[], by=by, at=NOW) is None
    assert join(about=[user_as(roles.DOCTOR).holdings.get()], by=by, at=NOW) is None


def test_a_role_one_could_not_have_given_is_not_ended_with_others() -> None:
    coordinator = user_as(roles.TRUST_COORDINATOR)
    unn = coordinator.holdings.get().place
    doctor = user_as(roles.SUPERVISOR, unn).holdings.get()
    Holding = import_module("alisveien.access.models").Holding  # noqa: N806
    department = Holding.objects.filter(pk=doctor.pk)
    other = user_as(roles.DEPARTMENT_CONTACT, place_of("hospital", "unn-tromso")).holdings.get()
    leader = Actor(1, (Grant(roles.MUNICIPAL_LEADER, frozenset({"give_roles"}), frozenset({unn.pk, other.place_id})),))
    preview = import_module("alisveien.access.registers").END.preview([doctor, other], {}, leader, NOW)
    assert [bool(change.against) for change in preview] == [False, True]
    assert "Du kan ikke avslutte" in preview[1].against[0]
    assert department.get().to_on is None


def test_the_list_says_how_each_role_stands_and_who_may_end_it() -> None:
    listed = import_module("alisveien.access.queries").listed_holdings
    now, later, ended = (user_as(role).holdings.get() for role in (roles.DOCTOR, roles.SUPERVISOR, roles.ADVISER))
    later.from_on = TODAY + timedelta(5)
    later.save()
    ended.to_on = TODAY
    ended.save()
    found = {row.pk: row for row in listed(actor_as(roles.ADMINISTRATOR), TODAY)}
    assert [found[one.pk].state for one in (now, later, ended)] == ["na", "senere", "avsluttet"]
    assert [found[one.pk].may_end for one in (now, later, ended)] == [True, True, False]
    mine = {row.pk for row in listed(actor_as(roles.ADVISER), TODAY)}
    assert mine == {ended.pk}


def test_the_list_is_filtered_searched_and_downloaded() -> None:
    client = client_as(roles.ADMINISTRATOR)
    user_as(roles.DOCTOR)
    doctors = client.get("/tilganger/?rolle=doctor").content.decode()
    assert "Prøve doctor" in doctors
    assert "administrator-landet@example.no" not in doctors
    kafjord = place_of(*KAFJORD)
    assert "Prøve doctor" in client.get(f"/tilganger/?sted={kafjord.pk}").content.decode()
    assert "Prøve doctor" not in client.get("/tilganger/?status=avsluttet").content.decode()
    assert "Prøve doctor" in client.get("/tilganger/?q=prove+doctor").content.decode()
    file = b"".join(client.get("/tilganger/?rolle=doctor&last_ned=csv")).decode("utf-8-sig")
    assert "Prøve doctor" in file


def test_the_list_is_flat() -> None:
    client = client_as(roles.ADMINISTRATOR)
    places = iter([place_of("municipality", code) for code in ("5501", "5503", "5510", "5514")])
    assert_flat(lambda: client.get("/tilganger/"), lambda: user_as(roles.DOCTOR, next(places)))


def test_the_matrix_is_shown_as_it_is() -> None:
    from django.test import Client  # noqa: PLC0415

    permissions = import_module("alisveien.access.permissions")
    body = Client().get("/hjelp/roller/").content.decode()
    for role, terms in permissions.MATRIX.items():
        assert str(role.label).capitalize() in body
        assert str(terms.names) in body
    for permission in permissions.Permission:
        assert str(permission.label) in body
        assert any(permission in terms.permissions for terms in permissions.MATRIX.values()), permission
