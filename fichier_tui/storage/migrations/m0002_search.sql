CREATE VIRTUAL TABLE "contact_words" USING fts5(
    text, content='', contentless_delete=1, prefix='2', tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE "contact_words_vocabulary" USING fts5vocab("contact_words", "row");
