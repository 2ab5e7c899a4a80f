-- What a tenant's owner wrote in the place of a shipped text of a notice; null where the shipped one holds.
CREATE TABLE notice_texts (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    kind       varchar(64) NOT NULL,
    title_ja   varchar(200),
    body_ja    varchar(4000),
    title_en   varchar(200),
    body_en    varchar(4000),
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, kind),
    CHECK ((title_ja IS NULL) = (body_ja IS NULL)),
    CHECK ((title_en IS NULL) = (body_en IS NULL))
);
SELECT secure_tenant_table('notice_texts');
