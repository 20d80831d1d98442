"""Addresses of what trusts ask at the gate, and of what doctors say is not right."""

from django.urls import path

from alisveien.placements.views import disputes, gate, list_before

DISPUTE = "innmeldinger/<int:pk>/stemmer-ikke/"
gate_urls = [
    path("runder/<int:year>/<slug:trust>/liste/da/", list_before.trust_list_then, name="trust_list_then"),
    path("vilkar/<slug:trust>/", gate.gate_rules, name="gate_rules"),
    path("vilkar/<slug:trust>/nye/", gate.gate_decide, name="gate_decide"),
    path(DISPUTE, disputes.dispute_new, name="dispute_new"),
    path(f"{DISPUTE}<int:dispute>/", disputes.dispute, name="dispute"),
    path(f"{DISPUTE}<int:dispute>/trekk/", disputes.dispute_withdraw, name="dispute_withdraw"),
]
