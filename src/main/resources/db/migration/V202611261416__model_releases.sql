-- Why a deployment was made, and by whom; what the platform deploys, everybody may read.
CREATE TABLE model_releases (
    deployment_id varchar(64)  NOT NULL PRIMARY KEY,
    tenant_id     uuid         REFERENCES tenants (id) ON DELETE CASCADE,
    comment       varchar(2000),
    deployed_by   varchar(100),
    undoes        varchar(64)
);

SELECT secure_tenant_table('model_releases');
CREATE POLICY shared_models ON model_releases FOR SELECT USING (tenant_id IS NULL);

-- Variants that their owners have given up: up to which version a tenant follows the shared model again.
CREATE TABLE model_variants_left (
    tenant_id uuid         NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    owner     varchar(32)  NOT NULL,
    kind      varchar(16)  NOT NULL,
    key       varchar(255) NOT NULL,
    version   integer      NOT NULL,
    PRIMARY KEY (tenant_id, kind, key)
);

SELECT secure_tenant_table('model_variants_left');

-- A tenant's own second version is not the shared second version.
ALTER TABLE model_faults ADD COLUMN own boolean NOT NULL DEFAULT false;
DO $$
DECLARE
    old text;
BEGIN
    SELECT conname INTO old FROM pg_constraint WHERE conrelid = 'model_faults'::regclass AND contype = 'u';
    EXECUTE format('ALTER TABLE model_faults DROP CONSTRAINT %I', old);
END
$$;
ALTER TABLE model_faults ADD CONSTRAINT model_faults_once
    UNIQUE (tenant_id, process_key, version, own, element, code, hour);
