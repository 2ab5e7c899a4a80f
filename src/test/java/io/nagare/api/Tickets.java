package io.nagare.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketKind;
import io.nagare.shared.TicketKinds;
import io.nagare.shared.TicketRef;
import io.nagare.shared.Versioned;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Reports incidents, and with each of them a problem, as a practice module will. */
@TestComponent
@RestController
@RequestMapping("/api/v1/incidents")
public class Tickets implements TicketKinds {

	private final Queue<UUID> committed = new ConcurrentLinkedQueue<>();

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	Tickets(ApplicationEventPublisher events, TransactionTemplate transaction) {
		this.events = events;
		this.transaction = transaction;
	}

	@Override
	public List<Kind> of(@Nullable TenantId tenant) {
		return List.of(new Kind("incident", "incidents", true), new Kind("problem", "problems", false));
	}

	public Queue<UUID> committed() {
		return this.committed;
	}

	@PostMapping
	ResponseEntity<Ticket> report(@RequestBody Report report) {
		UUID id = UUID.randomUUID();
		this.transaction.executeWithoutResult((status) -> {
			this.events.publishEvent(new Reported(new TicketRef(UUID.randomUUID(), "problem", "PRB0000001")));
			this.events.publishEvent(new Reported(new TicketRef(id, "incident", "INC0000001")));
			this.events.publishEvent(new Reported(new TicketRef(UUID.randomUUID(), "incident", "INC0000002")));
			if (report.title().equals("fail")) {
				throw new IllegalStateException("after the event");
			}
			pause(report.millis());
		});
		this.committed.add(id);
		return ResponseEntity.created(URI.create("/api/v1/incidents/" + id)).body(new Ticket(id, 0));
	}

	@GetMapping("/{id}")
	ResponseEntity<Ticket> read(@PathVariable UUID id) {
		return ResponseEntity.ok(new Ticket(id, 0));
	}

	/** Does something that reports no ticket. */
	@PostMapping("/{id}/work-notes")
	ResponseEntity<Report> note(@PathVariable UUID id, @RequestBody Report note) {
		this.transaction.executeWithoutResult((status) -> pause(note.millis()));
		if (note.title().equals("fail")) {
			throw new IllegalStateException("after the commit");
		}
		this.committed.add(id);
		return ResponseEntity.created(URI.create("/api/v1/incidents/" + id + "/work-notes")).body(note);
	}

	/** Takes a file, as an upload of parts. */
	@PostMapping("/{id}/attachments")
	ResponseEntity<Report> attach(@PathVariable UUID id, @RequestPart MultipartFile file) {
		this.transaction.executeWithoutResult((status) -> pause(0));
		this.committed.add(id);
		return ResponseEntity.created(URI.create("/api/v1/incidents/" + id + "/attachments"))
			.body(new Report(String.valueOf(file.getOriginalFilename()), 0));
	}

	private static void pause(int millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	record Kind(String kind, String path, boolean isReportedByAll) implements TicketKind {
	}

	record Report(String title, int millis) {
	}

	record Ticket(UUID id, long version) implements Versioned {
	}

	record Reported(TicketRef ticket) implements TicketEvent.Reported {

		@Override
		public TenantId tenant() {
			return SignedInByHeader.TENANT;
		}

		@Override
		public @Nullable UUID actor() {
			return null;
		}

		@Override
		public Instant at() {
			return Instant.now();
		}

	}

}
