"""Addresses of rounds, cards and workbooks read in."""

from django.urls import path

from alisveien.placements.urls_calendar import calendar_urls
from alisveien.placements.urls_confirmations import confirmation_urls
from alisveien.placements.urls_evaluations import evaluation_urls
from alisveien.placements.urls_gate import gate_urls
from alisveien.placements.urls_nomination import nomination_urls
from alisveien.placements.urls_offers import offer_urls
from alisveien.placements.urls_planner import planner_urls
from alisveien.placements.urls_stays import stay_urls
from alisveien.placements.urls_yearly import yearly_urls
from alisveien.placements.views import cards, draws, intakes, need, opening, rounds, what_if

app_name = "placements"
ROUND = "runder/<int:year>/<slug:trust>/"
SENT = "innlesinger/ny/<int:pk>/"
urlpatterns = [
    *nomination_urls,
    *yearly_urls,
    *calendar_urls,
    *confirmation_urls,
    *stay_urls,
    *gate_urls,
    *evaluation_urls,
    *planner_urls,
    *offer_urls,
    path("runder/", rounds.rounds, name="rounds"),
    path("runder/ny/", opening.round_new, name="round_new"),
    path("runder/trekninger/", draws.draws, name="draws"),
    path("runder/<int:year>/lege/<slug:hpr_number>/", cards.doctor_card, name="doctor_card"),
    path(ROUND, rounds.round_overview, name="round_overview"),
    path(f"{ROUND}liste/", rounds.trust_list, name="trust_list"),
    path(f"{ROUND}rute/", rounds.trust_grid, name="trust_grid"),
    path(f"{ROUND}regelsett/", rounds.trust_rule_sets, name="trust_rule_sets"),
    path(f"{ROUND}logg/", rounds.round_log, name="round_log"),
    path(f"{ROUND}frigivelse/", rounds.round_release, name="round_release"),
    path(f"{ROUND}hva-om/", what_if.round_what_if, name="round_what_if"),
    path(f"{ROUND}trekk/", draws.round_draw, name="round_draw"),
    path(f"{ROUND}filer/<str:name>", rounds.round_file, name="round_file"),
    path(f"{ROUND}gjor/<slug:step>/", rounds.round_step, name="round_step"),
    path("behov/", need.need_now, name="need_now"),
    path("behov/<int:year>/", need.need, name="need"),
    path("behov/<int:year>/foretak/", need.need_trusts, name="need_trusts"),
    path("behov/<int:year>/kommuner/", need.need_homes, name="need_homes"),
    path("behov/<int:year>/mangler/", need.need_missing, name="need_missing"),
    path("innlesinger/", intakes.intakes, name="intakes"),
    path("innlesinger/ny/", intakes.intake_new, name="intake_new"),
    path(SENT, intakes.intake_check, name="intake_check"),
    path(f"{SENT}kolonner/", intakes.intake_columns, name="intake_columns"),
    path(f"{SENT}les-inn/", intakes.intake_read, name="intake_read"),
    path(f"{SENT}kast/", intakes.intake_drop, name="intake_drop"),
    path("innlesinger/mal/<slug:authority>/<int:year>.xlsx", intakes.intake_template, name="intake_template"),
    path("innlesinger/star/<int:pk>/<int:year>.xlsx", intakes.intake_standing, name="intake_standing"),
    path("innlesinger/<int:pk>/", intakes.intake_faults, name="intake_faults"),
    path("innlesinger/<int:pk>/rejected.xlsx", intakes.intake_rejected, name="intake_rejected"),
]
