"""E-documents."""
