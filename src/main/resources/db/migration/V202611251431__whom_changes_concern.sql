-- Who carries out a change, or may vote on it, reads it even where it is confidential.
CREATE INDEX idx_changes_implementer ON changes (tenant_id, implementer_id) WHERE implementer_id IS NOT NULL;
CREATE INDEX idx_change_seats_member ON change_seats (member_id);
