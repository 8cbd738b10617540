"""Our colours: warm paper by day, deep slate by night, and black and white for tired eyes.

One accent (lake green) says where one is; everything else is ink. Every pair that is drawn is listed in `PAIRS`, and a
test computes its contrast: at least 4.5:1, and 7:1 in the high-contrast theme. Never colour alone: a mark goes with it.
"""

from __future__ import annotations

from textual.theme import Theme

from fichier_tui.i18n import N_

PAPER = "paper"
SLATE = "slate"
CONTRAST = "contrast"
DEFAULT_THEME = SLATE
NAMES: dict[str, str] = {
    PAPER: N_("Light (paper)"),
    SLATE: N_("Dark (slate)"),
    CONTRAST: N_("High contrast"),
}


def _theme(name: str, *, dark: bool, colours: dict[str, str]) -> Theme:
    """A theme of Textual's from our few colours; the rest of its variables are derived from them here."""
    ink, muted, accent = colours["ink"], colours["muted"], colours["accent"]
    surface, panel, chosen = colours["surface"], colours["panel"], colours["chosen"]
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=colours["second"],
        accent=accent,
        foreground=ink,
        background=colours["background"],
        surface=surface,
        panel=panel,
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        text_alpha=1.0,
        variables={
            "text-muted": muted,
            "text-disabled": muted,
            "foreground-muted": muted,
            "foreground-disabled": muted,
            "text-primary": accent,
            "text-accent": accent,
            "text-success": colours["success"],
            "text-warning": colours["warning"],
            "text-error": colours["error"],
            "line": colours["line"],
            "chosen": chosen,
            "chosen-ink": colours["chosen_ink"],
            "block-cursor-background": chosen,
            "block-cursor-foreground": colours["chosen_ink"],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": panel,
            "block-cursor-blurred-foreground": ink,
            "block-cursor-blurred-text-style": "bold",
            "block-hover-background": panel,
            "border": accent,
            "border-blurred": colours["line"],
            "scrollbar": colours["line"],
            "scrollbar-hover": accent,
            "scrollbar-active": accent,
            "scrollbar-background": surface,
            "scrollbar-background-hover": surface,
            "scrollbar-background-active": surface,
            "scrollbar-corner-color": surface,
            "input-cursor-background": ink,
            "input-cursor-foreground": surface,
            "input-cursor-text-style": "none",
            "input-selection-background": chosen,
            "input-selection-foreground": colours["chosen_ink"],
            "screen-selection-background": chosen,
            "screen-selection-foreground": colours["chosen_ink"],
            "footer-background": panel,
            "footer-foreground": ink,
            "footer-key-foreground": accent,
            "footer-key-background": panel,
            "footer-description-foreground": ink,
            "footer-description-background": panel,
            "footer-item-background": panel,
            "button-color-foreground": colours["chosen_ink"],
            "button-foreground": ink,
            "button-focus-text-style": "bold underline",
            "link-color": accent,
            "link-background": surface,
        },
    )


THEMES: dict[str, Theme] = {
    PAPER: _theme(
        PAPER,
        dark=False,
        colours={
            "background": "#F4EEE2",
            "surface": "#FBF8F1",
            "panel": "#EBE3D3",
            "ink": "#2A2824",
            "muted": "#655F54",
            "line": "#CFC4AE",
            "accent": "#17616A",
            "second": "#7A4A22",
            "chosen": "#17616A",
            "chosen_ink": "#FFFDF8",
            "success": "#2C673B",
            "warning": "#7D5200",
            "error": "#9E2A2B",
        },
    ),
    SLATE: _theme(
        SLATE,
        dark=True,
        colours={
            "background": "#171C22",
            "surface": "#1D232B",
            "panel": "#272F39",
            "ink": "#E6E3DC",
            "muted": "#A3A9B1",
            "line": "#3F4A57",
            "accent": "#86C9BC",
            "second": "#D8B48A",
            "chosen": "#2F5D5B",
            "chosen_ink": "#FBFAF6",
            "success": "#9CCB8E",
            "warning": "#E6C07A",
            "error": "#F19A90",
        },
    ),
    CONTRAST: _theme(
        CONTRAST,
        dark=True,
        colours={
            "background": "#000000",
            "surface": "#000000",
            "panel": "#141414",
            "ink": "#FFFFFF",
            "muted": "#D6D6D6",
            "line": "#8A8A8A",
            "accent": "#FFE066",
            "second": "#9FE8FF",
            "chosen": "#FFE066",
            "chosen_ink": "#000000",
            "success": "#9BF29B",
            "warning": "#FFD08A",
            "error": "#FFB3AD",
        },
    ),
}

# (text, ground) by name of theme variable: every pair of colours that the screens draw.
GROUNDS = ("background", "surface", "panel")
INKS = (
    "foreground",
    "text-muted",
    "text-disabled",
    "accent",
    "secondary",
    "success",
    "warning",
    "error",
    "text-accent",
    "text-success",
    "text-warning",
    "text-error",
    "footer-key-foreground",
    "footer-description-foreground",
)
PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ground in GROUNDS for ink in INKS),
    ("chosen-ink", "chosen"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("button-color-foreground", "chosen"),
)
