"""The command line: what goes in, what comes out on which output, and with which exit code, in both languages."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
import typer
from click.testing import Result

from agent.wording import WORDING
from ui.cli import app

from .conftest import COMMAND, surroundings
