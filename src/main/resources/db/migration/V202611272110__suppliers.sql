-- Suppliers, and what was agreed with them about services and other configuration items.
CREATE TABLE suppliers (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    name          varchar(200) NOT NULL,
    contact_email varchar(255),
    contact_phone varchar(100),
    portal_url    varchar(2000),
    is_active     boolean NOT NULL,
    version       integer NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id)
);
CREATE UNIQUE INDEX idx_suppliers_name ON suppliers (tenant_id, lower(name));
SELECT secure_tenant_table('suppliers');

CREATE TABLE supplier_contracts (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenants (id),
    supplier_id uuid NOT NULL,
    number      varchar(100) NOT NULL,
    begins_on   date NOT NULL,
    -- null: until somebody gives notice
    ends_on     date,
    -- the last day on which notice can be given
    notice_on   date,
    terms       varchar(10000),
    ci_ids      uuid[] NOT NULL DEFAULT '{}',
    version     integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    CHECK (ends_on >= begins_on),
    CHECK (notice_on >= begins_on),
    CHECK (notice_on <= ends_on),
    FOREIGN KEY (supplier_id, tenant_id) REFERENCES suppliers (id, tenant_id)
);
CREATE UNIQUE INDEX idx_supplier_contracts_number ON supplier_contracts (supplier_id, lower(number));
CREATE INDEX idx_supplier_contracts_items ON supplier_contracts USING gin (ci_ids);
SELECT secure_tenant_table('supplier_contracts');
