"""What is written never takes the place of what is read, nor of anything in an archive."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from smj_catalog.errors import UsageError
from smj_catalog.problems import message
from smj_catalog.store.settings import NAME


def keep_apart(
    outputs: Iterable[Path | None],
    *,
    inputs: Iterable[Path] = (),
    archive: Path | None = None,
    new: Iterable[Path | None] = (),
) -> None:
    """Do nothing where what a command writes harms nothing that it reads, whatever the names: links are followed.

    Args:
        outputs: the files and folders that it writes; None stands for none.
        inputs: the files that it reads.
        archive: the folder of its archive.
        new: outputs that may not be there yet.

    Raises:
        UsageError: an output is an input, another output, or an archive or something in one; or is there already where it
            should be new.
    """
    wanted = [path for path in outputs if path is not None and not _device(path)]
    given = list(inputs)
    for path in wanted:
        for other in given:
            if same_file(path, other):
                raise UsageError(message("output-is-input", file=path))
        if (owner := _archive_of(path, archive)) is not None:
            raise UsageError(message("output-in-archive", file=path, archive=owner))
    real = [os.path.normcase(os.path.realpath(path)) for path in wanted]
    for number, path in enumerate(wanted):
        if real[number] in real[:number]:
            raise UsageError(message("output-twice", file=path))
    for there in new:
        if there is not None and os.path.lexists(there) and not _device(there):
            raise UsageError(message("output-there", file=there))


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to the same file: by links of either kind, or by letters that the system takes for one."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _device(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _archive_of(path: Path, archive: Path | None) -> Path | None:
    """Return the archive that a path is, stands in, or is linked into; None if there is none."""
    real = Path(os.path.realpath(path))
    for folder in (real, *real.parents):
        if (folder / NAME).is_file() or (archive is not None and same_file(folder, archive)):
            return folder
    if archive is not None and path.is_file() and path.stat().st_nlink > 1:
        return archive if any(same_file(path, each) for each in archive.rglob("*")) else None
    return None
