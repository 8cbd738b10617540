CREATE TABLE "series_pattern" ("id" INTEGER NOT NULL PRIMARY KEY,
    "series_id" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    FOREIGN KEY ("series_id") REFERENCES "series" ("id") ON DELETE CASCADE);
CREATE UNIQUE INDEX "series_pattern_series_id" ON "series_pattern" ("series_id");
