"""The clerk's page in the browser, on his own machine alone: one task a screen."""
