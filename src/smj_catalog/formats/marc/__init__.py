"""MARC 21, as ISO 2709 and as MARCXML, with readings and Latin forms in linked fields 880."""
