"""The segment as sentences under a cursor: conditions are added, changed, negated, grouped there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from fichier_tui.domain.segment import EVERYBODY, And, Node, Not, SameEvent, editing
from fichier_tui.domain.segment.editing import Edited, Path
from fichier_tui.i18n import N_, _
from fichier_tui.ui import keys
from fichier_tui.ui.safe import shown
from fichier_tui.ui.segment_words import Labels, outermost_sentence, piece_sentence
from fichier_tui.ui.widgets.marked_options import MarkedOptions

ADD = keys.Key(
    "segments.add",
    "a,insert",
    "add",
    N_("Add a condition"),
    N_("Add"),
    N_("One more condition after this one; in a group, at its end."),
    rank=11,
    synonyms=N_("new condition"),
)
CHANGE = keys.Key(
    "segments.change",
    "enter",
    "change",
    N_("Change the value"),
    N_("Change"),
    N_("Another value, or another field."),
    rank=12,
)
INTO = keys.Key(
    "segments.into_group",
    "enter",
    "change",
    N_("Go to its conditions"),
    N_("Go in"),
    N_("From the line of a group to the first of its conditions; O chooses between all of them and one of them."),
    rank=12,
    in_footer=False,
)
REMOVE = keys.Key(
    "segments.remove_condition",
    "delete",
    "remove",
    N_("Take away"),
    "",
    N_("This condition, or the whole group under the cursor."),
    rank=13,
    synonyms=N_("delete erase"),
)
NEGATE = keys.Key(
    "segments.negate", "n", "negate", N_("Not"), "", N_("The contrary: those who do not meet it."), rank=14
)
TURN = keys.Key(
    "segments.turn",
    "o",
    "turn",
    N_("And / or"),
    "",
    N_("This group: everything in it must be met, or one thing is enough."),
    rank=16,
)
GROUP = keys.Key(
    "segments.group",
    "g",
    "group",
    N_("Group with the next"),
    N_("Group"),
    N_("This condition and the next one make a group: one of the two is enough."),
    rank=17,
)
UNGROUP = keys.Key(
    "segments.ungroup",
    "u",
    "ungroup",
    N_("Open the group"),
    N_("Ungroup"),
    N_("Its conditions join the others."),
    rank=18,
)
JOINT = 4
"""Cells for "and", "or", "et", "ou" before a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a piece of the segment, how deep it stands, and the joint before it."""

    path: Path
    node: Node
    joint: str


def lines_of(tree: Node) -> list[Line]:
    """The pieces of a segment from top to bottom, the outermost group first."""

    def below(node: Node, path: Path) -> Iterator[Line]:
        whole = editing.positive(node)
        joint = N_("and") if isinstance(whole, And | SameEvent) else N_("or")
        for place, part in enumerate(editing.parts_of(node)):
            yield Line((*path, place), part, joint if place else "")
            yield from below(part, (*path, place))

    outermost = editing.outermost(tree)
    return [Line((), outermost, ""), *below(outermost, ())]


class ConditionList(MarkedOptions):
    """The sentences. It holds the tree, changes it by its keys, and tells."""

    BINDINGS = keys.bindings(ADD, CHANGE, REMOVE, NEGATE, TURN, GROUP, UNGROUP)
    DEFAULT_CSS = """
    ConditionList, ConditionList:focus {
        height: 1fr; border: none; padding: 0; background: $surface; background-tint: $foreground 0%;
        scrollbar-size-vertical: 1;
    }
    """

    class Changed(Message):
        """The tree was changed here, by a key."""

        def __init__(self, tree: Node) -> None:
            super().__init__()
            self.tree = tree

    class Asked(Message):
        """A condition is wanted: a new one, or another in the place of the one at `path`."""

        def __init__(self, path: Path, new: bool) -> None:
            super().__init__()
            self.path = path
            self.new = new

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.segment_tree: Node = EVERYBODY
        self.labels: Labels = {}
        self.lines: list[Line] = lines_of(EVERYBODY)

    @property
    def path(self) -> Path:
        """The piece under the cursor."""
        place = self.highlighted or 0
        return self.lines[place].path if place < len(self.lines) else ()

    def show(self, tree: Node, path: Path | None = None) -> None:
        """Show this tree, the cursor on the piece at `path`, or where it was."""
        tree, path = editing.settled(tree, self.path if path is None else path)
        self.segment_tree, self.lines = tree, lines_of(tree)
        self.clear_options()
        self.add_options([Option(self._drawn(line)) for line in self.lines])
        self.highlighted = next((place for place, line in enumerate(self.lines) if line.path == path), 0)

    def _drawn(self, line: Line) -> Content:
        if not line.path:
            whole = editing.outermost(line.node)
            return shown(outermost_sentence(whole), "bold")
        joint = _(line.joint).rjust(JOINT) if line.joint else " " * JOINT
        indent = "   " * (len(line.path) - 1)
        words = shown(piece_sentence(line.node, self.labels))
        if isinstance(line.node, Not):
            words = Content.assemble(shown(_("not"), "bold $text-warning"), " ", words)
        return Content.assemble(indent, shown_joint(joint), " ", words)

    def edit(self, edited: Edited) -> None:
        """Take a changed tree, and tell it where it differs."""
        tree, path = editing.settled(*edited)
        differs = tree != self.segment_tree
        self.show(tree, path)
        if differs:
            self.post_message(self.Changed(tree))

    @property
    def on_group(self) -> bool:
        """Whether the cursor is on the line of a group, whose conditions stand below."""
        return bool(editing.parts_of(editing.node_at(self.segment_tree, self.path)))

    def action_add(self) -> None:
        """A."""
        self.post_message(self.Asked(self.path, new=True))

    def action_change(self) -> None:
        """Enter: the value under the cursor; from the line of a group on to its conditions, for only O turns all its
        "and" into "or"; with no condition yet, the first."""
        node = editing.node_at(self.segment_tree, self.path)
        if not editing.parts_of(node) and not self.path:
            self.action_add()
        elif editing.parts_of(node):
            self.action_cursor_down()
        else:
            self.post_message(self.Asked(self.path, new=False))

    def action_remove(self) -> None:
        """Delete."""
        self.edit(editing.removed(self.segment_tree, self.path))

    def action_negate(self) -> None:
        """N."""
        self.edit(editing.negated(self.segment_tree, self.path))

    def action_turn(self) -> None:
        """O."""
        self.edit(editing.turned(self.segment_tree, self.path))

    def action_group(self) -> None:
        """G."""
        self.edit(editing.grouped(self.segment_tree, self.path))

    def action_ungroup(self) -> None:
        """U."""
        self.edit(editing.ungrouped(self.segment_tree, self.path))


def shown_joint(joint: str) -> Content:
    """ "and", "or", muted: the conditions are what is read."""
    return Content(joint).stylize("$text-muted")
