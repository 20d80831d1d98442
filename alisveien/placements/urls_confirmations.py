"""Addresses of the half-yearly confirmation: the leader's page, the lists, and the trust's own."""

from django.urls import path

from alisveien.placements.views import campaigns, confirmations

CALL = "bekreft/<int:pk>/"
confirmation_urls = [
    path(CALL, confirmations.confirmation, name="confirmation"),
    path(f"{CALL}alle/", confirmations.confirmation_all, name="confirmation_all"),
    path(f"{CALL}kvittering/", confirmations.confirmation_receipt, name="confirmation_receipt"),
    path("bekreftelser/", campaigns.confirmations, name="confirmations"),
    path("bekreftelser/leger/", campaigns.confirmation_doctors, name="confirmation_doctors"),
    path("bekreftelser/ny/", campaigns.campaign_new, name="campaign_new"),
    path("bekreftelser/tider/", campaigns.campaign_terms, name="campaign_terms"),
    path("bekreftelser/<int:pk>/", campaigns.campaign, name="campaign"),
    path("bekreftelser/<int:pk>/start/", campaigns.campaign_start, name="campaign_start"),
]
