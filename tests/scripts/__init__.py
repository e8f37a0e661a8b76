"""Tests of the commands around the product."""
