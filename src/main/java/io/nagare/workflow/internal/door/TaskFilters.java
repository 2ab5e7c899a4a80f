package io.nagare.workflow.internal.door;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

import io.nagare.shared.Texts;
import io.nagare.workflow.internal.identity.EngineGrants;

/** The task lists that Tasklist offers from the start. */
@Component
public class TaskFilters {

	private final FilterService filters;

	private final TaskService tasks;

	private final EngineGrants grants;

	TaskFilters(ProcessEngine engine, EngineGrants grants) {
		this.filters = engine.getFilterService();
		this.tasks = engine.getTaskService();
		this.grants = grants;
	}

	public void offer() {
		offer(-40, Texts.both("filter.mine"), Texts.both("filter.mine.description"),
				query().taskAssigneeExpression("${currentUser()}"));
		offer(-30, Texts.both("filter.team"), Texts.both("filter.team.description"),
				query().taskCandidateGroupInExpression("${currentUserGroups()}"));
		offer(-20, Texts.both("filter.unassigned"), Texts.both("filter.unassigned.description"),
				query().taskUnassigned());
		offer(-10, Texts.both("filter.due"), Texts.both("filter.due.description"), query().orderByDueDate().asc());
		offer(-38, Texts.both("filter.votes"), Texts.both("filter.votes.description"),
				query().taskDefinitionKey("castVote")
					.or()
					.taskAssigneeExpression("${currentUser()}")
					// who let go of it is still offered it
					.taskCandidateUserExpression("${currentUser()}")
					.endOr()
					.orderByDueDate()
					.asc());
		offer(-36, Texts.both("filter.changes"), Texts.both("filter.changes.description"),
				query().processDefinitionKeyIn("change-scheduling", "change-implementation")
					.taskDefinitionKeyIn("awaitStart", "startChange", "implementChange", "finishChange",
							"backOutChange"));
		offer(0, Texts.both("filter.open"), Texts.both("filter.open.description"), query());
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
