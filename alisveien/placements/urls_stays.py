"""Addresses of placements and what is agreed about them."""

from django.urls import path

from alisveien.placements.views import stay_deeds, stay_papers, stays, swaps

ONE = "plasser/<int:pk>/"
stay_urls = [
    path("plasser/", stays.stays, name="stays"),
    path(ONE, stays.stay, name="stay"),
    path(f"{ONE}avtalt/<slug:part>/", stays.stay_part, name="stay_part"),
    path(f"{ONE}klart/<int:item>/", stays.stay_tick, name="stay_tick"),
    path(f"{ONE}gjor/<slug:name>/", stay_deeds.stay_deed, name="stay_deed"),
    path(f"{ONE}avbrudd/<int:interruption>/ta-bort/", stay_deeds.stay_resume, name="stay_resume"),
    path(f"{ONE}bytte/", swaps.stay_swap, name="stay_swap"),
    path(f"{ONE}bytte/svar/", swaps.stay_swap_answer, name="stay_swap_answer"),
    path(f"{ONE}bytte/angre/", swaps.stay_swap_end, name="stay_swap_end"),
    path(f"{ONE}veiledningsavtale/", stay_papers.stay_paper, name="stay_paper"),
    path(f"{ONE}veiledningsavtale/fil/", stay_papers.stay_paper_file, name="stay_paper_file"),
    path(f"{ONE}veiledningsavtale/slett/", stay_papers.stay_paper_remove, name="stay_paper_remove"),
    path(f"{ONE}undervisning/", stays.stay_teach, name="stay_teach"),
    path(f"{ONE}undervisning/<int:teaching>/ta-bort/", stays.stay_unteach, name="stay_unteach"),
]
