"""Where a file lies, and what that puts in danger: a network share, a folder that a program keeps in step elsewhere.

Over a network the write-ahead log does not work: its index is memory that programs share, and two computers share none
(sqlite.org/wal.html). A folder kept in step is copied while it is written: of 150 copies of the database alone, 144
lacked what was saved last. The rules are here, over facts; `storage.location` gathers the facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

DISK, NETWORK, SYNCED = "disk", "network", "synced"

# Kinds of file system that lie on another computer, as the mount tables of Linux and macOS call them.
_REMOTE = {
    "9p": "9P", "acfs": "ACFS", "afpfs": "AFP", "afs": "AFS", "beegfs": "BeeGFS", "ceph": "Ceph", "cifs": "SMB",
    "coda": "Coda", "davfs": "WebDAV", "drvfs": "9P", "glusterfs": "GlusterFS", "gpfs": "GPFS", "lustre": "Lustre",
    "ncpfs": "NCP", "nfs": "NFS", "nfs3": "NFS", "nfs4": "NFS", "ocfs2": "OCFS2", "prl_fs": "Parallels",
    "smb2": "SMB", "smb3": "SMB", "smbfs": "SMB", "vboxsf": "VirtualBox", "virtiofs": "virtiofs", "vmhgfs": "VMware",
    "webdav": "WebDAV",
}  # fmt: skip
_OF_MACHINES = frozenset(("9p", "virtiofs"))
# By FUSE a disk of this computer may be shown too: encrypted, compressed, or of another system.
_LOCAL_FUSE = frozenset(
    ("bindfs", "cryfs", "encfs", "exfat", "ext2", "gocryptfs", "lxcfs", "mergerfs", "ntfs", "ntfs-3g", "portal",
     "securefs", "squashfuse", "unionfs", "veracrypt", "zfs")
)  # fmt: skip
_FUSE_NAMES = {
    "sshfs": "SSHFS", "rclone": "rclone", "gvfsd-fuse": "GVfs", "google-drive-ocamlfuse": "Google Drive",
    "davfs2": "WebDAV", "s3fs": "S3", "smbnetfs": "SMB", "curlftpfs": "FTP", "glusterfs": "GlusterFS",
    "vmhgfs-fuse": "VMware", "pcloud": "pCloud",
}  # fmt: skip

# Folders by whose name their program is known: the whole name, or what it begins with before a space or a hyphen.
_NAMED = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive", "googledrive": "Google Drive",
    "icloud drive": "iCloud", "iclouddrive": "iCloud", "com~apple~clouddocs": "iCloud", "mobile documents": "iCloud",
    "nextcloud": "Nextcloud", "owncloud": "ownCloud", "pcloud drive": "pCloud", "pclouddrive": "pCloud",
    "pcloud sync": "pCloud", "pcloudsync": "pCloud", "kdrive": "kDrive", "seafile": "Seafile", "megasync": "MEGA",
    "box sync": "Box", "synologydrive": "Synology Drive", "synology drive": "Synology Drive",
    "proton drive": "Proton Drive", "tresorit": "Tresorit", "syncthing": "Syncthing",
}  # fmt: skip
# What a program leaves in the folder that it keeps in step.
_MARKERS = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".stignore": "Syncthing",
    ".owncloudsync.log": "ownCloud", ".nextcloudsync.log": "Nextcloud", ".sync-exclude.lst": "Nextcloud",
    ".tmp.drivedownload": "Google Drive", ".tmp.driveupload": "Google Drive", ".seafile-data": "Seafile",
    "seafile-ignore.txt": "Seafile", ".megaignore": "MEGA", ".synologyworkingdirectory": "Synology Drive",
    ".synologyworkingdir": "Synology Drive",
}  # fmt: skip
_JOURNAL_OF_SYNC = re.compile(r"\.?_?\.?_?sync_[0-9a-f]+\.db(-wal|-shm)?", re.IGNORECASE)
_CLOUD_STORAGE = "cloudstorage"
"""The folder of macOS in which every such program has its own: "Library/CloudStorage/Dropbox", "OneDrive-Shop"."""

_OWN_NAMES = frozenset(
    ("base.db", "base.db-wal", "base.db-shm", "base.db-journal", "keyring.json", "keyring.previous.json", "backups")
)
# "base (Léa's conflicted copy 2026-11-21).db", "(Copie en conflit de …)", "base.sync-conflict-…", "base_conflict-…",
# "base (SFConflict …)", "base [conflicted].db".
_CONFLICT = re.compile(r"conflict|conflit|konflikt|conflicto", re.IGNORECASE)
# "base (1).db" of Google Drive and Windows, "base-COMPTOIR.db" of OneDrive, "keyring 2.json" of iCloud.
_ANOTHER = re.compile(r"(base|keyring)([ -]\S.*| ?\(.+\)| \d+)\.(db|json)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mount:
    """A line of the table of mounts: where, and what kind of file system."""

    point: str
    kind: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What was found of a path. `names` holds what lies in each folder above it that could be read, by its path."""

    path: str
    """Absolute, as the system writes it."""
    mounts: Sequence[Mount] = ()
    names: Mapping[str, Sequence[str]] | None = None
    on_windows: bool = False
    remote_drive: bool = False
    """Windows: whether the drive's letter is that of a share."""
    synced_folders: Mapping[str, str] | None = None
    """Folders that the system itself says are kept in step, and by whom: OneDrive's, by its variables."""


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where a file lies: `kind` DISK, NETWORK or SYNCED; `by` whom ("SMB", "Dropbox"); the folder that it is about."""

    kind: str = DISK
    by: str = ""
    folder: str = ""

    @property
    def is_safe(self) -> bool:
        """Whether nothing is to be told."""
        return self.kind == DISK


def judge_place(facts: PlaceFacts) -> FilePlace:
    """Where the path lies. The network comes first: what is kept in step there is in both dangers."""
    return _on_network(facts) or _in_step(facts) or FilePlace()


def _on_network(facts: PlaceFacts) -> FilePlace | None:
    if facts.on_windows:
        path = PureWindowsPath(facts.path)
        drive = path.drive
        if drive.startswith(("\\\\?\\", "\\\\.\\")):
            is_share = drive[4:].upper().startswith("UNC\\")
        else:
            is_share = drive.startswith("\\\\")
        return FilePlace(NETWORK, "SMB", drive) if is_share or facts.remote_drive else None
    mount = mount_of(facts.path, facts.mounts)
    by = "" if mount is None else _remote_name(mount)
    return FilePlace(NETWORK, by, mount.point) if mount is not None and by else None


def mount_of(path: str, mounts: Sequence[Mount]) -> Mount | None:
    """The mount that a path lies on: the longest point above it, of two on the same point the last one mounted."""
    above = [
        (len(mount.point.rstrip("/")), number)
        for number, mount in enumerate(mounts)
        if path == mount.point or path.startswith(mount.point.rstrip("/") + "/")
    ]
    return mounts[max(above)[1]] if above else None


def _remote_name(mount: Mount) -> str:
    """By what another computer's disk is reached; "" for one of this computer."""
    kind = mount.kind.lower()
    if kind in ("fuse", "macfuse", "osxfuse"):
        # Without the name of its program: what it shows is told by where it comes from.
        return "FUSE" if re.match(r"[\w.-]+@|[\w.+-]+:|//", mount.source) else ""
    if kind.startswith("fuse."):
        program = kind.removeprefix("fuse.")
        return "" if program in _LOCAL_FUSE else _FUSE_NAMES.get(program, program)
    # The whole disk of a virtual machine or of a container is its own, by whatever it is given; so is what has no name
    # there ("none"), while a share has one ("C:\\", "hote").
    is_own = kind in _OF_MACHINES and (mount.point == "/" or mount.source in ("", "none"))
    return "" if is_own else _REMOTE.get(kind, "")


def _in_step(facts: PlaceFacts) -> FilePlace | None:
    kind = PureWindowsPath if facts.on_windows else PurePosixPath
    path = kind(facts.path)
    for folder in path.parents:
        for known, by in (facts.synced_folders or {}).items():
            if str(folder).casefold() == known.casefold().rstrip("\\/"):
                return FilePlace(SYNCED, by, str(folder))
        by = _named(folder.name) or _cloud_storage(folder)
        if by:
            return FilePlace(SYNCED, by, str(folder))
    for folder in (path, *path.parents):
        for name in (facts.names or {}).get(str(folder), ()):
            by = _MARKERS.get(name.lower(), "") or ("Nextcloud" if _JOURNAL_OF_SYNC.fullmatch(name) else "")
            if by:
                return FilePlace(SYNCED, by, str(folder))
    return None


def _named(folder: str) -> str:
    """The program whose folder is called so: "Dropbox", "Dropbox (Shop)", "OneDrive - Shop", "kDrive2"."""
    name = folder.casefold()
    whole = _NAMED.get(name)
    if whole:
        return whole
    begun = re.split(r"\s+-\s|\s*\(|\d+$", name, maxsplit=1)[0].strip()
    return _NAMED.get(begun, "")


def _cloud_storage(folder: PurePosixPath | PureWindowsPath) -> str:
    """The program of a folder in macOS's own place for them: "GoogleDrive-lea@example.org"."""
    if folder.parent.name.casefold() != _CLOUD_STORAGE:
        return ""
    return folder.name.partition("-")[0]


def conflict_copies(names: Sequence[str]) -> tuple[str, ...]:
    """Of the names in the folder of a file, other versions of its files that a program put beside them."""
    found = (
        name
        for name in names
        if name.lower() not in _OWN_NAMES
        and name.lower().startswith(("base", "keyring"))
        and (_CONFLICT.search(name) or _ANOTHER.fullmatch(name))
    )
    return tuple(sorted(found))
