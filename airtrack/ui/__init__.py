"""The web application: the only room that speaks Streamlit."""
