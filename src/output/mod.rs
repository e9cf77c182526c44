//! Stage 8, output: a graph to DOT, six RDF syntaxes and JSON. Only this module knows RDF.
