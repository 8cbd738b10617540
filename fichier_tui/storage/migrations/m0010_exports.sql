ALTER TABLE "export_record" ADD COLUMN "channel" VARCHAR(255);
ALTER TABLE "export_record" ADD COLUMN "aim" VARCHAR(255);
ALTER TABLE "export_record" ADD COLUMN "left_out" TEXT;
