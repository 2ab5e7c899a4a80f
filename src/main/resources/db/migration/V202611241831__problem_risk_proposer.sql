-- Who proposed to accept the risk does not approve it.
ALTER TABLE problems ADD COLUMN risk_proposed_by uuid;
ALTER TABLE problems ADD FOREIGN KEY (risk_proposed_by, tenant_id) REFERENCES users (id, tenant_id);
