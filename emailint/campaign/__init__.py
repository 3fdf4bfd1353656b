"""What the rules for campaigns need to know of a template: nothing here runs on other mail."""
