package io.nagare.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.Processes;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.TicketWorkService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * At every user task of the shipped models, each of the demo's people takes the task and
 * hands it to each other, as by the engine's own API. Who may is who might perform it
 * over REST.
 */
@NagareTest
class TaskWalkTests {

	private static final List<String> PEOPLE = List.of("agent1", "agent2", "network1", "cab1", "manager",
			"changemanager", "admin", "owner", "viewer", "integrator", "reporter1");

	private static final List<String> GIVERS = List.of("agent1", "manager", "viewer");

	/** No token can simply be put there; see {@code SeparationOfDutiesTests}. */
	private static final String SEAT = "castVote";

	@LocalServerPort
	private int port;

	@Autowired
	private As as;

	@Autowired
	private RepositoryService models;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private TaskService tasks;

	@Autowired
	private TicketWorkService work;

	@Autowired
	private Processes processes;

	@Autowired
	private Tickets tickets;

	@Autowired
	private TicketAccess access;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private TicketTypes types;

	@Autowired
	private RequestModels requests;

	private Map<String, UUID> ticketsByProcess = Map.of();

	@BeforeEach
	void reportOneOfEach() {
		Api agent = Api.at(this.port).as("agent1");
		String incident = Api.at(this.port).as("reporter1").report("VPN").path("id").asText();
		agent.does(incident, "assign");
		agent.does(incident, "declare-major", "reason", "x");
		this.ticketsByProcess = new HashMap<>(Map.of("incident", UUID.fromString(incident), "major-incident",
				UUID.fromString(incident), "problem", made(agent.post("/problems", "title", "VPN")), "change",
				made(agent.post("/changes", "title", "VPN", "planned_start", "2045-01-01T03:00:00Z", "planned_end",
						"2045-01-01T05:00:00Z"))));
		this.ticketsByProcess.put("task", made(agent.post("/tasks", "title", "VPN", "parent_id", incident)));
		// whatever process serves it, what people ask for is a request; this one has the
		// day on which a loan is due
		UUID request = made(
				agent.post("/requests", "title", "VPN", "type", "meeting-equipment", "equipment", List.of("camera"),
						"use_on", "2045-01-01", "use_time", "13:00", "return_on", "2045-01-02", "place", "b"));
		this.as.user("agent1",
				() -> this.requests.all().forEach((model) -> this.ticketsByProcess.put(model.process(), request)));
		// and this one the day until which its owner is to answer
		this.ticketsByProcess.put("access-review", made(agent.post("/requests", "title", "ERP", "type", "access-review",
				"scope_kind", "system", "scope_name", "ERP", "rights", "管理者：2人", "answer_by", "2045-01-31")));
		// these what is in use until a day
		this.ticketsByProcess.put("remote-work",
				made(agent.post("/requests", "title", "VPN", "type", "remote-work", "access_kind", "vpn",
						"device_owner", "company", "device_name", "PC-1", "place_of_work", "home", "start_on",
						"2045-01-01", "until", "2045-01-31", "purpose", "x")));
		this.ticketsByProcess.put("data-extraction",
				made(agent.post("/requests", "title", "ERP", "type", "data-extraction", "system", "ERP", "data_wanted",
						"x", "period", "2044", "personal_data", "none", "file_format", "csv", "delete_on", "2045-01-31",
						"purpose", "x")));
		this.ticketsByProcess.put("request", request);
		this.types.all()
			.forEach((type) -> this.ticketsByProcess.computeIfAbsent(type.process(),
					(process) -> type.kind().equals("request") ? request
							: made(agent.post("/" + type.path(), "title", "VPN"))));
	}

	private static UUID made(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return UUID.fromString(answer.data().path("id").asText());
	}

	@Test
	void givesTasksOnlyToWhomRestWouldLetPerformThem() {
		SoftAssertions softly = new SoftAssertions();
		int walked = 0;
		for (ProcessDefinition model : this.models.createProcessDefinitionQuery()
			.withoutTenantId()
			.latestVersion()
			.list()) {
			for (String task : tasksOf(model)) {
				if (!task.equals(SEAT)) {
					walk(softly, model.getKey(), task);
					walked++;
				}
			}
		}
		softly.assertAll();
		assertThat(walked).isGreaterThanOrEqualTo(30);
	}

	private List<String> tasksOf(ProcessDefinition model) {
		return this.models.getBpmnModelInstance(model.getId())
			.getModelElementsByType(UserTask.class)
			.stream()
			.map(UserTask::getId)
			.toList();
	}

	/**
	 * Whatever happens at the task is undone. Between two tries, the process gives it to
	 * nobody.
	 */
	private void walk(SoftAssertions softly, String process, String element) {
		UUID ticket = ticketOf(process);
		this.as.user("manager", () -> new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			status.setRollbackOnly();
			String task = arriveAt(ticket, process, element);
			for (String giver : PEOPLE) {
				for (String taker : GIVERS.contains(giver) ? PEOPLE : List.of(giver)) {
					this.tasks.setAssignee(task, null);
					boolean mayGive = mayPerform(giver, ticket, task) && mayPerform(taker, ticket, task);
					softly.assertThat(gives(giver, ticket, task, taker))
						.as(giver + " gives " + element + " to " + taker)
						.isEqualTo(mayGive);
				}
			}
		}));
	}

	/** A stage is about the ticket of the process that it is a stage of. */
	private UUID ticketOf(String process) {
		UUID ticket = this.ticketsByProcess.get(process);
		return (ticket != null) ? ticket : Objects
			.requireNonNull(this.ticketsByProcess.get(process.substring(0, process.indexOf('-'))), process);
	}

	private String arriveAt(UUID ticket, String process, String element) {
		ProcessInstance running = this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(ticket.toString(), process)
			.singleResult();
		if (running == null) {
			String started = this.runtime.createProcessInstanceByKey(process)
				.processDefinitionWithoutTenantId()
				.businessKey(ticket.toString())
				.startBeforeActivity(element)
				.execute()
				.getId();
			return open(started, element).get(0);
		}
		String instance = running.getId();
		List<String> before = open(instance, element);
		this.runtime.createProcessInstanceModification(instance).startBeforeActivity(element).execute();
		return open(instance, element).stream().filter((task) -> !before.contains(task)).findFirst().orElseThrow();
	}

	private List<String> open(String instance, String element) {
		return this.tasks.createTaskQuery()
			.processInstanceId(instance)
			.taskDefinitionKey(element)
			.list()
			.stream()
			.map(Task::getId)
			.toList();
	}

	/** As REST decides of the task's actions. */
	private boolean mayPerform(String username, UUID id, String task) {
		Ticket ticket = this.as.user("manager", () -> this.tickets.readable(id));
		return this.processes.openActions(id)
			.stream()
			.filter((action) -> task.equals(action.handle().taskId()))
			.anyMatch((action) -> this.access.mayPerform(this.as.caller(username), ticket, action));
	}

	private boolean gives(String username, UUID ticket, String task, @Nullable String taker) {
		try {
			this.as.user(username, () -> this.work.assign(ticket, task, taker));
			return true;
		}
		catch (RuntimeException ex) {
			assertThat(ex).isInstanceOf(Refusal.class);
			return false;
		}
	}

}
