"""DC-NDL as RDF/XML, and what else the National Diet Library and NII serve in its vocabulary."""
