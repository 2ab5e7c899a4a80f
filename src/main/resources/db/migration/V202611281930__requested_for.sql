-- People ask for colleagues: whom it is for is a person, who is told and may read it.
ALTER TABLE requests ADD COLUMN requested_for_id uuid;
ALTER TABLE requests ADD FOREIGN KEY (requested_for_id, tenant_id) REFERENCES users (id, tenant_id);
CREATE INDEX idx_requests_requested_for ON requests (tenant_id, requested_for_id) WHERE requested_for_id IS NOT NULL;
