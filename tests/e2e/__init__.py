"""The whole house at once: real server, real browser, real commands."""
