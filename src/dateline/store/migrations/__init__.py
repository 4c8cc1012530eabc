"""Migrations of the casefile's tables, in order, and how they are run."""
