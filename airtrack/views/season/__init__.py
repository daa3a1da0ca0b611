"""Budgets, paths and projections as documents, sentences, tables and figures."""
