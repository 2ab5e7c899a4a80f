package io.nagare.workflow.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The task lists that Tasklist offers from the start. */
@Component
class TaskFilters {

	private final FilterService filters;

	private final TaskService tasks;

	private final EngineGrants grants;

	TaskFilters(ProcessEngine engine, EngineGrants grants) {
		this.filters = engine.getFilterService();
		this.tasks = engine.getTaskService();
		this.grants = grants;
	}

	void offer() {
		offer(-40, "自分のタスク / My tasks", "自分が担当しているタスク / Tasks assigned to me",
				query().taskAssigneeExpression("${currentUser()}"));
		offer(-30, "チームの待ち行列 / My teams' queue", "自分のチームが引き受けられるタスク / Tasks my teams can take",
				query().taskCandidateGroupInExpression("${currentUserGroups()}"));
		offer(-20, "未割り当て / Unassigned", "誰も引き受けていないタスク / Tasks nobody has taken", query().taskUnassigned());
		offer(-10, "期限の近い順 / Due soonest", "期限のあるタスク、近い順 / Tasks with a due date, soonest first",
				query().orderByDueDate().asc());
		offer(-38, "自分の投票 / My votes", "自分の議席の投票、期限の近い順 / Votes on the seats I hold, deadline soonest",
				query().taskDefinitionKey("castVote")
					.or()
					.taskAssigneeExpression("${currentUser()}")
					// who let go of it is still offered it
					.taskCandidateUserExpression("${currentUser()}")
					.endOr()
					.orderByDueDate()
					.asc());
		offer(-36, "実施する変更 / Changes to carry out", "予定に入った変更と実施中の変更 / Changes scheduled and under way",
				query().processDefinitionKeyIn("change-scheduling", "change-implementation")
					.taskDefinitionKeyIn("awaitStart", "startChange", "implementChange", "finishChange",
							"backOutChange"));
		offer(0, "すべての未完了 / Everything open", "未完了のタスクすべて / All open tasks", query());
	}

	private TaskQuery query() {
		return this.tasks.createTaskQuery().active();
	}

	private void offer(int priority, String name, String description, TaskQuery query) {
		List<Filter> existing = this.filters.createFilterQuery().filterName(name).list();
		if (existing.isEmpty()) {
			Map<String, Object> properties = new HashMap<>();
			properties.put("priority", priority);
			properties.put("description", description);
			properties.put("refresh", priority <= -20);
			properties.put("showUndefinedVariable", false);
			Filter filter = this.filters.newTaskFilter(name).setQuery(query);
			filter.setProperties(properties);
			this.grants.grantFilter(this.filters.saveFilter(filter).getId());
		}
	}

}
