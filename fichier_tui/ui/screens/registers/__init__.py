"""What the RGPD centre opens besides requests: retention, registers, fields, notes to go through, the notice."""
