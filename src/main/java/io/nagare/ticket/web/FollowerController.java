package io.nagare.ticket.web;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.follower.TicketFollowers;
import io.nagare.ticket.query.TicketParts;

/** Who follows a ticket, whatever its type. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}/followers")
class FollowerController {

	private final Tickets tickets;

	private final TicketFollowers followers;

	private final TicketParts parts;

	private final CurrentCaller callers;

	FollowerController(Tickets tickets, TicketFollowers followers, TicketParts parts, CurrentCaller callers) {
		this.tickets = tickets;
		this.followers = followers;
		this.parts = parts;
		this.callers = callers;
	}

	@GetMapping
	@Operation(summary = "Who follows the ticket; a reporter sees whether he does himself")
	List<TicketParts.Follower> followers(TicketType<?, ?> type, @PathVariable String id) {
		Ticket ticket = this.tickets.find(type, id);
		Caller caller = this.callers.require();
		List<TicketParts.Follower> all = this.parts.followers(ticket.id());
		return caller.may(ticket.kind() + ":read") ? all
				: all.stream().filter((one) -> one.user().id().equals(caller.userId())).toList();
	}

	@PostMapping
	@Operation(
			summary = "Follows the ticket, or lets a colleague follow it who may read it; done twice, nothing changes")
	ResponseEntity<TicketParts.Follower> follow(TicketType<?, ?> type, @PathVariable String id,
			@Valid @RequestBody(required = false) @Nullable NewFollower wanted) {
		Ticket ticket = this.tickets.find(type, id);
		UUID user = (wanted != null && wanted.userId() != null) ? wanted.userId() : this.callers.require().userId();
		this.followers.follow(ticket.id(), user);
		return ResponseEntity.created(URI.create("/api/v1/" + type.path() + "/" + id + "/followers/" + user))
			.body(this.parts.followers(ticket.id())
				.stream()
				.filter((one) -> one.user().id().equals(user))
				.findFirst()
				.orElseThrow());
	}

	@DeleteMapping("/{user_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Follows the ticket no longer; agents take others away too")
	void unfollow(TicketType<?, ?> type, @PathVariable String id, @PathVariable("user_id") UUID userId) {
		this.followers.unfollow(this.tickets.find(type, id).id(), userId);
	}

	/**
	 * Who is to follow the ticket.
	 *
	 * @param userId a colleague; absent: oneself
	 */
	record NewFollower(@Nullable UUID userId) {
	}

}
