"""Answers as tables, documents, figures and sentences: pure functions, no store, no Streamlit."""
