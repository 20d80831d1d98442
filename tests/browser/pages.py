"""The pages every browser test visits: name and address. An area that makes a page adds it here."""

from typing import NamedTuple


class Seen(NamedTuple):
    """A page to visit; ``name`` becomes part of a picture's file name."""

    name: str
    path: str
    status: int = 200


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
    Seen("runder", "/runder/"),
    Seen("runde", "/runder/2028/"),
    Seen("runde-treff", "/runder/2028/?q=sen"),
    Seen("runde-uten-treff", "/runder/2028/?q=finnesikke"),
    Seen("runde-feil", "/runder/2028/feil/"),
    Seen("runde-liste", "/runder/2028/983974899/"),
    Seen("runde-liste-tom", "/runder/2028/983974899/?q=finnesikke"),
    Seen("runde-rute", "/runder/2028/983974899/rute/"),
    Seen("runde-regelsett", "/runder/2028/983974910/regelsett/"),
    Seen("runde-regelsett-tabell", "/runder/2028/983974910/regelsett/?form=tabell"),
    Seen("kort-plass", "/runder/2028/lege/9911175/"),
    Seen("kort-venter", "/runder/2028/lege/9911525/"),
    Seen("kort-avvist", "/runder/2028/lege/9911049/"),
    Seen("kort-ikke-med", "/runder/2028/lege/9911028/"),
    Seen("arbeid-tomt", "/arbeid/"),
    Seen("utboks", "/utboks/"),
    Seen("stil", "/stil/"),
    Seen("stil-mork", "/stil/?farger=dark"),
    Seen("ikke-funnet", "/finnes-ikke/", 404),
]

WIDTHS = (390, 1280)
