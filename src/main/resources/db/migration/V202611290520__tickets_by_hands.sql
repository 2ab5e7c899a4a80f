-- Tickets that somebody resolved or closed are found from what that person did.
CREATE INDEX idx_ticket_histories_status_by ON ticket_histories (changed_by, changed_at) WHERE field_name = 'status';
