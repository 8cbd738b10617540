-- Of a file about one contact alone, whose it is: when the person is erased, the name of the file goes too.
ALTER TABLE "export_record" ADD COLUMN "contact_id" INTEGER;
