"""What was counted or measured: figures and polls."""
