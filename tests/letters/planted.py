"""What fills each letter in the tests: a template's name, with its area, and the words its service hands it."""

from datetime import date
from typing import Any

ADDRESS = "https://alisveien.example.no/her/"
UNN = "Universitetssykehuset Nord-Norge HF"
NOMINATION = {
    "doctor": "Áilu Persen",
    "municipality": "Kåfjord",
    "trust": UNN,
    "day": date(2027, 3, 1),
    "reference": 12,
}
OFFER: dict[str, Any] = {
    "doctor": "Áilu Persen",
    "trust": UNN,
    "where": "Gynekologi, UNN Tromsø",
    "half": "P1 2028",
    "from_on": date(2028, 3, 1),
    "to_on": date(2028, 8, 31),
    "answer_by": "fredag 5. mars 2027 kl. 23.59",
    "why": "Du fikk tilbudet fordi en plass i P1 2028 ble ledig, og du sto først av dem som ønsket den.",
    "settled_why": "Avdelingen får ikke vikar.",
    "ended_why": "Avdelingen stenges.",
    "deferred": "P1 2029",
    "on_behalf": "",
    "address": ADDRESS,
}
BEHALF = OFFER | {"on_behalf": "Legen, i telefon 3. mars"}
PLAN = {"trust": UNN, "address": ADDRESS, "back": False}
RELEASE = {"trust": UNN, "year": 2028, "address": ADDRESS}
CALL = {
    "address": ADDRESS,
    "place": "Kåfjord",
    "trust": UNN,
    "count": 2,
    "due_on": date(2027, 4, 5),
    "last_day": date(2027, 4, 19),
}
SWAP = {
    "doctor": "Áilu Persen",
    "trust": UNN,
    "from_on": "1. juni 2028",
    "from_ward": "Gynekologi, UNN Tromsø",
    "to_ward": "Kirurgi, UNN Harstad",
    "why": "Begge avdelinger har veileder.",
    "ended_why": "",
    "address": ADDRESS,
}
CAPACITY = {
    "trust": UNN,
    "answer_by": date(2027, 5, 18),
    "answer": "enig",
    "plan": "Plan for 2028",
    "why": "Tallene var feil.",
    "address": ADDRESS,
}
OLD = {"deadline": date(2027, 3, 1), "over": False, "address": ADDRESS, "municipality": "Kåfjord"}
MISSING = {"missing": "- Kurs i akuttmedisin\n- Bekreftelse fra veileder"}
ASKED = {"address": ADDRESS, "name": "Inga Sara", "municipality": "Kåfjord", "last_day": date(2027, 4, 19)}
ANSWERED = [("Áilu Persen", "stemmer"), ("Inga Sara", "endret")]

LETTERS: dict[str, dict[str, Any]] = {
    "placements/call_answered": {"place": "Kåfjord", "trust": UNN, "lines": ANSWERED},
    "placements/call_asked": CALL,
    "placements/call_asked one": CALL | {"count": 1},
    "placements/call_reminded": CALL,
    "placements/call_reminded one": CALL | {"count": 1},
    "placements/nomination_asked": {**NOMINATION, "address": ADDRESS, "last_day": date(2027, 3, 22)},
    "placements/nomination_at_home": NOMINATION,
    "placements/nomination_back": NOMINATION,
    "placements/nomination_changed": NOMINATION,
    "placements/nomination_confirmed": NOMINATION,
    "placements/nomination_made": NOMINATION | {"reply_to": "leder@example.no"},
    "placements/nomination_moved": NOMINATION,
    "placements/nomination_to_trust": NOMINATION,
    "placements/nomination_withdrawn": NOMINATION,
    "placements/offer_accepted": OFFER,
    "placements/offer_accepted behalf": BEHALF,
    "placements/offer_declined": OFFER,
    "placements/offer_declined behalf": BEHALF,
    "placements/offer_deferral_asked": OFFER,
    "placements/offer_deferred": OFFER,
    "placements/offer_expired": OFFER,
    "placements/offer_not_deferred": OFFER,
    "placements/offer_recalled": OFFER,
    "placements/offer_sent": OFFER,
    "placements/offer_sent_leader": OFFER,
    "placements/plan_doctor": PLAN,
    "placements/plan_doctor back": PLAN | {"back": True},
    "placements/plan_leader": PLAN,
    "placements/plan_leader back": PLAN | {"back": True},
    "placements/plan_ward": PLAN,
    "placements/plan_ward back": PLAN | {"back": True},
    "placements/released_doctor": RELEASE,
    "placements/released_leader": RELEASE,
    "placements/something_new": {"reference": 12},
    "placements/readiness_left": {
        "doctor": "Áilu Persen",
        "from_on": "1. mars 2028",
        "lines": [
            {"words": "Permisjon fra stillingen er innvilget", "due": "2. desember 2027", "late": True},
            {"words": "Vikar er på plass", "due": "1. januar 2028", "late": False},
        ],
        "address": ADDRESS,
    },
    "placements/stay_changed": {"doctor": "Áilu Persen", "trust": UNN, "address": ADDRESS},
    "placements/swap_asked": SWAP,
    "placements/swap_ended": SWAP,
    "placements/swap_ended why": SWAP | {"ended_why": "Avdelingen mangler veileder."},
    "placements/swap_made": SWAP,
    "placements/swap_undone": SWAP,
    "posts/capacity_answered": CAPACITY,
    "posts/capacity_decided": CAPACITY,
    "posts/capacity_proposed": CAPACITY,
    "posts/capacity_withdrawn": CAPACITY,
    "journeys/old_scheme_doctor": OLD | MISSING,
    "journeys/old_scheme_doctor over": OLD | MISSING | {"over": True},
    "journeys/old_scheme_leader": OLD | {"doctors": 2},
    "journeys/old_scheme_leader one": OLD | {"doctors": 1},
    "journeys/old_scheme_leader over": OLD | {"doctors": 2, "over": True},
    "journeys/old_scheme_leader one over": OLD | {"doctors": 1, "over": True},
    "establishments/arenas_confirmed": {"municipality": "Kåfjord", "arenas": ["Legekontoret", "Sykehjemmet"]},
    "outreach/arenas_asked": ASKED,
    "outreach/check_asked": ASKED,
    "outreach/check_answered": {"municipality": "Kåfjord", "lines": ["Leder: Inga Sara står.", "Koordinator: ingen."]},
    "outreach/mailing": {"subject": "Velkommen <til møte>", "body": "Hei & hopp.\n\nMøt opp."},
    "access/new_link": {"expires_at": date(2027, 4, 19), "title": "Bekreft innmeldingen", "address": ADDRESS},
}
"""Area and template, with a variant where the text is another → what fills it."""
