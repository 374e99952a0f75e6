"""What all engines on the network share: patience, faults, and whether a service is well."""
