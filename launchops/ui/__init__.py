"""Streamlit glue: the frame, cached answers, filters, blocks, forms, words in the session's language."""
