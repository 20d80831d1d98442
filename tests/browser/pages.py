"""The pages every browser test visits: name and address. An area that makes a page adds it here."""

from typing import NamedTuple

from tests.roles import (
    ADMINISTRATOR,
    ADVISER,
    FIGURES_READER,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    TRUST_COORDINATOR,
)

ROUND = "/runder/2028/983974899/"


class Seen(NamedTuple):
    """A page to visit; ``name`` becomes part of a picture's file name. ``role``: who visits, a visitor when empty."""

    name: str
    path: str
    status: int = 200
    role: str = ""


PAGES = [
    Seen("forside", "/"),
    Seen("kommuner", "/kommuner/"),
    Seen("kommuner-utvalg", "/kommuner/?q=troms"),
    Seen("kommuner-tomt", "/kommuner/?q=finnesikke"),
    Seen("kommune", "/kommuner/5540/"),
    Seen("helseforetak", "/helseforetak/"),
    Seen("foretak", "/helseforetak/983974899/"),
    Seen("sykehus", "/sykehus/"),
    Seen("ett-sykehus", "/sykehus/unn-tromso/"),
    Seen("kontor", "/kontor/"),
    Seen("ett-kontor", "/kontor/ost/"),
    Seen("kommuner-da", "/kommuner/?per=2022-03-01"),
    Seen("kommune-da", "/kommuner/3019/?per=2022-03-01"),
    Seen("organisasjoner", "/organisasjoner/"),
    Seen("registeret", "/register/", role=NATIONAL_COORDINATOR),
    Seen("registeret-nytt", "/register/nytt/", role=NATIONAL_COORDINATOR),
    Seen("registeret-sammenslaing", "/register/sammenslaing/?kommune=3201", role=NATIONAL_COORDINATOR),
    Seen("laringsmal", "/laringsmal/"),
    Seen("ett-laringsmal", "/laringsmal/ALM-055/"),
    Seen("kart", "/kart/"),
    Seen("kart-foretak", "/kart/?vis=foretak&kommune=5540"),
    Seen("kart-tabell", "/kart/?form=tabell"),
    Seen("kart-kommune", "/kart/?kommune=5540"),
    Seen("kart-kontor-tabell", "/kart/?vis=kontor&form=tabell"),
    Seen("sok", "/sok/?q=alta"),
    Seen("sok-langt", "/sok/?q=" + "x" * 300),
    Seen("kommuner-langt", "/kommuner/?q=" + "x" * 300),
    Seen("sok-tomt", "/sok/?q=finnesikke"),
    Seen("runder-besokende", "/runder/"),
    Seen("runder", "/runder/", role=TRUST_COORDINATOR),
    Seen("runde-ny", "/runder/ny/", role=TRUST_COORDINATOR),
    Seen("runde-ny-feil", "/runder/ny/?trust=983974899&year=1999", role=TRUST_COORDINATOR),
    Seen("runde", ROUND, role=TRUST_COORDINATOR),
    Seen("runde-treff", f"{ROUND}?q=sen", role=TRUST_COORDINATOR),
    Seen("runde-uten-treff", f"{ROUND}?q=finnesikke", role=TRUST_COORDINATOR),
    Seen("runde-liste", f"{ROUND}liste/", role=TRUST_COORDINATOR),
    Seen("runde-liste-tom", f"{ROUND}liste/?q=finnesikke", role=TRUST_COORDINATOR),
    Seen("runde-rute", f"{ROUND}rute/", role=TRUST_COORDINATOR),
    Seen("runde-regelsett", f"{ROUND}regelsett/", role=TRUST_COORDINATOR),
    Seen("runde-regelsett-tabell", f"{ROUND}regelsett/?form=tabell", role=TRUST_COORDINATOR),
    Seen("runde-logg", f"{ROUND}logg/", role=TRUST_COORDINATOR),
    Seen("runde-frigi", f"{ROUND}frigivelse/", role=TRUST_COORDINATOR),
    Seen("kort-plass", "/runder/2028/lege/9911175/", role=TRUST_COORDINATOR),
    Seen("kort-venter", "/runder/2028/lege/9911140/", role=TRUST_COORDINATOR),
    Seen("kort-avvist", "/runder/2028/lege/9911049/", role=TRUST_COORDINATOR),
    Seen("kort-ikke-med", "/runder/2028/lege/9911532/", role=TRUST_COORDINATOR),
    Seen("behov", "/behov/2028/", role=ADVISER),
    Seen("behov-halvaar", "/behov/2028/?halvaar=1", role=ADVISER),
    Seen("behov-tall", "/behov/2028/", role=FIGURES_READER),
    Seen("behov-foretak", "/behov/2028/foretak/", role=ADVISER),
    Seen("behov-kommuner", "/behov/2028/kommuner/", role=ADVISER),
    Seen("behov-kart", "/behov/2028/kart/?vis=venter", role=ADVISER),
    Seen("behov-mangler", "/behov/2028/mangler/", role=ADVISER),
    Seen("innlesinger", "/innlesinger/", role=TRUST_COORDINATOR),
    Seen("innlesing-ny", "/innlesinger/ny/", role=TRUST_COORDINATOR),
    Seen("arbeid-tomt", "/arbeid/"),
    Seen("utboks", "/utboks/"),
    Seen("arbeidsliste", "/arbeidsliste/", role=TRUST_COORDINATOR),
    Seen("arbeidsliste-endret", "/arbeidsliste/?vis=endret", role=TRUST_COORDINATOR),
    Seen("visninger", "/visninger/", role=TRUST_COORDINATOR),
    Seen("kolonner", "/kommuner/?flytt=x", role=TRUST_COORDINATOR),
    Seen("foretak-logg", "/helseforetak/983974899/?del=logg", role=TRUST_COORDINATOR),
    Seen("foretak-hendelser", "/helseforetak/983974899/?del=hendelser", role=TRUST_COORDINATOR),
    Seen("hjelp", "/hjelp/"),
    Seen("hjelp-rolle", "/hjelp/koordinator/"),
    Seen("hjelp-lister", "/hjelp/lister/"),
    Seen("hjelp-snarveier", "/hjelp/snarveier/"),
    Seen("innmeldinger", "/innmeldinger/", role=TRUST_COORDINATOR),
    Seen("innmelding-ny", "/innmeldinger/ny/", role=MUNICIPAL_LEADER),
    Seen("rekkefolge", "/kommune/5540/rekkefolge/", role=MUNICIPAL_LEADER),
    Seen("stil", "/stil/"),
    Seen("stil-mork", "/stil/?farger=dark"),
    Seen("logg-inn", "/konto/logg-inn/?som=leder"),
    Seen("konto", "/konto/", role=MUNICIPAL_LEADER),
    Seen("konto-totrinn", "/konto/totrinn/", role=MUNICIPAL_LEADER),
    Seen("konto-nokler", "/konto/totrinn/nokler/", role=MUNICIPAL_LEADER),
    Seen("konto-okter", "/konto/okter/", role=MUNICIPAL_LEADER),
    Seen("konto-bekreft", "/konto/bekreft/?next=/konto/passord/", role=MUNICIPAL_LEADER),
    Seen("konto-logg-ut", "/konto/logg-ut/", role=MUNICIPAL_LEADER),
    Seen("tilganger", "/tilganger/", role=ADMINISTRATOR),
    Seen("tilganger-gi", "/tilganger/ny/", role=MUNICIPAL_LEADER),
    Seen("oppdrag", "/oppdrag/", role=ADVISER),
    Seen("nytt-passord", "/konto/passord/glemt/"),
    Seen("ma-inviteres", "/konto/ny/"),
    Seen("roller", "/hjelp/roller/"),
    Seen("lenke-stengt", "/lenke/gjettet/", 410),
    Seen("ikke-funnet", "/finnes-ikke/", 404),
]

WIDTHS = (390, 1280)
