"""Who is host of an office and where it sits: notice, a new host, and taking it all back; what offices cover."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.places import rules_hosting
from alisveien.places.models import Belonging, OfficeHost, RegisterChange
from alisveien.places.queries_then import coverage_through_time
from alisveien.places.services import undoing
from tests.places.renaming import change_host, give_notice, move_place
from tests.roles import ADVISER, NATIONAL_COORDINATOR, actor_as, client_as, place_of
from tests.seen import carried

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
START = date(2027, 1, 1)


def office(code: str = "ost") -> Any:
    return place_of("office", code)


def town(code: str) -> Any:
    return place_of("municipality", code)


def change(**values: Any) -> RegisterChange:
    asked = {"office": office(), "host": town("3413"), "town": "Stange", "effective_on": START, "why": "Vedtak"}
    return change_host(**({"by": actor_as(NATIONAL_COORDINATOR), "at": AT} | asked | values))


def notice(**values: Any) -> RegisterChange:
    asked = {"office": office(), "effective_on": date(2026, 6, 1), "host_to": START, "why": "Brev"}
    return give_notice(**({"by": actor_as(NATIONAL_COORDINATOR), "at": AT} | asked | values))


def hosts(code: str = "ost") -> list[Any]:
    rows = OfficeHost.objects.filter(office=office(code)).order_by("host_from")
    return list(rows.values_list("host", "town", "host_to", "notice_given_on"))


def test_the_shipped_history_has_the_notice_of_hamar_and_ringsaker_in_ottestad() -> None:
    assert [(host, town_name, given) for host, town_name, _to, given in hosts()] == [
        ("Hamar", "Hamar", date(2021, 12, 21)),
        ("Ringsaker", "Ottestad (Stange)", None),
    ]


def test_a_host_gives_notice_and_another_comes_and_both_can_be_taken_back() -> None:
    before = hosts()
    given = notice()
    assert hosts()[-1][2:] == (START, date(2026, 6, 1))
    came = change(host=town("3413"), town=" Stange ")
    assert hosts()[-1] == ("Stange", "Stange", None, None)
    assert hosts()[-2][2] == START
    assert "Stange er vertskommune" in came.title
    OfficeHost.objects.filter(host="Stange").update(town="Et annet sted")
    with pytest.raises(RuleBroken, match="endret siden"):
        undoing.undo_change(change=came, by=actor_as(NATIONAL_COORDINATOR), at=AT)
    OfficeHost.objects.filter(host="Stange").update(town="Stange")
    for one in (came, given):
        undoing.undo_change(change=one, by=actor_as(NATIONAL_COORDINATOR), at=AT)
    assert hosts() == before


def test_an_open_host_ends_the_day_the_next_begins() -> None:
    change()
    assert hosts()[-2][2] == START


def test_only_those_who_keep_the_office_may() -> None:
    for by in (VISITOR, actor_as(ADVISER)):
        for deed in (change, notice):
            with pytest.raises(NotAllowed):
                deed(by=by)
    assert change(office=office("nord"), by=actor_as(ADVISER)).pk


def test_what_speaks_against_a_host_is_said() -> None:
    north, ringsaker = place_of("office", "nord"), town("3411")
    current = OfficeHost.objects.get(office=office(), host="Ringsaker")

    def against(**values: Any) -> str:
        asked = {"host": town("3413"), "town": "Stange", "current": current, "effective_on": START}
        where = values.pop("where", office())
        return " ".join(rules_hosting.against_hosting(where, **(asked | values)))

    assert against() == ""
    assert against(current=None) == ""
    assert "Bare kontor" in against(where=ringsaker)
    assert "være en kommune" in against(host=north)
    assert "hvor kontoret sitter" in against(town=" ")
    assert "etter den forrige" in against(effective_on=date(2021, 1, 1))
    assert "alt slik" in against(host=ringsaker, town="Ottestad (Stange)")
    current.host_to = date(2027, 6, 1)
    assert "ikke ferdig" in against()


def test_what_speaks_against_a_notice_is_said() -> None:
    current = OfficeHost.objects.get(office=office(), host="Ringsaker")

    def against(given: date, to: date | None = None) -> str:
        return " ".join(rules_hosting.against_notice(current, given_on=given, host_to=to))

    assert "ingen vertskommune" in rules_hosting.against_notice(None, given_on=START, host_to=None)[0]
    assert against(START) == ""
    assert "før den er vert" in against(date(2020, 1, 1))
    assert "slutte etter" in against(START, START)
    current.notice_given_on = START
    assert "alt skrevet ned" in against(START)


def test_an_office_without_a_host_gets_its_first() -> None:
    OfficeHost.objects.all().delete()
    change()
    assert [row[0] for row in hosts()] == ["Stange"]


def test_the_pages_ask_and_tell() -> None:
    client, pk = client_as(NATIONAL_COORDINATOR), office().pk
    record = client.get("/kontor/ost/").content.decode()
    for said in (
        "Ny vertskommune eller nytt",
        "Oppsigelse av vertskap",
        "sagt opp 21. desember 2021",
        "Hvem kontoret dekker",
    ):
        assert said in record
    assert "Oppfølging uten eget kontor" in record
    assert "Ansvar for samfunnsmedisin" in record
    assert "Ny vertskommune eller nytt" not in Client().get("/kontor/ost/").content.decode()
    path = f"/register/kontor/{pk}/vert/"
    sent = {"host": "9999", "town": "Stange", "effective_on": "2027-01-01", "why": "Vedtak"}
    assert "Fant ingen kommune" in client.post(path, sent).content.decode()
    sent = sent | {"host": "3413"} | carried(client, path)
    assert client.post(path, sent).status_code == 302
    assert hosts()[-1][0] == "Stange"
    given = f"/register/kontor/{pk}/oppsigelse/"
    assert "Hamar" in client.get(given).content.decode()
    brev = {"effective_on": "2027-02-01", "why": "Brev"} | carried(client, given)
    assert client.post(given, brev).status_code == 302
    assert client.get(f"/register/kontor/{town('5540').pk}/vert/").status_code == 404


def test_the_second_of_two_who_change_a_host_is_told_who_it_is_now() -> None:
    client, pk = client_as(NATIONAL_COORDINATOR), office().pk
    host, given = f"/register/kontor/{pk}/vert/", f"/register/kontor/{pk}/oppsigelse/"
    opened, old = carried(client, host), carried(client, given)
    change()
    mine = {"host": "3411", "town": "Brumunddal", "effective_on": "2027-06-01", "why": "Vedtak"}
    told = client.post(host, mine | opened).content.decode()
    assert "Noen andre har endret dette" in told
    assert "Vertskommune er nå «Stange»." in told
    assert 'value="Brumunddal"' in told
    brev = {"effective_on": "2027-07-01", "why": "Brev"}
    assert "Kontorsted er nå «Stange»." in client.post(given, brev | old).content.decode()
    assert hosts()[-1][0] == "Stange"
    assert client.post(host, mine | carried(client, host)).status_code == 302


def test_a_notice_to_an_office_without_a_host_is_refused_and_a_first_host_is_told() -> None:
    OfficeHost.objects.all().delete()
    with pytest.raises(RuleBroken, match="ingen vertskommune"):
        notice(seen="gammelt")
    with pytest.raises(RuleBroken, match="Noen andre"):
        change(seen="gammelt")


def test_coverage_is_told_by_way_and_period() -> None:
    rows = coverage_through_time(VISITOR, office().pk)
    ways = [one.way for one in rows]
    assert ways == sorted(ways, key=["office", "representation", "agreement", "sam"].index)
    assert any(one.count is None for one in rows if one.way == "sam")
    moved = town("5540")
    move_place(
        place=moved,
        way=Belonging.Kind.AGREEMENT,
        to=office(),
        effective_on=START,
        why="Avtale",
        by=actor_as(NATIONAL_COORDINATOR),
        at=AT,
    )
    agreed = [one for one in coverage_through_time(VISITOR, office().pk) if one.way == "agreement"]
    assert [(one.count, one.valid_from) for one in agreed if one.note == "Avtale"] == [(1, START)]
