"""One file a component of the design's section 8; widgets know no service."""
