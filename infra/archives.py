"""What goes into a deployed archive, file by file, so that its hash changes only with the code.

Sources are copied, without what interpreters and editors left beside them, to a folder named after their contents and
compiled there for the target; the archive lists that folder's files::

    .build/<webhook|…|dutydesk>-<python>-<hash>/<sources and their .pyc>
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pulumi

from infra.building import BUILDS, HERE, ROOT, built, compile_in_place, digest


def function_archive(
    package: str, *, python_version: str = HERE, root: Path = ROOT, builds: Path = BUILDS
) -> pulumi.AssetArchive:
    """Return the code of one function: its own folder and what makes it importable as ``functions.<package>``.

    Raises:
        FileNotFoundError: there is no such function.
        NotBuilt: its modules cannot be compiled for this version of Python.
    """
    functions = root / "functions"
    if not (functions / package).is_dir():
        raise FileNotFoundError(f"no such function: {functions / package}")
    files = [functions / "__init__.py", *_sources(functions / package)]
    name = f"{package}-{python_version}"
    return _listed(_compiled(name, root, files, python_version, appears_at="/var/task", builds=builds))


def shared_archive(*, python_version: str = HERE) -> pulumi.AssetArchive:
    """Return the layer of our own code that more than one function needs."""
    layer = ROOT / "layers" / "dutydesk"
    files = list(_sources(layer / "python" / "dutydesk"))
    name = f"dutydesk-{python_version}"
    return _listed(_compiled(name, layer, files, python_version, appears_at="/opt", builds=BUILDS))


def _sources(folder: Path) -> Iterator[Path]:
    """Every file below the folder but what an interpreter, an editor or a tool left there."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        left = path.suffix == ".pyc" or any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not left:
            yield path


def _compiled(
    name: str, root: Path, files: Sequence[Path], python_version: str, *, appears_at: str, builds: Path
) -> Path:
    recipe = Path(__file__).read_bytes()
    contents = [part for file in files for part in (file.relative_to(root).as_posix().encode(), file.read_bytes())]

    def make(folder: Path) -> None:
        for file in files:
            copy = folder / file.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        compile_in_place(folder, python_version=python_version, appears_at=appears_at)

    return built(builds / f"{name}-{digest([recipe, *contents])}", make)


def _listed(folder: Path) -> pulumi.AssetArchive:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return pulumi.AssetArchive({file.relative_to(folder).as_posix(): pulumi.FileAsset(str(file)) for file in files})
