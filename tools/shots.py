"""``make shots``: set up, then take the pictures with the environment's own Python."""

from bootstrap import set_up
from steps import ROOT, go_on_as, program
from test import see_to_chromium

if __name__ == "__main__":
    set_up("test")
    see_to_chromium()
    go_on_as([program("python"), str(ROOT / "tools" / "pictures.py")], PYTHONPATH=str(ROOT))
