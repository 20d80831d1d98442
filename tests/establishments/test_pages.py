"""The pages: what shows on which day, to whom, marked as what."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from alisveien.establishments.models import Registration
from alisveien.people.models import Doctor
from tests.establishments.cases import DAY, a_case, place
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, client_as
from tests.seen import carried
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
LIST, FIGURES, MAP = "/utdanningsvirksomheter/", "/utdanningsvirksomheter/tall/", "/utdanningsvirksomheter/kart/"
ONE = f"{LIST}5540/"


@pytest.fixture
def _practice(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_institutions", verbosity=0)


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.mark.usefixtures("_practice")
@pytest.mark.parametrize(("query", "count"), [("status=registered", 38), ("status=temporary", 14), ("teller=ja", 52)])
def test_the_list_of_a_day_counts_what_the_report_counts(client: Client, query: str, count: int) -> None:
    text = text_of(client, f"{LIST}?per=2022-03-21&kontor=nord&fag=ALM&{query}")
    assert f">{count} rader" in text
    assert "slik det var 21. mars 2022" in text


@pytest.mark.usefixtures("_practice")
def test_every_page_and_export_says_that_it_is_practice(client: Client) -> None:
    for path in (LIST, FIGURES, MAP, f"{MAP}?fag=SAM"):
        assert "Øvingsdata" in text_of(client, path), path
    marked = Registration.objects.filter(is_synthetic=True).select_related("place")[0]
    assert "Øvingsdata" in text_of(client, f"{LIST}{marked.place.code}/")
    export = client.get(f"{LIST}?per=2022-03-21&kontor=nord&last_ned=csv")
    assert "ovingsdata" in export.headers["Content-Disposition"]
    lines = export.content.decode().splitlines()
    assert lines[0].startswith("Virksomhet")
    assert len(lines) == 161
    assert any(line.endswith("øvingsdata") for line in lines)


@pytest.mark.usefixtures("_practice")
def test_the_figures_are_those_of_the_report_and_lead_to_the_rows(client: Client) -> None:
    text = text_of(client, f"{FIGURES}?per=2022-03-21")
    assert "65 %" in text
    assert "per=2022-03-21&amp;fag=ALM&amp;kontor=nord" in text
    assert "Statlige virksomheter" in text_of(client, f"{FIGURES}?fag=SAM")


def test_without_practice_nothing_says_so(client: Client) -> None:
    assert "øvingsdata" not in text_of(client, LIST)
    assert "ikke kjent" in text_of(client, ONE)
    assert "Statlige" not in text_of(client, f"{FIGURES}?fag=SAM")


def test_a_day_that_cannot_be_is_said_and_today_is_shown(client: Client) -> None:
    for path in (LIST, ONE, FIGURES, MAP):
        assert "er ikke en dato" in text_of(client, f"{path}?per=tull"), path


def test_a_record_says_from_when_service_counts_why_and_by_which_law(client: Client) -> None:
    a_case(applied_on=DAY, decision="registered", decided_on=date(2023, 6, 1), valid_from=date(2023, 6, 1))
    text = text_of(client, ONE)
    assert "Tjenesten teller fra 10. januar 2023" in text
    assert "§ 21" in text
    assert "Be Helsedirektoratet rette datoen" in text
    assert "Registrert av Helsedirektoratet" in text
    before = text_of(client, f"{ONE}?per=2023-02-01")
    assert "midlertidig registrert" in before
    assert "Registrert av Helsedirektoratet" not in before
    assert "Logg</h2>" not in text


def test_a_record_of_one_that_was_refused_withdrawn_or_late_tells_it(client: Client) -> None:
    a_case(applied_on=date(2020, 1, 1), decision="refused", decided_on=date(2023, 6, 1))
    a_case(speciality="SAM", applied_on=date(2020, 1, 1), decision="approved", decided_on=DAY, withdrawn_on=DAY)
    text = text_of(client, ONE)
    assert "fra 1. september 2022 til 1. juni 2023" in text
    assert "Nytt tredje ledd" in text
    assert "Trukket" in text


def test_the_adviser_registers_an_application_and_a_decision_and_sees_the_log() -> None:
    client = client_as(ADVISER)
    assert "Registrer søknad" in text_of(client, ONE)
    page = f"{ONE}ALM/soknad/"
    wrong = client.post(page, {"applied_on": "2030-01-01", "source": "Altinn"})
    assert "kan ikke være fram i tid" in wrong.content.decode()
    assert 'value="Altinn"' in wrong.content.decode()
    assert client.post(page, {"applied_on": "2023-01-10", "source": "Altinn"}).status_code == 302
    text = text_of(client, ONE)
    assert "Registrer vedtak" in text
    assert "Angre" in text
    decision = {"decision": "registered", "decided_on": "2023-06-01", "valid_from": "", "source": "Brev"}
    assert client.post(f"{ONE}ALM/vedtak/", decision).status_code == 302
    assert client.post(f"{ONE}ALM/trekk/", {"withdrawn_on": "2024-01-01", "why": "Sammenslått"}).status_code == 302
    reason, opened = f"{ONE}SAM/grunn/", carried(client, f"{ONE}SAM/grunn/")
    assert client.post(reason, {"reason": "locums"} | opened).status_code == 302
    told = client.post(reason, {"reason": "no_doctors"} | opened).content.decode()
    assert "Grunn til at det ikke er søkt er nå «drives hovedsakelig med vikarer»." in told
    assert 'value="no_doctors" selected' in told
    assert "drives hovedsakelig med vikarer" in text_of(client, ONE)
    assert "drives hovedsakelig med vikarer" not in text_of(Client(), ONE)
    assert Registration.objects.count() == 2


def test_the_municipality_sees_its_log_and_no_deeds() -> None:
    a_case(applied_on=DAY)
    text = text_of(client_as(MUNICIPAL_LEADER), ONE)
    assert "Logg</h2>" in text
    assert "Registrer vedtak" not in text


def test_where_doctors_train_without_their_service_counting_the_office_sees_it() -> None:
    who = {"first_name": "Kari", "last_name": "Prøve", "position": "locum", "started_on": DAY, "percentage": 100}
    who |= {"group": "not_started", "courses": 0, "goals_percent": 0}
    for number, scheme in (("9999001", "new"), ("9999002", "old")):
        Doctor.objects.create(hpr_number=number, municipality=place(), scheme=scheme, **who)
    path = f"{LIST}?folges_opp=ja&kolonner=virksomhet,leger&last_ned=csv"
    adviser = client_as(ADVISER).get(path).content.decode().splitlines()
    assert adviser[1:] == ["Kåfjord,1"]
    assert client_as(ADVISER, stranger=True).get(path).content.decode().splitlines()[1:] == []
    assert Client().get(path).status_code == 400
    a_case(applied_on=DAY)
    assert client_as(ADVISER).get(path).content.decode().splitlines()[1:] == []


def test_the_front_page_and_the_municipality_lead_to_the_register(client: Client) -> None:
    a_case(applied_on=DAY)
    assert "søknader om å være utdanningsvirksomhet" in text_of(client, "/")
    assert "midlertidig registrert" in text_of(client, "/kommuner/5540/")


def test_pages_that_are_not_there_are_404() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    for path in ("9999/", "5540/KIR/soknad/", "5540/ALM/tull/", "983887406/ALM/soknad/"):
        assert client.get(f"{LIST}{path}").status_code == 404, path
    assert client.get(f"{LIST}983887406/SAM/soknad/").status_code == 200
    assert "statlig virksomhet" in text_of(client, f"{LIST}983887406/")


def test_the_pages_ask_as_often_at_three_rows_as_at_one(client: Client) -> None:
    codes = iter(("5540", "5501", "1812", "1804", "5601", "5603", "1806", "1811", "1813"))
    for path in (LIST, FIGURES, MAP):
        assert_flat(lambda path=path: client.get(path), lambda: a_case(next(codes), applied_on=DAY))
