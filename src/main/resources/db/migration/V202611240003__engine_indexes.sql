-- Indexes the engine's own scripts leave out and its work needs.

-- job acquisition: timers by due date, jobs before timers
CREATE INDEX nagare_idx_job_acquisition ON act_ru_job (type_ DESC, duedate_ ASC);

-- sorting of the task list
CREATE INDEX nagare_idx_task_due_date ON act_ru_task (due_date_);
CREATE INDEX nagare_idx_task_priority ON act_ru_task (priority_);

-- running and ended instances of one definition
CREATE INDEX nagare_idx_hi_procinst_end ON act_hi_procinst (proc_def_id_, end_time_);

-- short-lived rows: clean up long before a fifth of the table is dead, leave room for updates in place
ALTER TABLE act_ru_execution SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 85);
ALTER TABLE act_ru_job SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 85);
ALTER TABLE act_ru_task SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 85);
ALTER TABLE act_ru_variable SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 85);
