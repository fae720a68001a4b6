"""What an alarm is about, for pages that say it in the reader's language."""

ALARM_PARTICULARS = """
-- JSON object; empty for alarms from before, of which only `detail` tells
alter table alarms add column particulars text not null default '{}' check (json_valid(particulars));
"""
