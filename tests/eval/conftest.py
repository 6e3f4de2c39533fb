"""What the tests of the benchmarks share: the command, run inside this process."""

from click.testing import Result
from typer.testing import CliRunner

from ui.cli import app


def isnad_eval(*arguments: object, language: str = "en") -> Result:
    """Run `isnad eval`, its outputs caught as if they were pipes."""
    environment = {"ISNAD_LANGUAGE": language, "FORCE_COLOR": None}
    return CliRunner().invoke(app, ["eval", *map(str, arguments)], env=environment)
