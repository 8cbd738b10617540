"""The screens, the widgets and the words: the only room that knows Textual and Rich."""
