package io.nagare.workflow.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Times;
import io.nagare.workflow.TokenRows;
import io.nagare.workflow.WaitReached;
import io.nagare.workflow.WaitingDecision;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * The one place that reads the engine's tables by SQL, where the engine's own queries
 * would need several statements: what waits on a ticket, and which models are in force.
 */
@Component
public class EngineTables {

	private static final String OPEN = """
			SELECT p.business_key_ AS ticket, t.id_ AS task, t.execution_id_ AS execution, t.proc_inst_id_ AS process, t.proc_def_id_ AS definition,
			       t.task_def_key_ AS element, NULL AS message, t.assignee_ AS assignee, t.name_ AS name, t.due_date_ AS due,
			       t.priority_ AS priority,
			       (SELECT string_agg(coalesce(l.group_id_, 'user:' || l.user_id_), ',') FROM act_ru_identitylink l
			         WHERE l.task_id_ = t.id_ AND l.type_ = 'candidate') AS candidates, NULL AS called,
			       t.suspension_state_ AS state
			  FROM act_ru_execution p JOIN act_ru_task t ON t.proc_inst_id_ = p.id_
			 WHERE p.business_key_ = ANY (?) AND p.parent_id_ IS NULL
			UNION ALL
			SELECT p.business_key_, NULL, s.execution_id_, p.id_, p.proc_def_id_, s.activity_id_, s.event_name_, NULL, NULL, NULL, NULL, NULL, NULL,
			       p.suspension_state_
			  FROM act_ru_execution p JOIN act_ru_event_subscr s ON s.proc_inst_id_ = p.id_
			 WHERE p.business_key_ = ANY (?) AND p.parent_id_ IS NULL AND s.event_type_ = 'message'
			UNION ALL
			SELECT p.business_key_, NULL, c.id_, c.proc_inst_id_, c.proc_def_id_, c.act_id_, NULL, NULL, NULL, NULL, NULL, NULL, p.id_,
			       greatest(c.suspension_state_, p.suspension_state_)
			  FROM act_ru_execution p JOIN act_ru_execution c ON c.id_ = p.super_exec_
			 WHERE p.business_key_ = ANY (?) AND p.parent_id_ IS NULL
			""";

	private static final String GOING_ON = """
			SELECT DISTINCT p.business_key_
			  FROM act_ru_execution p JOIN act_ru_job j ON j.process_instance_id_ = p.id_
			 WHERE p.business_key_ = ANY (?) AND p.parent_id_ IS NULL AND j.type_ = 'timer' AND j.duedate_ < ?
			   AND j.suspension_state_ = 1
			""";

	/** The timers that run for a ticket, the soonest first. */
	private static final String TIMERS = """
			SELECT j.process_def_id_, d.act_id_, j.duedate_
			  FROM act_ru_execution p JOIN act_ru_job j ON j.process_instance_id_ = p.id_
			  JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_
			 WHERE p.business_key_ = ? AND p.parent_id_ IS NULL AND j.type_ = 'timer' AND j.suspension_state_ = 1
			 ORDER BY j.duedate_
			""";

	/**
	 * The places where a token gives the ticket its status, and which tokens are there.
	 */
	private static final String TOKENS = """
			SELECT p.business_key_ AS ticket_id, place.status, p.id_ AS process
			  FROM unnest(?, ?, ?) AS place (definition, element, status)
			  JOIN act_ru_execution e ON e.proc_def_id_ = place.definition AND e.act_id_ = place.element
			  JOIN act_ru_execution i ON i.id_ = e.proc_inst_id_
			  JOIN act_ru_execution p ON p.id_ = i.root_proc_inst_id_
			""";

	/** Where the tokens of a ticket's processes rest. */
	private static final String RESTING = """
			SELECT e.proc_def_id_, e.act_id_ FROM act_ru_execution p JOIN act_ru_execution e ON e.proc_inst_id_ = p.id_
			 WHERE p.business_key_ = ? AND p.parent_id_ IS NULL AND e.act_id_ IS NOT NULL
			""";

	private static final String WITH_TASKS = """
			SELECT d.id_ FROM act_re_procdef d
			 WHERE EXISTS (SELECT 1 FROM act_ru_task t WHERE t.proc_def_id_ = d.id_ AND t.tenant_id_ = ?)
			""";

	/**
	 * The open tasks at some places that somebody has, or is offered while nobody has
	 * them; or another, where that one may be barred from what he has.
	 */
	private static final String DECISIONS = """
			SELECT p.business_key_, t.id_, t.proc_def_id_, t.task_def_key_, t.due_date_
			  FROM unnest(?, ?, ?) AS place (definition, element, bars)
			  JOIN act_ru_task t ON t.proc_def_id_ = place.definition AND t.task_def_key_ = place.element
			  JOIN act_ru_execution p ON p.id_ = t.proc_inst_id_
			 WHERE t.tenant_id_ = ? AND t.suspension_state_ = 1
			   AND (t.assignee_ = ? OR ((t.assignee_ IS NULL OR place.bars) AND EXISTS (
			        SELECT 1 FROM act_ru_identitylink l WHERE l.task_id_ = t.id_ AND l.type_ = 'candidate'
			           AND (l.user_id_ = ? OR l.group_id_ = ANY (?)))))
			 ORDER BY t.due_date_ NULLS LAST, t.create_time_, t.id_ LIMIT ?
			""";

	private static final String OFFERED = """
			SELECT DISTINCT p.business_key_
			  FROM act_ru_identitylink l JOIN act_ru_task t ON t.id_ = l.task_id_
			  JOIN act_ru_execution p ON p.id_ = t.proc_inst_id_
			 WHERE l.type_ = 'candidate' AND l.user_id_ = ? AND t.tenant_id_ = ?
			 ORDER BY p.business_key_
			""";

	/** What has ended keeps the comments that were made on it. */
	private static final String TICKET = """
			SELECT p.business_key_ FROM act_hi_procinst p
			 WHERE p.id_ = ? OR p.id_ = (SELECT t.proc_inst_id_ FROM act_hi_taskinst t WHERE t.id_ = ?)
			""";

	private static final String JOBS = """
			SELECT count(*) FILTER (WHERE retries_ > 0 AND coalesce(duedate_, create_time_) <= now()) AS due,
			       count(*) FILTER (WHERE retries_ > 0
			           AND coalesce(duedate_, create_time_) < now() - interval '1 minute') AS late,
			       count(*) FILTER (WHERE retries_ > 0 AND exception_msg_ IS NOT NULL) AS failed,
			       count(*) FILTER (WHERE retries_ = 0) AS parked
			  FROM act_ru_job WHERE suspension_state_ = 1
			""";

	private static final String EXTERNAL_TASKS = """
			SELECT count(*) FILTER (WHERE coalesce(retries_, 1) > 0 AND coalesce(lock_exp_time_, '-infinity') <= now()) AS waiting,
			       count(*) FILTER (WHERE coalesce(retries_, 1) > 0 AND lock_exp_time_ > now()) AS held,
			       count(*) FILTER (WHERE retries_ = 0) AS parked
			  FROM act_ru_ext_task WHERE suspension_state_ = 1
			""";

	private static final String WAITS = """
			SELECT EXISTS (SELECT 1 FROM act_ru_ext_task
			                WHERE topic_name_ = ANY (?) AND tenant_id_ = ? AND suspension_state_ = 1
			                  AND coalesce(retries_, 1) > 0 AND coalesce(lock_exp_time_, '-infinity') <= now())
			""";

	/**
	 * Of a model {@code d} of a kind: that its owner has not given it up, to follow the
	 * shared one.
	 */
	private static final String KEPT = """
			NOT EXISTS (SELECT 1 FROM model_variants_left l
			             WHERE l.owner = d.tenant_id_ AND l.kind = '%s' AND l.key = d.key_ AND d.version_ <= l.version)
			""";

	/**
	 * Whoever asks for no version and no tag gets any that is not given up.
	 */
	private static final String IN_FORCE = """
			SELECT d.id_, d.tenant_id_, d.key_ FROM %s d
			 WHERE d.key_ = ? AND (d.tenant_id_ = ? OR d.tenant_id_ IS NULL)
			   AND d.version_ = coalesce(?, d.version_)
			   AND coalesce(d.version_tag_, '') = coalesce(?, d.version_tag_, '') AND %s
			 ORDER BY d.tenant_id_ NULLS LAST, d.version_ DESC LIMIT 1
			""";

	private static final String PROCESS_IN_FORCE = IN_FORCE.formatted("act_re_procdef", kept(ModelKind.PROCESS));

	private static final String DECISION_IN_FORCE = IN_FORCE.formatted("act_re_decision_def", kept(ModelKind.DECISION));

	private static final String PROCESSES_IN_FORCE = """
			SELECT DISTINCT ON (d.key_) d.id_, d.tenant_id_, d.key_ FROM act_re_procdef d
			 WHERE (d.tenant_id_ = ? OR d.tenant_id_ IS NULL) AND %s
			 ORDER BY d.key_, d.tenant_id_ NULLS LAST, d.version_ DESC
			""".formatted(kept(ModelKind.PROCESS));

	private static final String LEFT = "SELECT version FROM model_variants_left WHERE owner = ? AND kind = ? AND key = ?";

	/** The engine's word for what an operator has put aside. */
	private static final int SUSPENDED = 2;

	private final JdbcTemplate jdbc;

	public EngineTables(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Everything that waits on the ticket, in whichever of its processes: open tasks and
	 * message subscriptions.
	 */
	public List<Wait> of(UUID ticketId) {
		return of(List.of(ticketId)).getOrDefault(ticketId, List.of());
	}

	/**
	 * The same for several tickets at once; a ticket on which nothing waits is absent.
	 */
	public Map<UUID, List<Wait>> of(Collection<UUID> ticketIds) {
		String[] keys = ticketIds.stream().map(UUID::toString).toArray(String[]::new);
		Map<UUID, List<Wait>> waits = new HashMap<>();
		Map<UUID, Tree> trees = new HashMap<>();
		this.jdbc.query(OPEN, (RowCallbackHandler) (row) -> {
			UUID ticket = UUID.fromString(row.getString("ticket"));
			Tree tree = trees.computeIfAbsent(ticket, (key) -> new Tree());
			String called = row.getString("called");
			tree.suspended |= row.getInt("state") == SUSPENDED;
			if (called != null) {
				tree.calls.put(called, Call.of(row));
			}
			else {
				waits.computeIfAbsent(ticket, (key) -> new ArrayList<>()).add(Wait.of(ticket, row, tree));
			}
		}, keys, keys, keys);
		return waits;
	}

	/** The ticket that a task or process, open or ended, of whatever tenant, is about. */
	public Optional<UUID> ticketOf(String taskOrProcess) {
		return this.jdbc.queryForList(TICKET, String.class, taskOrProcess, taskOrProcess)
			.stream()
			.filter(Objects::nonNull)
			.map(UUID::fromString)
			.findFirst();
	}

	/** Whether the process has, or had, that task. */
	public boolean isTaskOf(String task, String process) {
		return !this.jdbc
			.queryForList("SELECT 1 FROM act_hi_taskinst WHERE id_ = ? AND proc_inst_id_ = ?", Integer.class, task,
					process)
			.isEmpty();
	}

	/**
	 * Whether the engine has a running thing of that kind that the tenant may know of.
	 * @param kind {@code task}, {@code job} or {@code process-instance}, as its API says
	 * @param tenant slug; null for the platform, which knows all
	 */
	public boolean exists(String kind, String id, @Nullable String tenant) {
		String table = switch (kind) {
			case "task" -> "act_ru_task";
			case "job" -> "act_ru_job";
			default -> "act_ru_execution";
		};
		return !this.jdbc
			.queryForList("SELECT 1 FROM " + table + " WHERE id_ = ? AND (?::text IS NULL OR tenant_id_ = ?)",
					Integer.class, id, tenant, tenant)
			.isEmpty();
	}

	/** The tenant of a running process; empty where there is none. */
	public Optional<String> tenantOf(String process) {
		return this.jdbc.queryForList("SELECT tenant_id_ FROM act_ru_execution WHERE id_ = ?", String.class, process)
			.stream()
			.filter(Objects::nonNull)
			.findFirst();
	}

	/** How many jobs are due, late by a minute, failed and to be tried again, parked. */
	Map<String, Long> jobs() {
		return this.jdbc.queryForObject(JOBS, (row, number) -> Map.of("due", row.getLong("due"), "late",
				row.getLong("late"), "failed", row.getLong("failed"), "parked", row.getLong("parked")));
	}

	/** How many external tasks wait for a program, are held by one, were given up. */
	Map<String, Long> externalTasks() {
		return this.jdbc.queryForObject(EXTERNAL_TASKS, (row, number) -> Map.of("waiting", row.getLong("waiting"),
				"held", row.getLong("held"), "parked", row.getLong("parked")));
	}

	/** Whether an external task of a tenant waits on one of the topics. */
	public boolean waits(List<String> topics, String tenant) {
		return Boolean.TRUE
			.equals(this.jdbc.queryForObject(WAITS, Boolean.class, topics.toArray(String[]::new), tenant));
	}

	/**
	 * Takes a node's lock off its jobs. Their revision stays: should the node live after
	 * all, it may end what nobody else has taken meanwhile.
	 * @return how many jobs that were
	 */
	int freeJobs(UUID node) {
		return this.jdbc.update("UPDATE act_ru_job SET lock_owner_ = NULL, lock_exp_time_ = NULL WHERE lock_owner_ = ?",
				node.toString());
	}

	/**
	 * The tokens that rest on the main path of any process.
	 * @param models reads the model of a definition
	 */
	TokenRows tokens(Function<String, ProcessModel> models) {
		List<String> definitions = new ArrayList<>();
		List<String> elements = new ArrayList<>();
		List<String> statuses = new ArrayList<>();
		for (String definition : this.jdbc.queryForList("SELECT DISTINCT proc_def_id_ FROM act_ru_execution",
				String.class)) {
			models.apply(definition).mainPath().forEach((id, element) -> {
				definitions.add(definition);
				elements.add(id);
				statuses.add(String.valueOf(element.status()));
			});
		}
		return new TokenRows(TOKENS, List.of(definitions.toArray(new String[0]), elements.toArray(new String[0]),
				statuses.toArray(new String[0])));
	}

	/**
	 * What asks somebody of the bound tenant for a decision, the soonest due first.
	 * @param groups those he is in
	 * @param models reads the model of a definition
	 */
	List<WaitingDecision> decisions(String username, Collection<String> groups, int atMost,
			Function<String, ProcessModel> models) {
		String tenant = Tenancy.require().slug();
		List<String> definitions = new ArrayList<>();
		List<String> elements = new ArrayList<>();
		List<Boolean> bars = new ArrayList<>();
		for (String definition : this.jdbc.queryForList(WITH_TASKS, String.class, tenant)) {
			models.apply(definition).decisions().forEach((element) -> {
				definitions.add(definition);
				elements.add(element.id());
				bars.add(!element.excluded().isEmpty());
			});
		}
		return this.jdbc.query(DECISIONS, (row, number) -> {
			ProcessModel.Element element = models.apply(row.getString(3)).element(row.getString(4));
			Timestamp due = row.getTimestamp(5);
			return new WaitingDecision(UUID.fromString(row.getString(1)), row.getString(2),
					(element.label() != null) ? element.label() : Label.said(element.id()),
					(due != null) ? due.toInstant() : null);
		}, definitions.toArray(new String[0]), elements.toArray(new String[0]), bars.toArray(new Boolean[0]), tenant,
				username, username, groups.toArray(new String[0]), atMost);
	}

	/** Those of the tickets for which a timer is due before then. */
	Set<UUID> goOnBefore(Collection<UUID> tickets, Instant before) {
		return Set.copyOf(this.jdbc.query(GOING_ON, (row, number) -> UUID.fromString(row.getString(1)),
				tickets.stream().map(UUID::toString).toArray(String[]::new), Timestamp.from(before)));
	}

	/**
	 * When a timer is due that closes the ticket; empty where none does.
	 * @param models reads the model of a definition
	 */
	Optional<Instant> closesAt(UUID ticketId, Function<String, ProcessModel> models) {
		return this.jdbc
			.query(TIMERS,
					(row, number) -> models.apply(row.getString(1)).isClosingTimer(row.getString(2))
							? row.getTimestamp(3).toInstant() : Times.NEVER,
					ticketId.toString())
			.stream()
			.filter(Times.NEVER::isAfter)
			.findFirst();
	}

	/** The tickets of the tenant that have tasks offered to the person by name. */
	List<UUID> offeredTo(String username) {
		return this.jdbc.query(OFFERED, (row, number) -> UUID.fromString(row.getString(1)), username,
				Tenancy.require().slug());
	}

	/**
	 * Where the ticket's token rests on the main path of its processes.
	 * @param models reads the model of a definition
	 */
	Optional<WaitReached> standing(UUID ticketId, Function<String, ProcessModel> models) {
		return this.jdbc
			.query(RESTING, (row, number) -> Map.entry(row.getString(1), row.getString(2)), ticketId.toString())
			.stream()
			.map((place) -> models.apply(place.getKey()).mainPath().get(place.getValue()))
			.filter(Objects::nonNull)
			.flatMap((element) -> element.reached(ticketId).stream())
			.findFirst();
	}

	/**
	 * The latest version of every process that is in force for the tenant.
	 * @param tenantSlug null for what all tenants share
	 */
	public List<Model> processes(@Nullable String tenantSlug) {
		return this.jdbc.query(PROCESSES_IN_FORCE, Model::of, tenantSlug);
	}

	/** A condition on a model {@code d}: that its owner has not given it up. */
	public static String kept(ModelKind kind) {
		return KEPT.formatted(kind.word());
	}

	/**
	 * Whether the owner has given that version up, to follow the shared model.
	 * @param owner slug of the tenant; null for what is shared
	 */
	public boolean isLeft(ModelKind kind, String key, int version, @Nullable String owner) {
		return this.jdbc.queryForList(LEFT, Integer.class, owner, kind.word(), key)
			.stream()
			.anyMatch((left) -> version <= left);
	}

	/** The tenant's own process where it has such a one, else the shared one. */
	public Optional<Model> process(Wanted wanted, String tenantSlug) {
		return inForce(PROCESS_IN_FORCE, wanted, tenantSlug);
	}

	/** The tenant's own decision where it has such a one, else the shared one. */
	public Optional<Model> decision(Wanted wanted, String tenantSlug) {
		return inForce(DECISION_IN_FORCE, wanted, tenantSlug);
	}

	private Optional<Model> inForce(String sql, Wanted wanted, String tenantSlug) {
		return this.jdbc.query(sql, Model::of, wanted.key(), tenantSlug, wanted.version(), wanted.tag())
			.stream()
			.findFirst();
	}

	/**
	 * Which version of a model is meant.
	 *
	 * @param version its number; null for the latest
	 * @param tag the words its author gave it; null for any
	 */
	public record Wanted(String key, @Nullable Integer version, @Nullable String tag) {

		public static Wanted latest(String key) {
			return new Wanted(key, null, null);
		}

	}

	/**
	 * A version of a model.
	 *
	 * @param id the engine's id of it
	 * @param owner slug of the tenant that owns it; null where it is shared
	 * @param key what all its versions are called
	 */
	public record Model(String id, @Nullable String owner, String key) {

		private static Model of(ResultSet row, int number) throws SQLException {
			return new Model(row.getString(1), row.getString(2), row.getString(3));
		}

	}

	/**
	 * A task or a message subscription.
	 *
	 * @param due when the task is due; null for no due time
	 * @param priority of the task; 0 for a message
	 * @param processId the process it is in
	 * @param tree what all of the ticket's processes have in common
	 */
	public record Wait(UUID ticketId, @Nullable String taskId, String executionId, String processId,
			String definitionId, String elementId, @Nullable String message, @Nullable String assignee,
			@Nullable String name, @Nullable Instant due, int priority, List<String> candidates, Tree tree) {

		private static Wait of(UUID ticketId, ResultSet row, Tree tree) throws SQLException {
			String candidates = row.getString("candidates");
			Timestamp due = row.getTimestamp("due");
			return new Wait(ticketId, row.getString("task"), row.getString("execution"), row.getString("process"),
					row.getString("definition"), row.getString("element"), row.getString("message"),
					row.getString("assignee"), row.getString("name"), (due != null) ? due.toInstant() : null,
					row.getInt("priority"), (candidates != null) ? Arrays.asList(candidates.split(",", -1)) : List.of(),
					tree);
		}

		/** The calls that led here, the innermost first. */
		public List<Call> callers() {
			List<Call> callers = new ArrayList<>();
			for (Call call = this.tree.calls.get(this.processId); call != null; call = this.tree.calls
				.get(call.processId())) {
				callers.add(call);
			}
			return callers;
		}

	}

	/** The processes of a ticket, which call one another. */
	public static final class Tree {

		/** The calls that wait, by the process that was called. */
		private final Map<String, Call> calls = new HashMap<>();

		private boolean suspended;

		private Tree() {
		}

		/** Whether an operator has put one of them aside. */
		public boolean isSuspended() {
			return this.suspended;
		}

	}

	/**
	 * A call activity that waits for the process it called.
	 *
	 * @param processId the calling process
	 * @param definitionId its model
	 * @param elementId the element that calls
	 */
	public record Call(String processId, String definitionId, String elementId) {

		private static Call of(ResultSet row) throws SQLException {
			return new Call(row.getString("process"), row.getString("definition"), row.getString("element"));
		}

	}

}
