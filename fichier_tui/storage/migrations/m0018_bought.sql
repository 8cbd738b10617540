-- What segments ask of the days of purchases is told by the summary; the lines of a consent stand in the index in the order in which they hold.
ALTER TABLE "contact_summary" ADD COLUMN "paid_cents" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "contact_summary" ADD COLUMN "bought_months" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "contact_summary" ADD COLUMN "bought_weekdays" INTEGER NOT NULL DEFAULT 0;
UPDATE "contact_summary" SET ("paid_cents", "bought_months", "bought_weekdays") = (
    SELECT SUM(MAX("amount_cents", 0)), SUM(DISTINCT 1 << (CAST(substr("day", 6, 2) AS INTEGER) - 1)),
        SUM(DISTINCT 1 << CAST(strftime('%w', "day") AS INTEGER))
    FROM "purchase" WHERE "purchase"."contact_id" = "contact_summary"."contact_id"
) WHERE "contact_id" IN (SELECT "contact_id" FROM "purchase");
DROP INDEX "consent_channel_contact_id_day_recorded_at_state_medium";
CREATE INDEX "consent_channel_contact_id_day_recorded_at_id_state_medium" ON "consent" ("channel", "contact_id", "day", "recorded_at", "id", "state", "medium");
