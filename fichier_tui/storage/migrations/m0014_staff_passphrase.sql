ALTER TABLE "staff" ADD COLUMN "passphrase_at" TEXT;
