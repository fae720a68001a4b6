"""Hours of random work and random trouble; nothing may be lost or doubled, and the account must add up."""
