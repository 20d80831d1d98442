"""The pages of nominations, without script: who sees what, nothing typed is lost, two people at once."""

import re
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from alisveien.base.models import Letter
from alisveien.journal.models import Look
from alisveien.people.models import Doctor
from alisveien.placements import queries_nomination as queries
from alisveien.placements.models import Draft, Nomination
from alisveien.placements.services.asking import ask_to_confirm
from tests.placements.nominating import UNN, answers, by_link, leader, nominated
from tests.roles import (
    ADVISER,
    CHIEF_MEDICAL_OFFICER,
    DOCTOR,
    FIGURES_READER,
    MUNICIPAL_LEADER,
    TRUST_COORDINATOR,
    client_as,
    place_of,
)
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]

STEPS: dict[str, dict[str, str]] = {
    "lege": {
        "hpr_number": "9950001",
        "first_name": "Piera",
        "last_name": "Solbakken",
        "email": "piera@example.no",
        "trust": UNN,
    },
    "stilling": {
        "position": "municipal_post",
        "percentage": "80",
        "started_on": "1.5.2024",
        "scheme": "new",
        "own_post_on": "14.06.2024",
    },
    "framdrift": {"group": "taking_part", "courses": "6", "goals_percent": "74"},
    "onsker": {
        "wish_1_place": "unn-tromso/Gynekologi",
        "wish_1_half": "P1 2028",
        "wish_1_need": "Operativ erfaring",
        "wish_3_place": UNN,
        "wish_3_half": "P2 2028",
    },
    "tidsrom": {"earliest_on": "01.03.2028", "latest_on": "01.09.2028"},
}
EVERYTHING = {name: value for typed in STEPS.values() for name, value in typed.items()}


@pytest.fixture
def client() -> Client:
    """The leader in Kåfjord."""
    return client_as(MUNICIPAL_LEADER)


def words(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    main = re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2].partition("</main>")[0])
    return re.sub(r"\s+", " ", unescape(main))


def begun(client: Client, form: str = "steg") -> str:
    """The address of a new draft."""
    begin = client.post("/innmeldinger/ny/", {"home": place_of("municipality", "5540").pk, "form": form})
    assert begin.status_code == 302
    return str(begin.url).removesuffix("tett/").removesuffix("lege/")


def filled(client: Client, address: str) -> None:
    for step, typed in STEPS.items():
        answer = client.post(f"{address}{step}/", {"steg": step, **typed})
        assert answer.status_code == 302, words(answer)


def test_a_new_doctor_step_by_step_to_the_receipt(client: Client) -> None:
    address = begun(client)
    filled(client, address)
    summary = words(client.get(address))
    assert "Stemmer dette?" in summary
    for said in (
        "Piera Solbakken",
        "Kommunal stilling, 80 %",
        "14. juni 2024",
        "6 kurs, 74 % av målene",
        "1. ønske Gynekologi, UNN Tromsø, P1 2028",
    ):
        assert said in summary
    assert not Nomination.objects.exists()
    sent = client.post(address, {"leader_email": "leder@example.no"})
    one = Nomination.objects.get()
    assert sent.url == f"/innmeldinger/{one.pk}/kvittering/"
    receipt = words(client.get(sent.url))
    assert "Innmeldingen er sendt" in receipt
    assert "UNN, hvor som helst, P2 2028" in receipt
    assert [wish.number for wish in one.wishes.all()] == [1, 2]
    assert not Draft.objects.exists()


def test_each_step_leads_to_the_next_and_back_from_the_summary(client: Client) -> None:
    address = begun(client)
    order = list(STEPS)
    for step, following in pairwise(order):
        assert client.post(f"{address}{step}/", {"steg": step, **STEPS[step]}).url == f"{address}{following}/"
    assert client.post(f"{address}tidsrom/", STEPS["tidsrom"]).url == address
    assert client.post(f"{address}lege/", {**STEPS["lege"], "til_oppsummering": "ja"}).url == address
    assert client.get(f"{address}noe/").status_code == 404


def test_the_window_is_suggested_from_the_wishes(client: Client) -> None:
    address = begun(client)
    client.post(f"{address}onsker/", STEPS["onsker"])
    page = client.get(f"{address}tidsrom/").content.decode()
    assert 'value="01.03.2028"' in page
    assert 'value="01.09.2028"' in page


def test_faults_are_said_in_the_words_of_the_workbook_and_nothing_is_lost(client: Client) -> None:
    address = begun(client)
    wrong = {"position": "locum", "percentage": "åtti", "started_on": "31.02.2024", "scheme": "converted"}
    answer = client.post(f"{address}stilling/", wrong)
    said = words(answer)
    assert "Dette må rettes" in said
    assert "Stillingsprosent: Dette er ikke et helt tall. Skriv bare tallet, uten tekst." in said
    assert "Startet som ALIS: Dette er ingen dato som finnes." in said
    assert "Konvertert dato: Legen er konvertert, og datoen for det mangler." in said
    assert 'href="#id_percentage"' in answer.content.decode()
    again = client.get(f"{address}stilling/").content.decode()
    assert 'value="åtti"' in again
    assert 'value="31.02.2024"' in again


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("lege", {"hpr_number": "12A"}, "HPR-nummer: HPR-nummeret er ikke et nummer."),
        ("lege", {}, "Fornavn: Feltet er tomt. Fyll det inn."),
        ("framdrift", {"courses": "100"}, "Fullførte kurs: Tallet er utenfor det som er mulig."),
        ("framdrift", {}, "Er veiledningsgruppa ferdig?: Velg ett av svarene."),
        ("onsker", {}, "Sted: Feltet er tomt. Fyll det inn."),
        ("onsker", {"wish_1_place": UNN}, "Halvår: Velg halvår."),
        ("onsker", {"wish_2_need": "Noe"}, "Sted: Velg sted."),
        ("onsker", {"wish_1_place": "nls-bodo", "wish_1_half": "P1 2028"}, "Stedet hører ikke til helseforetaket"),
        ("tidsrom", {"earliest_on": "1.9.2028", "latest_on": "1.3.2028"}, "er etter «Senest fra»"),
        ("tidsrom", {"leave_to": "1.3.2028"}, "ingen startdato"),
    ],
)
def test_each_step_says_what_must_be_mended(client: Client, step: str, typed: dict[str, str], said: str) -> None:
    address = begun(client)
    assert said in words(client.post(f"{address}{step}/", {"steg": step, **typed}))


def test_the_same_wish_twice_is_told_at_the_second(client: Client) -> None:
    address = begun(client)
    twice = {
        f"wish_{number}_{part}": value for number in (2, 4) for part, value in (("place", UNN), ("half", "P1 2028"))
    }
    answer = client.post(f"{address}onsker/", twice)
    assert 'id="id_wish_4_place_error"' in answer.content.decode()
    assert "alt i ønske 1" in words(answer)


def test_a_summary_that_lacks_something_says_where_and_is_not_sent(client: Client) -> None:
    address = begun(client)
    client.post(f"{address}lege/", STEPS["lege"])
    said = words(client.post(address, {"leader_email": ""}))
    assert "Mangler" in said
    assert f"{address}framdrift/?fra=oppsummering" in client.get(address).content.decode()
    assert not Nomination.objects.exists()


def test_what_is_worth_knowing_stands_on_the_summary(client: Client) -> None:
    address = begun(client)
    filled(client, address)
    client.post(f"{address}tidsrom/", {**STEPS["tidsrom"], "leave_from": "01.04.2028", "leave_to": "01.05.2028"})
    said = words(client.get(address))
    assert "Ønske 1: Innmeldingen sier permisjon i dette halvåret." in said


def test_leaving_and_coming_back(client: Client) -> None:
    address = begun(client)
    saved = client.post(f"{address}lagre/", {"steg": "lege", "hpr_number": "9950001", "first_name": "Pie"})
    assert re.fullmatch(r"Lagret kl\. \d\d\.\d\d\.", saved.json()["saved"])
    assert 'value="Pie"' in client.get(f"{address}lege/").content.decode()
    assert "Pie" in words(client.get("/innmeldinger/ny/"))
    assert client.post(f"{address}slett/").status_code == 302
    assert client.get(address).status_code == 404


def test_a_draft_is_nobody_elses(client: Client) -> None:
    address = begun(client)
    client.post(f"{address}lege/", STEPS["lege"])
    others = [client_as(role) for role in (CHIEF_MEDICAL_OFFICER, TRUST_COORDINATOR, ADVISER, DOCTOR)]
    for other in [*others, client_as(MUNICIPAL_LEADER, stranger=True), Client()]:
        for page in ("", "lege/", "tett/", "endret/"):
            assert other.get(f"{address}{page}").status_code == 404
        for page in ("", "lege/", "tett/", "endret/", "lagre/", "slett/"):
            assert other.post(f"{address}{page}", EVERYTHING).status_code == 404
    assert "Solbakken" not in words(client_as(CHIEF_MEDICAL_OFFICER).get("/innmeldinger/ny/"))
    assert Draft.objects.get().typed["first_name"] == "Piera"


def test_who_may_begin(client: Client) -> None:
    assert client.get("/innmeldinger/ny/").status_code == 200
    assert client_as(CHIEF_MEDICAL_OFFICER).get("/innmeldinger/ny/").status_code == 200
    for other in (client_as(TRUST_COORDINATOR), client_as(ADVISER), client_as(FIGURES_READER), Client()):
        assert other.get("/innmeldinger/ny/").status_code == 403
        assert other.post("/innmeldinger/ny/", {"home": place_of("municipality", "5540").pk}).status_code == 403
    elsewhere = client.post("/innmeldinger/ny/", {"home": place_of("municipality", "5501").pk})
    assert "Velg" in words(elsewhere)
    assert not Draft.objects.exists()


def test_everything_on_one_page(client: Client) -> None:
    address = begun(client, "tett")
    assert client.get(f"{address}tett/").status_code == 200
    wrong = client.post(f"{address}tett/", {**EVERYTHING, "courses": "mange"})
    assert "Fullførte kurs: Dette er ikke et helt tall." in words(wrong)
    assert 'value="mange"' in wrong.content.decode()
    saved = client.post(f"{address}tett/", {**EVERYTHING, "lagre": "ja"})
    assert saved.status_code == 200
    assert not Nomination.objects.exists()
    sent = client.post(f"{address}tett/", EVERYTHING)
    assert sent.url.endswith("/kvittering/")
    assert Nomination.objects.get().doctor.name == "Piera Solbakken"


def test_a_known_doctor_is_prefilled_and_goes_straight_to_the_summary(client: Client) -> None:
    one = nominated()
    Nomination.objects.all().delete()
    address = begun(client)
    typed = {**STEPS["lege"], "first_name": "Piera"}
    assert client.post(f"{address}lege/", typed).url == address
    said = words(client.get(address))
    assert "registrert hos dere fra før" in said
    assert "6 kurs, 74 % av målene" in said
    assert Doctor.objects.get() == one.doctor


def test_a_doctor_who_is_nominated_already_is_told_at_once(client: Client) -> None:
    one = nominated()
    answer = client.post(f"{begun(client)}lege/", STEPS["lege"])
    assert "Legen er alt meldt inn." in words(answer)
    assert f'href="/innmeldinger/{one.pk}/"' in answer.content.decode()
    assert "Åpne innmeldingen av Piera Solbakken" in words(answer)


def test_a_nomination_one_may_not_see_is_not_led_to(client: Client) -> None:
    one = nominated()
    Doctor.objects.update(municipality=place_of("municipality", "1812"))
    Nomination.objects.update(municipality=place_of("municipality", "1812"))
    answer = client.post(f"{begun(client)}lege/", STEPS["lege"])
    assert "registrert i en annen kommune" in words(answer)
    assert f"/innmeldinger/{one.pk}/" not in answer.content.decode()


def test_confirming_without_a_change(client: Client) -> None:
    one = nominated()
    page = client.get(f"/innmeldinger/{one.pk}/stemmer/")
    assert "Stemmer dette?" in words(page)
    done = client.post(f"/innmeldinger/{one.pk}/stemmer/", {"version": "1-1"})
    assert done.url == f"/innmeldinger/{one.pk}/kvittering/"
    assert "Innmeldingen er" in words(client.get(done.url))


def test_a_confirmation_of_something_else_than_was_shown_is_refused(client: Client) -> None:
    one = nominated()
    for version in ("1-2", "", "a-b", "9" * 30):
        said = words(client.post(f"/innmeldinger/{one.pk}/stemmer/", {"version": version}))
        assert "Andre har endret innmeldingen" in said


def test_two_people_change_at_once_and_nothing_is_lost(client: Client) -> None:
    one = nominated()
    other = client_as(CHIEF_MEDICAL_OFFICER)
    begin = f"/innmeldinger/{one.pk}/endre/"
    mine, theirs = (str(who.post(begin, {"steg": ""}).url) for who in (client, other))
    assert mine != theirs
    client.post(f"{mine}framdrift/", {"group": "finished", "courses": "8", "goals_percent": "74"})
    other.post(f"{theirs}framdrift/", {"group": "taking_part", "courses": "7", "goals_percent": "80"})
    assert other.post(theirs, {"leader_email": "leder@example.no"}).url.endswith("/kvittering/")
    told = client.post(mine, {"leader_email": "leder@example.no"})
    assert told.url == f"{mine}endret/"
    said = words(client.get(told.url))
    assert "Fullførte kurs Da du begynte: 6 Står nå 7 Du skrev 8" in said
    assert "Godkjente læringsmål Da du begynte: 74 % Står nå 80 % Som da du begynte 74 %" in said
    assert "Veiledningsgruppe" not in said
    assert "kommuneoverlege, Kåfjord" in said
    assert Draft.objects.get().typed["courses"] == "8"
    assert client.post(told.url, {"valg_courses": "min", "valg_goals_percent": "deres"}).url == mine
    assert client.post(mine, {"leader_email": "leder@example.no"}).url.endswith("/kvittering/")
    doctor = Doctor.objects.get()
    assert (doctor.group, doctor.courses, doctor.goals_percent) == ("finished", 8, 80)


def test_a_page_of_changes_without_any_leads_back(client: Client) -> None:
    one = nominated()
    mine = client.post(f"/innmeldinger/{one.pk}/endre/").url
    assert client.get(f"{mine}endret/").url == mine


def test_a_change_asks_neither_doctor_nor_trust(client: Client) -> None:
    one = nominated()
    mine = client.post(f"/innmeldinger/{one.pk}/endre/", {"steg": "lege"}).url
    page = client.get(mine).content.decode()
    assert 'name="hpr_number"' not in page
    assert 'name="trust"' not in page
    summary = str(mine).removesuffix("lege/")
    assert client.post(f"/innmeldinger/{one.pk}/endre/", {"steg": "../x"}).url == summary
    client.post(mine, {"first_name": "Piera", "last_name": "Berg", "trust": "983974910", "hpr_number": "1"})
    assert "endret" in words(client.get(summary))
    assert client.post(summary, {"leader_email": ""}).url.endswith("/kvittering/")
    one.refresh_from_db()
    assert (one.trust.code, Doctor.objects.get().name) == (UNN, "Piera Berg")


def test_withdrawing_asks_why(client: Client) -> None:
    one = nominated()
    address = f"/innmeldinger/{one.pk}/trekk/"
    assert "ikke hvorfor noen har permisjon" in words(client.get(address))
    assert "Velg ett av svarene" in words(client.post(address, {"version": "1-1"}))
    assert "Skriv kort hvorfor" in words(client.post(address, {"version": "1-1", "code": "other"}))
    kept = client.post(address, {"version": "9-9", "code": "other", "why": "Ble feil"})
    assert "Andre har endret" in words(kept)
    assert "Ble feil" in kept.content.decode()
    done = client.post(address, {"version": "1-1", "code": "other", "why": "Ble feil"})
    assert "Innmeldingen er trukket" in words(client.get(done.url))
    assert "Ble feil" in words(client.get(f"/innmeldinger/{one.pk}/"))
    assert client.post(f"/innmeldinger/{one.pk}/endre/").url == f"/innmeldinger/{one.pk}/"


def test_the_trust_and_the_doctor_read_and_strangers_find_nothing() -> None:
    one = nominated()
    address = f"/innmeldinger/{one.pk}/"
    reader = client_as(TRUST_COORDINATOR)
    assert "Piera Solbakken" in words(reader.get(address))
    assert "Piera Solbakken" in words(reader.get("/innmeldinger/"))
    assert ">Trekk<" not in reader.get(address).content.decode()
    for page in ("stemmer/", "trekk/", "kvittering/"):
        assert reader.get(f"{address}{page}").status_code == 403
    for page in ("stemmer/", "trekk/", "endre/"):
        assert reader.post(f"{address}{page}", {"version": "1-1", "code": "moved"}).status_code == 403
    strangers = [client_as(role, stranger=True) for role in (MUNICIPAL_LEADER, TRUST_COORDINATOR)]
    for other in [*strangers, client_as(ADVISER), client_as(FIGURES_READER), client_as(DOCTOR), Client()]:
        assert "Solbakken" not in words(other.get("/innmeldinger/"))
        for page in ("", "stemmer/", "trekk/", "kvittering/"):
            assert other.get(f"{address}{page}").status_code == 404
        for page in ("stemmer/", "trekk/", "endre/"):
            assert other.post(f"{address}{page}", {"version": "1-1", "code": "moved"}).status_code == 404
    one.refresh_from_db()
    assert (one.state, one.version) == ("open", 1)


def test_a_look_at_the_record_is_noted(client: Client) -> None:
    one = nominated()
    client.get(f"/innmeldinger/{one.pk}/")
    look = Look.objects.get()
    assert (look.about_id, look.page, look.about_model) == (one.doctor_id, "nomination", "people.doctor")


def test_by_link_one_sees_that_nomination_only() -> None:
    one, other = nominated(), nominated("9950002")
    by = by_link(one)
    today = one.nominated_on
    assert list(queries.nominations_seen(by, today)) == [one]
    assert queries.nomination_seen(by, other.pk, today) is None
    assert not queries.nominations_seen(by_link(one, "other"), today).exists()
    assert queries.homes_for(by, today) == []


def opened(one: Nomination) -> Client:
    """A browser that followed the link in the letter about a nomination."""
    ask_to_confirm(nomination=one, by=leader(), at=timezone.now())
    body = Letter.objects.get(kind="placements.nomination_asked").body
    address = re.search(r"https?://[^/]+(/\S+)", body)
    assert address
    visitor = Client()
    assert visitor.get(address[1]).status_code == 200
    assert visitor.post(address[1]).status_code == 302
    return visitor


def test_by_a_link_the_leader_confirms_and_the_link_is_spent() -> None:
    one, other = nominated(), nominated("9950002")
    visitor = opened(one)
    assert "Piera Solbakken" in words(visitor.get(f"/innmeldinger/{one.pk}/stemmer/"))
    assert visitor.get(f"/innmeldinger/{other.pk}/stemmer/").status_code == 404
    assert visitor.get("/innmeldinger/ny/").status_code == 403
    assert visitor.get("/kommune/5540/rekkefolge/").status_code == 404
    assert "Innmeldingen er" in words(visitor.post(f"/innmeldinger/{one.pk}/stemmer/", {"version": "1-1"}))
    assert visitor.get(f"/innmeldinger/{one.pk}/stemmer/").status_code == 404


def test_by_a_link_the_leader_changes() -> None:
    one = nominated()
    visitor = opened(one)
    mine = str(visitor.post(f"/innmeldinger/{one.pk}/endre/").url)
    visitor.post(f"{mine}framdrift/", {"group": "finished", "courses": "8", "goals_percent": "74"})
    assert "Endringene er sendt" in words(visitor.post(mine, {"leader_email": "leder@example.no"}))
    assert Doctor.objects.get().courses == 8
    assert visitor.get(mine).status_code == 410


def test_the_municipality_and_the_trust_ask_for_an_answer(client: Client) -> None:
    one = nominated()
    for asker in (client, client_as(TRUST_COORDINATOR)):
        assert asker.post(f"/innmeldinger/{one.pk}/be-om-svar/").url == f"/innmeldinger/{one.pk}/"
        assert "Lederen har fått en lenke" in words(asker.get(f"/innmeldinger/{one.pk}/"))
    Nomination.objects.update(leader_email="")
    assert "Be lederen se over" not in words(client.get(f"/innmeldinger/{one.pk}/"))
    client.post(f"/innmeldinger/{one.pk}/be-om-svar/")
    assert "ingen e-postadresse" in words(client.get(f"/innmeldinger/{one.pk}/"))


def test_the_log_is_for_those_who_may_read_it(client: Client) -> None:
    one = nominated()
    assert "Legen ble meldt inn" in words(client.get(f"/innmeldinger/{one.pk}/"))


def test_the_municipality_orders_with_buttons(client: Client) -> None:
    first, second, third = (nominated(number, first_name=name) for number, name in _THREE)
    address = "/kommune/5540/rekkefolge/"
    assert "Rekkefølge mellom legene" in words(client.get(address))
    ids = [one.doctor_id for one in (first, second, third)]
    moved = client.post(address, {"lege": ids, "ned": ids[0]})
    assert moved.url == f"{address}#lege-{ids[0]}"
    assert order() == [ids[1], ids[0], ids[2]]
    client.post(address, {"lege": order(), "opp": ids[2]})
    assert order() == [ids[1], ids[2], ids[0]]
    client.post(address, {"lege": order(), "opp": ids[1]})
    assert order() == [ids[1], ids[2], ids[0]]
    assert "Lista er endret" in words(client.post(address, {"lege": ids[:2]}))
    assert "Lista er endret" in words(client.post(address, {"lege": ["x", "9" * 40], "opp": "9" * 40}))


_THREE = (("9950001", "Anne"), ("9950002", "Berit"), ("9950003", "Cecilie"))


def order() -> list[int]:
    return list(Doctor.objects.order_by("municipal_order").values_list("pk", flat=True))


def test_nobody_else_orders(client: Client) -> None:
    assert "Ingen er meldt inn" in words(client.get("/kommune/5540/rekkefolge/"))
    one = nominated()
    others = [client_as(role) for role in (TRUST_COORDINATOR, ADVISER, DOCTOR)]
    for other in [*others, client_as(MUNICIPAL_LEADER, stranger=True), Client()]:
        assert other.get("/kommune/5540/rekkefolge/").status_code == 404
        assert other.post("/kommune/5540/rekkefolge/", {"lege": [one.doctor_id]}).status_code == 404


def test_the_list_filters_searches_and_is_exported(client: Client) -> None:
    nominated()
    nominated("9950002", first_name="Aile", last_name="Ånes", wishes=(answers().wishes[2],))
    assert "2 innmeldinger" in words(client.get("/innmeldinger/"))
    assert "1 innmelding" in words(client.get("/innmeldinger/?halvaar=P2+2028"))
    assert "Aile Ånes" in words(client.get("/innmeldinger/?q=anes"))
    assert "0 innmeldinger" in words(client.get("/innmeldinger/?status=withdrawn"))
    assert "1 innmelding" in words(client.get("/innmeldinger/?q=9950002&kommune=5540&foretak=" + UNN))
    csv = client.get("/innmeldinger/?fil=csv")
    assert csv.status_code in (200, 400)


def test_the_list_and_the_order_ask_as_much_at_three_as_at_one(client: Client) -> None:
    numbers = iter(range(9950001, 9950009))
    assert_flat(lambda: client.get("/innmeldinger/"), lambda: nominated(str(next(numbers))))
    assert_flat(lambda: client.get("/kommune/5540/rekkefolge/"), lambda: nominated(str(next(numbers))))


def test_a_demonstration_says_that_the_doctor_must_be_invented(client: Client, settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    typed = {**STEPS["lege"], "hpr_number": "1234567"}
    assert "oppdiktede" in words(client.post(f"{begun(client)}lege/", typed))


def test_a_warning_stands_before_every_free_text(client: Client) -> None:
    address = begun(client)
    for page in (f"{address}onsker/", f"{address}tett/"):
        text = client.get(page).content.decode()
        assert text.index("Skriv aldri noe om pasienter") < text.index("<textarea")
