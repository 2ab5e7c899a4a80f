-- What people ask for; which types there are is up to the deployed models.
CREATE SEQUENCE request_number_seq;
CREATE TABLE requests (
    id           uuid PRIMARY KEY,
    -- the bound tenant: Hibernate writes it to tickets only
    tenant_id    uuid        NOT NULL DEFAULT current_setting('nagare.tenant')::uuid,
    request_type varchar(60) NOT NULL,
    FOREIGN KEY (id, tenant_id) REFERENCES tickets (id, tenant_id)
);
CREATE INDEX idx_requests_type ON requests (tenant_id, request_type);
SELECT secure_tenant_table('requests');

ALTER TABLE users ADD COLUMN manager_id uuid;
ALTER TABLE users ADD FOREIGN KEY (manager_id, tenant_id) REFERENCES users (id, tenant_id);
CREATE INDEX idx_users_manager ON users (manager_id) WHERE manager_id IS NOT NULL;

-- who asks answers to somebody, and what is asked for may have an owner: both are asked to approve
CREATE OR REPLACE VIEW users_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, username, first_name, last_name, manager_id FROM users;
CREATE OR REPLACE VIEW configuration_items_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, name, owner_user_id FROM configuration_items;
