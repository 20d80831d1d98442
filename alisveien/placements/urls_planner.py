"""Addresses of the trusts' plans and their drafts."""

from django.urls import path

from alisveien.placements.views import planner, planner_drafts

TRUST = "plasser/plan/<slug:trust>/"
DRAFT = f"{TRUST}utkast/<int:pk>/"
planner_urls = [
    path("plasser/plan/", planner.plans, name="plans"),
    path(TRUST, planner.plan, name="plan"),
    path(f"{TRUST}plan.xlsx", planner.plan_file, name="plan_file"),
    path(f"{TRUST}utkast/ny/", planner.plan_draft_new, name="plan_draft_new"),
    path(DRAFT, planner_drafts.plan_draft, name="plan_draft"),
    path(f"{DRAFT}plan.xlsx", planner_drafts.plan_draft_file, name="plan_draft_file"),
    path(f"{DRAFT}flytt/<slug:key>/", planner_drafts.plan_move, name="plan_move"),
    path(f"{DRAFT}mulig/<slug:key>/", planner_drafts.plan_options, name="plan_options"),
    path(f"{DRAFT}gjor/<slug:deed>/", planner_drafts.plan_deed, name="plan_deed"),
    path(f"{DRAFT}sammenlign/", planner_drafts.plan_compare, name="plan_compare"),
    path(f"{DRAFT}publiser/", planner_drafts.plan_publish, name="plan_publish"),
]
