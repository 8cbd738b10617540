"""What may go wrong with a machine, and that nothing acknowledged is lost by it (docs/faults.md)."""
