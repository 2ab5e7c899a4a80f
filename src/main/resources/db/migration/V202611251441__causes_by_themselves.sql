-- What is removed with its parent is removed one by one, so that each is on record.
ALTER TABLE problem_causes
    DROP CONSTRAINT problem_causes_parent_id_problem_id_fkey,
    DROP CONSTRAINT problem_causes_parent_id_tenant_id_fkey,
    ADD FOREIGN KEY (parent_id, problem_id) REFERENCES problem_causes (id, problem_id),
    ADD FOREIGN KEY (parent_id, tenant_id) REFERENCES problem_causes (id, tenant_id);
