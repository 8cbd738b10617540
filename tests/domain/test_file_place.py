"""Where a file lies: every kind of share and of folder kept in step is told, and no disk of this computer is."""

from __future__ import annotations

import pytest

from fichier_tui.domain.file_place import (
    DISK,
    NETWORK,
    SYNCED,
    FilePlace,
    Mount,
    PlaceFacts,
    conflict_copies,
    judge_place,
)

MOUNTS = (
    Mount("/", "ext4", "/dev/sda2"),
    Mount("/home", "btrfs", "/dev/sda3"),
    Mount("/media/lea/CLE", "vfat", "/dev/sdb1"),
    Mount("/media/lea/DISQUE", "fuseblk", "/dev/sdc1"),
    Mount("/home/lea/prive", "fuse.gocryptfs", "/home/lea/.prive"),
    Mount("/srv/nas", "nfs4", "nas:/export"),
    Mount("/mnt/partage", "cifs", "//serveur/partage"),
    Mount("/home/lea/ssh", "fuse.sshfs", "lea@serveur:"),
    Mount("/home/lea/nuage", "fuse.rclone", "drive:"),
    Mount("/home/lea/dav", "fuse", "https://nuage.example.org/dav"),
    Mount("/run/user/1000/gvfs", "fuse.gvfsd-fuse", "gvfsd-fuse"),
    Mount("/mnt/c", "9p", "C:\\"),
    Mount("/media/sf_partage", "vboxsf", "partage"),
    Mount("/mnt/hgfs", "fuse.vmhgfs-fuse", "vmhgfs-fuse"),
    Mount("/mnt/autre", "fuse.inconnu", "quelque part"),
    Mount("/Volumes/partage", "smbfs", "//lea@serveur/partage"),
    Mount("/Volumes/afp", "afpfs", "//lea@serveur/afp"),
    Mount("/srv/nas/disque", "xfs", "/dev/sdd1"),
)


@pytest.mark.parametrize(
    ("path", "by"),
    [
        ("/srv/nas/Boutique.fichier", "NFS"),
        ("/mnt/partage/compta/Boutique.fichier", "SMB"),
        ("/home/lea/ssh/Boutique.fichier", "SSHFS"),
        ("/home/lea/nuage/Boutique.fichier", "rclone"),
        ("/home/lea/dav/Boutique.fichier", "FUSE"),
        ("/run/user/1000/gvfs/smb-share:server=nas/Boutique.fichier", "GVfs"),
        ("/mnt/c/Users/lea/Boutique.fichier", "9P"),
        ("/media/sf_partage/Boutique.fichier", "VirtualBox"),
        ("/mnt/hgfs/partage/Boutique.fichier", "VMware"),
        ("/mnt/autre/Boutique.fichier", "inconnu"),
        ("/Volumes/partage/Boutique.fichier", "SMB"),
        ("/Volumes/afp/Boutique.fichier", "AFP"),
    ],
)
def test_a_share_is_told_by_what_it_is_reached(path: str, by: str) -> None:
    place = judge_place(PlaceFacts(path, MOUNTS))
    assert (place.kind, place.by) == (NETWORK, by)
    assert path.startswith(place.folder)


@pytest.mark.parametrize(
    "path",
    [
        "/home/lea/Documents/Boutique.fichier",
        "/media/lea/CLE/Boutique.fichier",
        "/media/lea/DISQUE/Boutique.fichier",
        "/home/lea/prive/Boutique.fichier",
        "/srv/nas-local/Boutique.fichier",
        "/srv/nas/disque/Boutique.fichier",
        "/home/lea/Dropbox.fichier",
        "/home/lea/nextcloud-ancien/Boutique.fichier",
        "/home/lea/Documents/Onedrivers/Boutique.fichier",
    ],
)
def test_a_disk_of_this_computer_is_told_nothing(path: str) -> None:
    names = {"/home/lea": ("Documents", ".config", "sync.db"), path: ("base.db", "keyring.json")}
    assert judge_place(PlaceFacts(path, MOUNTS, names)) == FilePlace()


def test_the_own_disk_of_a_virtual_machine_is_no_share() -> None:
    mounts = (Mount("/", "9p", "none"), Mount("/tmp", "9p", "none"), Mount("/mnt/hote", "virtiofs", "hote"))
    assert judge_place(PlaceFacts("/home/lea/A.fichier", mounts)).is_safe
    assert judge_place(PlaceFacts("/tmp/A.fichier", mounts)).is_safe
    assert judge_place(PlaceFacts("/mnt/hote/A.fichier", mounts)).kind == NETWORK


@pytest.mark.parametrize(
    ("path", "remote", "share"),
    [
        ("\\\\serveur\\partage\\Boutique.fichier", False, True),
        ("\\\\?\\UNC\\serveur\\partage\\Boutique.fichier", False, True),
        ("\\\\wsl$\\Ubuntu\\home\\lea\\Boutique.fichier", False, True),
        ("Z:\\Boutique.fichier", True, True),
        ("C:\\Users\\lea\\Documents\\Boutique.fichier", False, False),
        ("\\\\?\\C:\\Users\\lea\\Boutique.fichier", False, False),
    ],
)
def test_shares_and_their_letters_on_windows(path: str, remote: bool, share: bool) -> None:
    place = judge_place(PlaceFacts(path, on_windows=True, remote_drive=remote))
    assert place.kind == (NETWORK if share else DISK)


@pytest.mark.parametrize(
    ("folder", "by"),
    [
        ("/home/lea/Dropbox", "Dropbox"),
        ("/home/lea/Dropbox (Chez Léa)/compta", "Dropbox"),
        ("/home/lea/Nextcloud", "Nextcloud"),
        ("/home/lea/Nextcloud2", "Nextcloud"),
        ("/home/lea/ownCloud/compta", "ownCloud"),
        ("/home/lea/pCloudDrive", "pCloud"),
        ("/home/lea/kDrive", "kDrive"),
        ("/home/lea/Seafile/Boutique", "Seafile"),
        ("/Users/lea/Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("/Users/lea/Library/CloudStorage/GoogleDrive-lea@example.org/Mon Drive", "GoogleDrive"),
        ("/Users/lea/Library/CloudStorage/OneDrive-ChezLea", "OneDrive"),
        ("/Users/lea/Google Drive", "Google Drive"),
    ],
)
def test_a_folder_kept_in_step_is_told_by_its_name(folder: str, by: str) -> None:
    assert judge_place(PlaceFacts(f"{folder}/Boutique.fichier", MOUNTS)).by == by


@pytest.mark.parametrize(
    ("marker", "by"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        ("._sync_3f2a9b1c.db", "Nextcloud"),
        (".sync_3f2a9b1c.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".stfolder", "Syncthing"),
        (".tmp.driveupload", "Google Drive"),
        (".SynologyWorkingDirectory", "Synology Drive"),
        ("seafile-ignore.txt", "Seafile"),
    ],
)
def test_a_folder_kept_in_step_is_told_by_what_its_program_leaves_there(marker: str, by: str) -> None:
    facts = PlaceFacts("/srv/boutique/compta/A.fichier", MOUNTS, {"/srv/boutique": ("compta", marker)})
    assert judge_place(facts) == FilePlace(SYNCED, by, "/srv/boutique")


def test_onedrive_is_told_by_what_windows_says_of_it() -> None:
    facts = PlaceFacts("D:\\Partage\\compta\\A.fichier", on_windows=True, synced_folders={"D:\\partage\\": "OneDrive"})
    assert judge_place(facts) == FilePlace(SYNCED, "OneDrive", "D:\\Partage")
    assert judge_place(PlaceFacts("C:\\Users\\lea\\OneDrive - Chez Léa\\A.fichier", on_windows=True)).by == "OneDrive"


CONFLICTS = (
    "base (Léa's conflicted copy 2026-11-21).db",
    "base (Copie en conflit de COMPTOIR 2026-11-21).db",
    "base (conflicted copy 2026-11-21 101010).db",
    "base_conflict-20261121-101010.db",
    "base.sync-conflict-20261121-101010-ABCDEFG.db",
    "base (SFConflict lea@example.org 2026-11-21-10-10-10).db",
    "base [conflicted].db",
    "base (1).db",
    "base-COMPTOIR.db",
    "base 2.db",
    "base.db-wal (Copie en conflit de COMPTOIR 2026-11-21)",
    "keyring (conflicted copy 2026-11-21 101010).json",
    "keyring 2.json",
)
OWN = ("base.db", "base.db-wal", "base.db-shm", "base.db-journal", "keyring.json", "keyring.previous.json", "backups",
       "base.next.db", ".base.db.part", "keyring.json.1f3a.part")  # fmt: skip


def test_copies_in_conflict_are_named_and_nothing_of_the_files_own() -> None:
    assert set(conflict_copies([*OWN, *CONFLICTS])) == set(CONFLICTS)
