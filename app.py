"""The launcher: `streamlit run app.py` or `airtrack serve`. Nothing else belongs here."""

from pathlib import Path

import streamlit as st

import airtrack.ui
from airtrack.ui.lifespan import lifespan, on_error
from airtrack.ui.maps.geography import ROUTES

MAIN = Path(airtrack.ui.__file__).with_name("main.py")

app = st.App(MAIN, lifespan=lifespan, routes=ROUTES, on_script_error=on_error)

if __name__ == "__main__":
    app.run()
