"""From a report to a reading: sentences, tokens, parse, and mentions not yet resolved."""
