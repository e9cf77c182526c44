"""Graphs for the libraries of others. Each module needs its library: `pip install 'relata[langchain]'` and so on."""
