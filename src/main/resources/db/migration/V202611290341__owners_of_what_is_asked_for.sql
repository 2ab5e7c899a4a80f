-- Who owned what a request is about when it was asked is entrusted with it, not whoever becomes its owner later.
ALTER TABLE requests ADD COLUMN item_owner_id uuid;
ALTER TABLE requests ADD FOREIGN KEY (item_owner_id, tenant_id) REFERENCES users (id, tenant_id);
CREATE INDEX idx_requests_item_owner ON requests (tenant_id, item_owner_id) WHERE item_owner_id IS NOT NULL;

UPDATE requests q SET item_owner_id = c.owner_user_id
  FROM tickets t JOIN configuration_items c ON c.id = t.ci_ids[1] WHERE t.id = q.id AND c.owner_user_id IS NOT NULL;
