"""Which versions of an annotation somebody other than its author made."""

VERSIONS_BY_OTHERS = """
-- Edits and deletions, and first versions in another's name. Derived from the record by the trigger,
-- so that each poll can see whether one of the few stands without reading the many.
create table versions_by_others (
    annotation_id integer not null,
    version integer not null,
    primary key (annotation_id, version),
    foreign key (annotation_id, version) references annotation_versions
) strict, without rowid;

create trigger note_version_by_another after insert on annotation_versions
when new.changed_by <> (select person_id from annotations where annotation_id = new.annotation_id)
begin
    insert into versions_by_others values (new.annotation_id, new.version);
end;
"""

FILLING_VERSIONS_BY_OTHERS = """
insert into versions_by_others
    select annotation_id, version from annotation_versions v join annotations a using (annotation_id)
    where v.changed_by <> a.person_id;
"""
