"""Addresses of the capacity plan. The decision stands in `config.urls`, which hands it what tells of the rounds."""

from django.urls import path

from alisveien.posts.views import plan, posts, proposals

app_name = "posts"
ONE = "kapasitet/forslag/<int:pk>/"
TRUST = "kapasitet/<str:code>/"
DEPARTMENT = "kapasitet/avdelinger/<int:pk>/"
urlpatterns = [
    path("kapasitet/", plan.plan, name="plan"),
    path("kapasitet/rader/", plan.plan_list, name="plan_list"),
    path("kapasitet/plasser/", posts.posts, name="posts"),
    path("kapasitet/avdelinger/", posts.departments, name="departments"),
    path(DEPARTMENT, posts.department, name="department"),
    path(f"{DEPARTMENT}endre/", posts.department_change, name="department_change"),
    path(ONE, proposals.proposal, name="proposal"),
    path(f"{ONE}svar/", proposals.proposal_answer, name="proposal_answer"),
    path(f"{ONE}trekk/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path(TRUST, plan.trust_plan, name="trust_plan"),
    path(f"{TRUST}sammenlign/", plan.plan_compare, name="plan_compare"),
    path(f"{TRUST}forslag/", proposals.proposal_new, name="proposal_new"),
]
