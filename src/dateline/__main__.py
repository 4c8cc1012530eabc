"""`python -m dateline`: the command, where its script is not on the path."""

from dateline.cli import app

if __name__ == "__main__":
    app(prog_name="dateline")
