"""The officers' HTTP API and the console's static pages."""
