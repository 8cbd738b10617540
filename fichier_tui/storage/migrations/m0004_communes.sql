CREATE TABLE "town" ("id" INTEGER NOT NULL PRIMARY KEY,
    "insee" VARCHAR(255) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "key" VARCHAR(255) NOT NULL,
    "postcode" VARCHAR(255) NOT NULL,
    "area" VARCHAR(255) NOT NULL);
CREATE TABLE "town_figure" ("id" INTEGER NOT NULL PRIMARY KEY,
    "name" VARCHAR(255) NOT NULL,
    "insee" VARCHAR(255) NOT NULL,
    "hundredths" INTEGER NOT NULL);
CREATE INDEX "town_insee" ON "town" ("insee");
CREATE INDEX "town_postcode" ON "town" ("postcode");
CREATE INDEX "town_key_area" ON "town" ("key", "area");
CREATE UNIQUE INDEX "town_figure_name_insee" ON "town_figure" ("name", "insee");
