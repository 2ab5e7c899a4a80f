package io.nagare.task.web;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.task.TaskQueries;
import io.nagare.task.TaskView;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.web.ForEveryType;

/** The parts of a ticket that teams were given, whatever its type. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}/tasks")
class TaskController {

	private final Tickets tickets;

	private final TaskQueries tasks;

	TaskController(Tickets tickets, TaskQueries tasks) {
		this.tickets = tickets;
		this.tasks = tasks;
	}

	@GetMapping
	@Operation(summary = "The tasks of the ticket, in the order given; for who works on tasks")
	List<TaskView> tasks(TicketType<?, ?> type, @PathVariable String id) {
		return this.tasks.of(this.tickets.find(type, id));
	}

}
