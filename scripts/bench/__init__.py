"""What is measured: prints figures, judges nothing."""
