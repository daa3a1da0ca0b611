"""The launcher: `streamlit run app.py` or `airtrack serve`. Nothing else belongs here."""

from pathlib import Path

import streamlit as st

import airtrack.ui
from airtrack.ui.lifespan import lifespan

app = st.App(Path(airtrack.ui.__file__).with_name("main.py"), lifespan=lifespan)

if __name__ == "__main__":
    app.run()
