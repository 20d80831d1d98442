"""Tests of cooperation agreements."""
