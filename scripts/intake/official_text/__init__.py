"""From the text of a regulation that an office holds to the page of its edition."""
