-- Courses of tickets by which an owner tries changed models; nothing of a person is kept in them.
CREATE TABLE model_cases (
    id          uuid         NOT NULL PRIMARY KEY,
    tenant_id   uuid         NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    name        varchar(100) NOT NULL,
    process     varchar(255) NOT NULL,
    course      jsonb        NOT NULL,
    whole       boolean      NOT NULL,
    recorded_at timestamptz  NOT NULL,
    created_at  timestamptz  NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, name)
);

SELECT secure_tenant_table('model_cases');
