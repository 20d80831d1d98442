"""``make demo``: set up, then become ``alisveien demo``. Words given go on to it."""

import sys

from bootstrap import set_up
from steps import go_on_as, program, say

if __name__ == "__main__":
    say("Alisveien på denne maskinen")
    set_up("app")
    go_on_as([program("alisveien"), "demo", *sys.argv[1:]])
