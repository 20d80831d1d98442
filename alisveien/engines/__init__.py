"""Pure calculation: plain values in, an explained outcome out. No Django, no clock, no chance."""
