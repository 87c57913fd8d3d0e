"""JPCOAR schema 2.1, with readings and Latin forms beside the texts."""
