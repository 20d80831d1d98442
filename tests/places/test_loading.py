"""The register that ships: its counts, its links, and what becomes of a broken file."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from alisveien.base.shipped import REGISTER
from alisveien.places.models import AreaFacts, DepartmentFacts, MunicipalityFacts, OfficeHost, Place
from alisveien.places.sheets import BrokenRegister
from alisveien.public.loading import load_register

Kind = Place.Kind
TODAY = date(2026, 11, 22)


@pytest.fixture
def register(fresh_register: None) -> None:
    """Every test stands on the register."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REGISTER, tmp_path / "r"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text("utf-8").replace("\r\n", "\n")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.usefixtures("register")
def test_the_counts_of_the_register_hold() -> None:
    kinds = Counter(Place.objects.values_list("kind", flat=True))
    assert (kinds[Kind.MUNICIPALITY], kinds[Kind.COUNTY], kinds[Kind.HOSPITAL]) == (357, 15 + 3, 73)
    assert (kinds[Kind.AUTHORITY], kinds[Kind.TRUST], kinds[Kind.PRIVATE], kinds[Kind.OFFICE]) == (4, 20, 4, 6)
    assert (DepartmentFacts.objects.count(), OfficeHost.objects.count()) == (61, 7)
    offices = Counter(MunicipalityFacts.objects.values_list("office__code", flat=True))
    assert offices == {"nord": 80, "midt": 65, "vest": 66, "ost": 85, "sor": 60, "oslo": 1}


@pytest.mark.usefixtures("register")
def test_loading_again_changes_nothing() -> None:
    before = list(Place.objects.order_by("pk").values_list("pk", "name"))
    again = load_register(REGISTER, on=TODAY)
    assert (again.changed, again.ended) == (0, ())
    assert list(Place.objects.order_by("pk").values_list("pk", "name")) == before


@pytest.mark.usefixtures("register")
def test_a_place_that_leaves_the_files_ends_keeps_its_facts_and_may_come_back(folder: Path) -> None:
    rows = (folder / "hospitals.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "hospitals.csv").write_text("".join(r for r in rows if not r.startswith("dia-diakonhjemmet,")), "utf-8")
    loaded = load_register(folder, on=TODAY)
    gone = Place.objects.get(code="dia-diakonhjemmet")
    assert (loaded.changed, loaded.ended) == (1, (gone.name,))
    assert gone.valid_to == TODAY
    assert gone.hospital.area is not None
    assert load_register(folder, on=date(2027, 1, 1)).changed == 0
    assert load_register(REGISTER, on=TODAY).changed == 3  # the place, its ended name away, its name back
    assert Place.objects.filter(valid_to=None, code="dia-diakonhjemmet").exists()


@pytest.mark.usefixtures("register")
def test_a_host_period_has_a_date_and_how_exactly_it_is_known(folder: Path) -> None:
    hosts = {row.host: row for row in OfficeHost.objects.all()}
    assert (hosts["Bodø"].host_from, hosts["Bodø"].host_from_precision) == (date(2020, 1, 1), "year")
    assert (hosts["Hamar"].host_from, hosts["Hamar"].host_from_precision) == (date(2020, 8, 20), "day")
    assert hosts["Hamar"].host_to is None
    change(folder, "alis_offices", "Bodø,1804,2020,year,,", "Bodø,1804,2020,year,2022-01-01,")
    with (folder / "alis_offices.csv").open("a", encoding="utf-8") as file:
        file.write("nord,ALIS og SamLIS Nord,,Bodø,1804,2026-03,month,,Bodø,,,\n")
    load_register(folder, on=TODAY)
    again = OfficeHost.objects.filter(office__code="nord").order_by("host_from").values_list("host_from", "host_to")
    assert list(again) == [(date(2020, 1, 1), date(2022, 1, 1)), (date(2026, 3, 1), None)]


@pytest.mark.usefixtures("register")
def test_areas_and_districts_have_their_owner() -> None:
    assert Counter(AreaFacts.objects.values_list("purpose", flat=True)).keys() == {"local_hospital", "dps"}
    district = Place.objects.get(code="030103").district
    assert (district.hospital_area.code, district.owner.code) == ("S49", "993467049")
    assert district.hospital_area.area.owner == district.owner


@pytest.mark.usefixtures("register")
def test_names_stand_in_norwegian_order() -> None:
    names = list(Place.objects.filter(kind=Kind.MUNICIPALITY).order_by("sort_key").values_list("name", flat=True))
    wanted = ["Alta", "Tønsberg", "Vågå", "Ørland", "Ørsta", "Øyer", "Ål", "Ålesund", "Ås"]
    assert [name for name in names if name in wanted] == wanted


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("municipalities", ",55,", ",99,", r"linje \d+: county_number: «99» finnes ikke i counties\.csv"),
        ("municipalities", "5501,", "55x1,", r"linje \d+: number: «55x1» skal ha 4 sifre"),
        ("hospitals", ",unn-tromso\n", ",unn-finnes-ikke\n", r"linje \d+: belongs_to: «unn-finnes-ikke» finnes ikke"),
        ("capacity_plan_helse_nord", ",P1,2,", ",P1,to,", r"linje \d+: posts: «to» skal være et helt tall"),
        ("learning_objectives", ",2026-10-01,", ",i fjor,", r"linje \d+: as_of: «i fjor» skal være en dato"),
        ("learning_objectives", ",2026-10-01,", ",20261001,", r"linje \d+: as_of: «20261001» skal være en dato"),
        ("counties", "18,", "18,18,", r"linje \d+: raden har \d+ felter"),
        ("catchment", ",D15,", ",D99,", r"linje 3: dps_area: «D99» finnes ikke i hospital_areas\.csv"),
        ("catchment", ",D15,", ",S12,", r"linje 3: dps_area: «S12» finnes ikke .* med type «dps»"),
        ("catchment", "629/632,1,", "629/632,ja,", r"linje 2: split: «ja» skal være 0 eller 1"),
        ("catchment", "1101,Eigersund", "1103,Eigersund", r"linje 4: «1103» står alt på linje 3"),
        ("hospitals", ",hospital,1,1,yes,", ",hospital,ja,1,yes,", r"linje 2: somatic: «ja» skal være 0 eller 1"),
        ("hospitals", ",lat,", ",bredde,", r"linje 1: kolonnen «lat» mangler"),
        ("hospitals", ",70.67,", ',"70,67",', r"linje 2: lat: «70,67» skal være grader"),
        ("alis_offices", "1804,2020,year", "1804,2020,day", r"linje 2: host_from_precision: passer ikke"),
        ("alis_offices", "2021-12-21\n", "2021-12-41\n", r"linje 6: notice_given: «2021-12-41» skal være en dato"),
        ("oslo_units", "030101,Bydel Gamle Oslo,bydel,S34,", "030101,Bydel Gamle Oslo,bydel,,", r"linje 2: local_hosp"),
        ("office_coverage", "1101,Eigersund", "1101 ,Eigersund", r"linje 3: number: «1101» har mellomrom"),
        ("departments_helse_nord", ",most,2,", ",most,-2,", r"linje 2: places_ceiling: «-2» skal være et helt tall"),
    ],
)
def test_a_broken_file_is_refused_in_words_and_nothing_is_changed(
    db: None, folder: Path, name: str, old: str, new: str, said: str
) -> None:
    change(folder, name, old, new)
    with pytest.raises(BrokenRegister, match=rf"(?s){name}\.csv, {said}.*Ingenting er endret"):
        load_register(folder, on=TODAY)
    assert not Place.objects.exists()


def test_every_municipality_must_have_a_catchment(db: None, folder: Path) -> None:
    rows = (folder / "catchment.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "catchment.csv").write_text("".join(row for row in rows if not row.startswith("1101,")), "utf-8")
    with pytest.raises(BrokenRegister, match=r"catchment\.csv: «1101» har ingen rad her"):
        load_register(folder, on=TODAY)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "filen har ingen rader|mangler"),
        ("number,name\n18,Tromsø\n".encode("latin-1"), "linje 2: filen er ikke i UTF-8"),
        (b'number,name\n\n18,"Nord"land\n', "linje 3: raden er ikke gyldig CSV"),
        (b"number name\n18 Nordland\n", "bruk komma eller semikolon"),
        (b"number,name\n18,Nord\x00land\n", "linje 2: name: «Nord land» har mellomrom i en ende eller et usynlig tegn"),
    ],
)
def test_what_is_no_table_is_refused_in_words(db: None, folder: Path, data: bytes, said: str) -> None:
    (folder / "counties.csv").write_bytes(data)
    with pytest.raises(BrokenRegister, match=rf"counties\.csv.*({said})"):
        load_register(folder, on=TODAY)


def test_ten_faults_are_told_and_the_rest_counted(db: None, folder: Path) -> None:
    change(folder, "catchment", ",0,", ",nei,")
    with pytest.raises(BrokenRegister, match=r"… og \d+ feil til\.\nIngenting er endret\.$") as broken:
        load_register(folder, on=TODAY)
    assert str(broken.value).count("\n") == 11


def test_a_missing_file_is_named_by_the_command(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"counties\.csv"):
        call_command("load_register", folder=tmp_path)


@pytest.mark.usefixtures("register")
def test_the_database_refuses_what_must_never_be_false() -> None:
    county = Place.objects.filter(kind=Kind.COUNTY).first()
    broken = [
        Place(kind=Kind.MUNICIPALITY, code="55", name="Kort", parent=county),
        Place(kind=Kind.MUNICIPALITY, code="5501", name="Igjen", parent=county),
        Place(kind=Kind.MUNICIPALITY, code="9998", name="Uten fylke"),
        Place(kind=Kind.COUNTY, code="99", name=""),
    ]
    for place in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            place.save()
