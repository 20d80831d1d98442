"""The pages of cooperation agreements: list, matrix, record, made, changed, ended, and the file."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alisveien.agreements.models import Agreement
from tests.agreements.cases import KAFJORD, UNN, an_agreement, place
from tests.roles import (
    ADVISER,
    DOCTOR,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    TRUST_COORDINATOR,
    client_as,
)
from tests.seen import carried
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
SAID: dict[str, Any] = {"municipality": KAFJORD, "other": UNN, "covers": ["hospital_service"], "from_on": "2026-01-01"}


def words(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_a_leader_writes_one_down_and_reads_it() -> None:
    client = client_as(MUNICIPAL_LEADER)
    assert "Ny avtale" in words(client, "/avtaler/")
    form = words(client, f"/avtaler/ny/?med={UNN}")
    assert f'value="{UNN}" selected' in form
    wrong = client.post("/avtaler/ny/", SAID | {"covers": []}).content.decode()
    assert "Velg hva avtalen gjelder." in wrong
    assert 'value="2026-01-01"' in wrong
    file = SimpleUploadedFile("avtale.pdf", b"%PDF-1.7 avtale")
    sent = client.post("/avtaler/ny/", SAID | {"upload": file, "signed_on": "2026-01-01"})
    agreement = Agreement.objects.get()
    assert sent.headers["Location"] == f"/avtaler/{agreement.pk}/"
    record = words(client, f"/avtaler/{agreement.pk}/")
    for said in ("Gjelder", "sykehustjeneste", "avtale.pdf", "Avtalen teller for halvår", "Endre", "Avslutt"):
        assert said.lower() in record.lower()
    fetched = client.get(f"/avtaler/{agreement.pk}/dokument/")
    assert fetched.content == b"%PDF-1.7 avtale"
    assert fetched.headers["Content-Disposition"].startswith("attachment")


def test_it_is_changed_and_ended_by_forms_that_keep_what_was_typed() -> None:
    agreement, client = an_agreement(), client_as(TRUST_COORDINATOR)
    path = f"/avtaler/{agreement.pk}/"
    assert 'value="2024-01-01"' in words(client, f"{path}endre/")
    said = {"covers": ["supervision"], "from_on": "2024-01-01", "about": "Ny tekst"} | carried(client, f"{path}endre/")
    wrong = client.post(f"{path}endre/", said | {"until_on": "2023-01-01"}).content.decode()
    assert "kan ikke slutte før den begynner" in wrong
    assert "Ny tekst" in wrong
    assert client.post(f"{path}endre/", said).headers["Location"] == path
    assert "teller ikke i fordelingen" in words(client, path)
    assert "Siste dag" in words(client, f"{path}avslutt/")
    last = {"until_on": "2026-01-31"} | carried(client, f"{path}avslutt/")
    assert client.post(f"{path}avslutt/", last).status_code == 200
    assert client.post(f"{path}avslutt/", last | {"why": "sagt opp"}).status_code == 302
    page = words(client, path)
    assert "Avsluttet" in page
    assert "sagt opp" in page
    assert client.get(f"{path}dokument/").status_code == 404


def test_the_second_of_two_who_change_one_is_told_what_stands_and_keeps_what_was_typed() -> None:
    agreement, hospital, town = an_agreement(), client_as(TRUST_COORDINATOR), client_as(MUNICIPAL_LEADER)
    path = f"/avtaler/{agreement.pk}/"
    said = {"covers": ["supervision"], "from_on": "2024-01-01", "about": "Fra foretaket"}
    opened, ending = carried(town, f"{path}endre/"), carried(town, f"{path}avslutt/")
    assert hospital.post(f"{path}endre/", said | carried(hospital, f"{path}endre/")).status_code == 302
    told = town.post(f"{path}endre/", said | {"about": "Fra kommunen"} | opened).content.decode()
    assert "Noen andre har endret dette" in told
    assert "er nå «Fra foretaket»." in told
    assert "Fra kommunen" in told
    told = town.post(f"{path}avslutt/", {"until_on": "2026-01-31", "why": "sagt opp"} | ending).content.decode()
    assert "Noen andre har endret dette" in told
    agreement.refresh_from_db()
    assert (agreement.about, agreement.until_on) == ("Fra foretaket", None)
    again = {"seen": re.findall(r'name="seen" value="(\w+)"', told)[0]}
    assert town.post(f"{path}avslutt/", {"until_on": "2026-01-31", "why": "sagt opp"} | again).status_code == 302


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"signed_on": None}, "før den er signert"),
        ({"until_on": date(2025, 1, 1)}, "avsluttet og teller ikke"),
    ],
)
def test_the_record_says_whether_it_counts(values: dict[str, Any], sentence: str) -> None:
    agreement = an_agreement(**values)
    older = an_agreement(from_on=date(2020, 1, 1), is_synthetic=True)
    page = words(client_as(ADVISER), f"/avtaler/{agreement.pk}/")
    assert sentence in page
    assert f"/avtaler/{older.pk}/" in page
    assert "oppdiktet avtale" in words(client_as(ADVISER), f"/avtaler/{older.pk}/")
    between = an_agreement(KAFJORD, "5501")
    assert "Avtaler mellom kommuner" in words(client_as(ADVISER), f"/avtaler/{between.pk}/")


def test_the_list_is_filtered_exported_and_says_what_is_invented() -> None:
    an_agreement(is_synthetic=True)
    client = client_as(ADVISER)
    page = words(client, "/avtaler/?status=in_force&gjelder=hospital_service")
    assert "øvingsdata" in page.lower()
    assert "Universitetssykehuset" in page
    assert "Universitetssykehuset" not in words(client, "/avtaler/?status=ended").split("</form>")[-1]
    assert client.get("/avtaler/?last_ned=xlsx").status_code == 200


def test_the_matrix_leads_to_what_is_missing() -> None:
    adviser = client_as(ADVISER)
    page = words(adviser, "/avtaler/dekning/")
    assert f"?kommune={KAFJORD}&amp;med={UNN}" in page
    an_agreement()
    assert f"?kommune={KAFJORD}&amp;med={UNN}" not in words(adviser, "/avtaler/dekning/?mangler=ja")
    nation = words(client_as(NATIONAL_COORDINATOR), "/avtaler/dekning/?mangler=ja")
    assert "mangler=ja" in nation
    assert "Skriv ned" not in nation
    assert "Ingen kommuner mangler avtale" in words(client_as(MUNICIPAL_LEADER), "/avtaler/dekning/?mangler=ja")


def test_strangers_find_nothing_and_who_only_reads_cannot_write() -> None:
    agreement = an_agreement()
    assert client_as(DOCTOR).get("/avtaler/").status_code == 403
    stranger = client_as(MUNICIPAL_LEADER, stranger=True)
    for end in ("", "endre/", "avslutt/", "dokument/"):
        assert stranger.get(f"/avtaler/{agreement.pk}/{end}").status_code == 404
    reader = client_as(NATIONAL_COORDINATOR)
    assert (
        "Endre" not in words(reader, f"/avtaler/{agreement.pk}/").split("</header>")[1].split("page-actions")[1][:300]
    )
    for path in (f"/avtaler/{agreement.pk}/endre/", f"/avtaler/{agreement.pk}/avslutt/", "/avtaler/ny/"):
        assert reader.get(path).status_code == 403


def test_the_page_asks_as_much_at_three_agreements_as_at_one() -> None:
    client, days = client_as(ADVISER), iter(range(2000, 2010))
    assert place(KAFJORD)
    assert_flat(lambda: client.get("/avtaler/"), lambda: an_agreement(from_on=date(next(days), 1, 1)))
