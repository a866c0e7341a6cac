"""Commands as a user says them."""

import json

import pytest

from game.cli.main import main


@pytest.fixture
def said(capsys):
    """`said(words...)`: exit code, standard output, standard error of a command."""

    def run(*words):
        code = main(list(words))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return run


@pytest.fixture
def facts(said):
    """The JSON of a command that succeeds."""

    def run(*words):
        code, out, err = said(*words, "--json")
        assert (code, err) == (0, "")
        assert out.count("\n") == 1
        return json.loads(out)

    return run
