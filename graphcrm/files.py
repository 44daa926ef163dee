"""Writing a file so that nobody ever meets half of it, and nothing is written over unasked."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from graphcrm.errors import GraphcrmError, UsageError
from graphcrm.i18n import Text
from graphcrm.parsing import not_utf8
from graphcrm.temporary import FILE, mark, remove_forgotten

__all__ = [
    "as_placed",
    "make_folder",
    "quoted",
    "read_text",
    "reason",
    "refuse_existing",
    "refuse_full",
    "refuse_no_name",
    "refuse_no_page",
    "staged_folder",
    "write_folder",
    "write_whole",
]


#: What the system says in English only.
_ZH = {
    errno.EPERM: "没有权限", errno.EACCES: "没有权限", errno.ENOENT: "没有这个文件或文件夹", errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹", errno.EEXIST: "已存在", errno.ENOSPC: "磁盘已满", errno.EDQUOT: "超出磁盘配额",
    errno.EROFS: "所在的盘只读", errno.EIO: "磁盘读写出错", errno.ELOOP: "链接绕成了圈", errno.ENAMETOOLONG: "名称太长",
    errno.EMFILE: "打开的文件太多", errno.ENFILE: "打开的文件太多", errno.EBUSY: "正被占用", errno.EINVAL: "不是普通文件，或名称不合规定",
    errno.EFBIG: "文件太大", errno.ENXIO: "不是普通文件", errno.ENODEV: "没有这个设备", errno.ESTALE: "网络盘上的文件已失效",
}  # fmt: skip
_DATABASE = b"SQLite format 3\0"
#: How the names of files end that SQLite puts beside one, and empties or merges.
_BESIDE = ("-wal", "-shm", "-journal")
#: Bytes that a file written by hand may have.
_LONGEST = 1 << 20


def read_text(path: str | Path) -> str:
    """The text of a file that people write by hand, such as ``config.toml``.

    Raises
    ------
    OSError
        There is none, it may not be read, it is no ordinary file (a pipe or a device may have no end), or longer than 1 MB.
    NotParsed
        It is not in UTF-8.
    """
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file", str(path))
        if about.st_size > _LONGEST:
            raise OSError(errno.EFBIG, "longer than 1 MB", str(path))
        data = file.read(_LONGEST)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_utf8(data, error) from error


def quoted(text: str) -> str:
    """Text as a string of TOML on one line: JSON's escapes are TOML's, but for DEL, which JSON leaves alone.

    >>> print(quoted('a "b"'))
    "a \\"b\\""
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_whole(path: str | Path, content: str | bytes) -> None:
    """Write a temporary file beside it, then rename it once; text in UTF-8 always.

    Raises UsageError: the folder does not exist or cannot be written to, or the name is that of a workspace, folder, pipe or
    device, whose place a file never takes.
    """
    import tempfile  # with random and shutil, which whoever only reads does not need

    target = Path(path)
    if os.path.exists(target) and not target.is_file():  # too long a name is none, where Path.exists() raises
        raise UsageError(
            Text("{path} 不是普通文件，不能写入", "{path} is not an ordinary file; it is not written over").format(
                path=target
            )
        )
    if _is_database(target):
        said = Text(
            "{path} 是工作区或其日志的名字，不会用于输出；请换一个名字",
            "{path} is a workspace or the name of its log; output never takes its place. Choose another name",
        )
        raise UsageError(said.format(path=target))
    try:
        remove_forgotten(target.parent)
        handle, temporary = tempfile.mkstemp(prefix=FILE + mark(), suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode("utf-8") if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        why = _reason_and_remedy(error)
        if error.errno == errno.ENOENT and not target.parent.is_dir():
            why = Text("没有文件夹 {folder}，请先建立", "there is no folder {folder}; make it first").format(
                folder=target.parent
            )
        raise UsageError(
            Text("无法写入 {path}：{why}", "cannot write {path}: {why}").format(path=target, why=why)
        ) from error


def _is_database(path: Path) -> bool:
    """Whether a store may live in the file, or have its log there: the first bytes are those of SQLite."""
    of = next((path.with_name(path.name[: -len(end)]) for end in _BESIDE if path.name.endswith(end)), path)
    try:
        with open(of, "rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def make_folder(path: str | Path) -> None:
    """Make a folder with all above it, unless it is there.

    Raises UsageError: it cannot be made.
    """
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = Text("无法建立文件夹 {path}：{why}", "cannot make the folder {path}: {why}")
        raise UsageError(said.format(path=path, why=_reason_and_remedy(error))) from error


def refuse_full(path: str | Path) -> None:
    """Refuse a folder in which there is something, but for what a killed process left of a file.

    Raises UsageError: it is not new or empty, or no folder.
    """
    if os.path.isdir(path):
        remove_forgotten(path)
    if os.path.lexists(path) and not (os.path.isdir(path) and not os.listdir(path)):
        raise UsageError(Text(f"{path} 不是新的或空的文件夹", f"{path} is not a new or empty folder"))


def write_folder(path: str | Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder, all or none; in one that is there, they are not.

    Raises UsageError: it cannot be made or written to.
    """
    with staged_folder(path) as staged:
        for name, content in files.items():
            make_folder((staged / name).parent)
            write_whole(staged / name, content)


@contextmanager
def staged_folder(path: str | Path) -> Iterator[Path]:
    """A folder whose files come into the one at `path` when the block is through, all or none.

    Of a new folder nobody ever meets half: it is written under another name and renamed once. In one that is there, which may be
    a whole disk, the files get their names when the last of them is written.

    Raises UsageError: it cannot be made or written to.
    """
    import shutil
    import tempfile

    target = Path(path)
    there = target.is_dir()
    beside = target if there else target.parent
    make_folder(beside)
    remove_forgotten(beside)
    try:
        staged = Path(tempfile.mkdtemp(prefix=FILE + mark(), suffix=".part", dir=beside))
        try:
            yield staged
            if there:
                for made in sorted(staged.iterdir()):
                    made.rename(target / made.name)
                staged.rmdir()
            else:
                staged.chmod(0o777 & ~_umask())
                staged.rename(target)
        except BaseException as error:
            shutil.rmtree(staged, ignore_errors=True)
            if isinstance(error, GraphcrmError):  # of a file there as of one in its place
                error.text = as_placed(error.text, staged, target)
                error.args = (error.text.en,)
            raise
    except OSError as error:
        said = Text("无法写入文件夹 {path}：{why}", "cannot write the folder {path}: {why}")
        raise UsageError(said.format(path=path, why=_reason_and_remedy(error))) from error


def as_placed(text: Text, staged: Path, target: Path) -> Text:
    """A sentence that names files of a staged folder, as if they were in their place."""

    def placed(words: str) -> str:  # by its name alone as well: a store names the real path of its file
        return words.replace(str(staged), str(target)).replace(staged.name, target.name)

    return Text(placed(text.zh), placed(text.en))


def _umask() -> int:
    """What is taken from the permissions of new files, which the system tells only to whoever sets it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason(error: OSError | ValueError) -> Text:
    """What the system says is wrong, without number and path; in Chinese where it is one of the faults that people meet.

    >>> reason(PermissionError(13, "Permission denied")).zh
    '没有权限'
    """
    said = getattr(error, "strerror", None) or str(error)
    return Text(_ZH.get(getattr(error, "errno", None) or 0, said), said)


def _reason_and_remedy(error: OSError) -> Text:
    """What is wrong where something cannot be written, and what to do about it."""
    room = Text("；请腾出空间后重试", "; free some space and try again")
    place = Text("；请检查路径和权限，或换一个位置", "; check the path and the permissions, or choose another place")
    size = Text(
        "；请放宽文件大小限制（ulimit -f），或换一个位置",
        "; raise the limit on the size of files (ulimit -f), or choose another place",
    )
    remedies = {errno.ENOSPC: room, errno.EDQUOT: room, errno.EFBIG: size}
    return reason(error) + remedies.get(error.errno or 0, place)


def refuse_no_name(path: str | os.PathLike[str]) -> None:
    """Refuse what no file can be named: NUL characters and halves of surrogate pairs, which only callers from Python can give.

    Raises UsageError: the system could not even look for it.
    """
    try:
        if b"\0" not in os.fsencode(path):
            return
    except UnicodeEncodeError:
        pass
    name = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in os.fspath(path))
    raise UsageError(Text(f"文件不能叫“{name}”", f"no file can be named “{name}”"))


#: An ending that names what a file is, which the ends of “HY 2026.06” and “HY.v2” do not.
_ENDING = re.compile(r"\.[a-z]{2}[a-z0-9]{0,3}", re.ASCII)
_PAGES = frozenset({".htm", ".html", ".xhtml"})


def refuse_no_page(path: str | Path, beside: Sequence[str]) -> None:
    """Refuse to write a page under the ending of something else; `beside` are the forms that may be had beside it.

    Raises UsageError: what opens such a file would find it broken.
    """
    ending = Path(path).suffix.lower()
    if ending in _PAGES or not _ENDING.fullmatch(ending):
        return
    zh, en = "写出的是网页：-o 请以 .html 结尾", "what is written is a page: let -o end in .html"
    if (form := ending[1:]) in beside:
        zh, en = f"{zh}，{ending} 由 --{form} 写在旁边", f"{en}; --{form} writes the {ending} beside it"
    raise UsageError(Text(zh, en))


def refuse_existing(*paths: str | Path, force: bool) -> None:
    """Refuse, before anything is read or computed, to write over files that are there, unless `force`; a link is there, too.

    Raises UsageError: one of them exists.
    """
    for path in paths:
        if not force and os.path.lexists(path):
            raise UsageError(Text(f"{path} 已存在；加 --force 覆盖", f"{path} exists; overwrite it with --force"))
