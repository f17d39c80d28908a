"""enduse: know where your shipment really ends up."""

__version__ = "0.1.0"
