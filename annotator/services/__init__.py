"""The processes that belong to the desk: Label Studio and what keeps it up."""
