"""The desk: a web server on a casefile, where people read, check, correct and see."""
