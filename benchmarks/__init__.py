"""What the claims about speed rest on. Each module runs by itself and prints a Markdown table."""
