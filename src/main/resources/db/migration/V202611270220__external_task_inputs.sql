-- What goes out to whoever does an external task, as long as that waits: no variable of the engine's, which more people may read.
CREATE TABLE external_task_inputs (
    tenant_id    uuid         NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    execution_id varchar(64)  NOT NULL,
    name         varchar(255) NOT NULL,
    value        jsonb        NOT NULL,
    PRIMARY KEY (execution_id, name)
);
SELECT secure_tenant_table('external_task_inputs');
