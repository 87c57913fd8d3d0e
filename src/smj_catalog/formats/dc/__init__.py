"""Dublin Core: simple (oai_dc) here; the qualified formats share its words."""
