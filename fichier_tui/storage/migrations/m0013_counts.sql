-- What segments count of purchases and consents is told by an index alone, without the rows.
DROP INDEX "purchase_contact_id_day";
CREATE INDEX "purchase_contact_id_day_amount_cents" ON "purchase" ("contact_id", "day", "amount_cents");
DROP INDEX "purchase_product_id";
CREATE INDEX "purchase_product_id_day_contact_id" ON "purchase" ("product_id", "day", "contact_id");
CREATE INDEX "consent_channel_contact_id_day_recorded_at_state_medium" ON "consent" ("channel", "contact_id", "day", "recorded_at", "state", "medium");
