package io.nagare.workflow;

import java.time.Duration;
import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who took which step, by the name that the engine knows. */
@Component
class WorkflowPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore
			.of("engine_history", Fate.ANONYMISED, "act_hi_actinst.assignee_", "act_hi_taskinst.assignee_",
					"act_hi_taskinst.owner_", "act_hi_procinst.start_user_id_", "act_hi_op_log.user_id_",
					"act_hi_identitylink.user_id_", "act_hi_identitylink.assigner_id_", "act_hi_comment.user_id_",
					"act_hi_attachment.user_id_", "act_hi_decinst.user_id_", "act_hi_batch.create_user_id_")
			.read("""
					SELECT id_ AS id, name_ AS name, start_time_ AS started_at, end_time_ AS ended_at FROM act_hi_taskinst
					 WHERE assignee_ = :username ORDER BY start_time_
					""")
			.rename()
			.expire(Duration.ofDays(365)),

				PersonalStore.of("models", Fate.ANONYMISED, "model_releases.deployed_by", "model_migrations.created_by")
					.read("""
							SELECT 'release' AS what, deployment_id AS id FROM model_releases WHERE deployed_by = :username
							 UNION ALL SELECT 'migration', id::text FROM model_migrations WHERE created_by = :username
							""")
					.rename(),

				PersonalStore.of("rehearsals", Fate.ANONYMISED, "rehearsals.created_by").read("""
						SELECT id, model, created_at FROM rehearsals WHERE created_by = :username ORDER BY created_at
						""").rename().purge(365, "DELETE FROM rehearsals WHERE created_at < :before"),

				PersonalStore
					.of("work_in_engine", Fate.EXPIRES, "act_ru_task.assignee_", "act_ru_task.owner_",
							"act_ru_identitylink.user_id_", "act_ru_variable.text_", "act_hi_varinst.text_",
							"external_task_inputs.value", "event_publication.serialized_event")
					.expire(Duration.ofDays(365)));
	}

}
