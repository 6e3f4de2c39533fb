"""Write files so that a reader, or a crash, never meets half of one."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` in the place of the file at `path`, at once or not at all; its permissions stay.

    Raises:
        OSError: the folder is not there, or cannot be written.
    """
    target = path.resolve()
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as beside:
        passing = Path(beside.name)
        try:
            beside.write(content)
            beside.close()
            passing.chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
            passing.replace(target)
        except BaseException:
            passing.unlink(missing_ok=True)
            raise


def _umask() -> int:
    """Read what permissions new files lack; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
