"""The least that a Streamlit page with a chart can be: what the goals page is measured beside."""

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
st.title("One chart")
st.plotly_chart(go.Figure(go.Scatter(x=list(range(90)), y=[day * day for day in range(90)])), key="chart")
