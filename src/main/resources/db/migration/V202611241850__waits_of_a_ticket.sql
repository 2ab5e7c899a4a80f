-- What waits on one ticket is found by its instance, and what hangs under a task by the task; the engine's scripts index neither,
-- so both were read from end to end with each reading and each action.
CREATE INDEX nagare_idx_event_subscr_instance ON act_ru_event_subscr (proc_inst_id_);
CREATE INDEX nagare_idx_task_parent ON act_ru_task (parent_task_id_);
