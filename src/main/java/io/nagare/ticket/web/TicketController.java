package io.nagare.ticket.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import io.nagare.identity.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.sla.ClockView;
import io.nagare.sla.LedgerView;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.ActionView;
import io.nagare.ticket.Attachments;
import io.nagare.ticket.LinkType;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketActions;
import io.nagare.ticket.TicketChain;
import io.nagare.ticket.TicketParts;
import io.nagare.ticket.TicketProcess;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.ProcessView;

/** What is the same for incidents, problems and changes. */
@RestController
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind:incidents|problems|changes}/{id}")
class TicketController {

	private final TicketPaths paths;

	private final Tickets tickets;

	private final TicketActions actions;

	private final TicketParts parts;

	private final TicketChain chain;

	private final TicketProcess process;

	private final Attachments attachments;

	private final ServiceLevels serviceLevels;

	private final CurrentCaller callers;

	TicketController(TicketPaths paths, Tickets tickets, TicketActions actions, TicketParts parts, TicketChain chain,
			TicketProcess process, Attachments attachments, ServiceLevels serviceLevels, CurrentCaller callers) {
		this.paths = paths;
		this.tickets = tickets;
		this.actions = actions;
		this.parts = parts;
		this.chain = chain;
		this.process = process;
		this.attachments = attachments;
		this.serviceLevels = serviceLevels;
		this.callers = callers;
	}

	@GetMapping("/actions")
	@Operation(summary = "What the caller may do now, read from the running process")
	List<ActionView> actions(@PathVariable String kind, @PathVariable String id) {
		return this.actions.views(this.paths.find(kind, id).id());
	}

	@PostMapping("/actions/{action}")
	@Operation(summary = "Performs an action with its form's fields and answers the ticket as it then is")
	Object perform(@PathVariable String kind, @PathVariable String id, @PathVariable String action,
			@RequestBody(required = false) @Nullable Map<String, Object> fields, IfMatch ifMatch,
			HttpServletResponse response) {
		response.setHeader(HttpHeaders.CONTENT_LOCATION, "/api/v1/" + kind + "/" + id);
		return this.actions.perform(this.paths.type(kind), id, action, (fields != null) ? fields : Map.of(), ifMatch);
	}

	@GetMapping("/history")
	@Operation(summary = "Every change of a field, oldest first; nothing for reporters")
	List<TicketParts.Change> history(@PathVariable String kind, @PathVariable String id) {
		Ticket ticket = this.paths.find(kind, id);
		return seesInternal(ticket) ? this.parts.history(ticket.id()) : List.of();
	}

	@GetMapping("/work-notes")
	@Operation(summary = "The notes; reporters see public ones")
	List<TicketParts.Note> notes(@PathVariable String kind, @PathVariable String id) {
		Ticket ticket = this.paths.find(kind, id);
		return this.parts.notes(ticket.id(), seesInternal(ticket));
	}

	private boolean seesInternal(Ticket ticket) {
		return this.callers.require().may(ticket.kind() + ":read");
	}

	@PostMapping("/work-notes")
	@Operation(summary = "Writes a note; an agent's public note is an answer to the reporter")
	ResponseEntity<TicketParts.Note> addNote(@PathVariable String kind, @PathVariable String id,
			@Valid @RequestBody NewNote note) {
		Ticket ticket = this.paths.find(kind, id);
		boolean publicNote = (note.isPublic() != null) ? note.isPublic().equals("Y") : !seesInternal(ticket);
		UUID added = this.tickets.addNote(ticket.id(), (note.noteType() != null) ? note.noteType() : "work_note",
				note.content(), publicNote);
		return created(kind, id, "work-notes", added,
				this.parts.notes(ticket.id(), true)
					.stream()
					.filter((candidate) -> candidate.id().equals(added))
					.findFirst()
					.orElseThrow());
	}

	@GetMapping("/attachments")
	@Operation(summary = "The files")
	List<TicketParts.Attachment> attachments(@PathVariable String kind, @PathVariable String id) {
		return this.parts.attachments(this.paths.find(kind, id).id());
	}

	@PostMapping(path = "/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(summary = "Adds a file of at most 10 MB; its type is read from its content")
	ResponseEntity<TicketParts.Attachment> attach(@PathVariable String kind, @PathVariable String id,
			@RequestPart MultipartFile file) {
		Ticket ticket = this.paths.find(kind, id);
		UUID added = this.attachments.add(ticket.id(), file.getOriginalFilename(), file.getContentType(),
				file.getSize(), file);
		return created(kind, id, "attachments", added,
				this.parts.attachments(ticket.id())
					.stream()
					.filter((candidate) -> candidate.id().equals(added))
					.findFirst()
					.orElseThrow());
	}

	@GetMapping("/attachments/{attachment}")
	@Operation(summary = "The bytes of a file, to be saved, never shown in place")
	ResponseEntity<Resource> attachment(@PathVariable String kind, @PathVariable String id,
			@PathVariable UUID attachment) {
		Attachments.Content content = this.attachments.read(this.paths.find(kind, id).id(), attachment);
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment()
						.filename(content.fileName(), StandardCharsets.UTF_8)
						.build()
						.toString())
			.header("X-Content-Type-Options", "nosniff")
			.contentType(MediaType.parseMediaType(content.contentType()))
			.body(new FileSystemResource(content.path()));
	}

	@GetMapping("/links")
	@Operation(summary = "Related tickets, in both directions")
	List<TicketParts.Link> links(@PathVariable String kind, @PathVariable String id) {
		return this.parts.links(this.paths.find(kind, id).id());
	}

	@GetMapping("/chain")
	@Operation(summary = "The whole chain of linked tickets, from one to the next in both directions")
	TicketChain.Chain chain(@PathVariable String kind, @PathVariable String id) {
		return this.chain.of(this.paths.find(kind, id));
	}

	@PostMapping("/links")
	@Operation(summary = "Links the ticket to another: it is a child of, a duplicate of, … the target")
	ResponseEntity<TicketParts.Link> link(@PathVariable String kind, @PathVariable String id,
			@Valid @RequestBody NewLink link) {
		Ticket ticket = this.paths.find(kind, id);
		this.callers.require().demand(ticket.kind() + ":work");
		UUID target = this.tickets.referredTo(link.targetId(), "target_id").id();
		LinkType type = LinkType.of(link.type())
			.orElseThrow(() -> Refusal.invalid("type", "not_a_choice",
					"child_of, duplicate_of, caused_by, follows, related_to"));
		UUID added = this.tickets.link(ticket.id(), target, type);
		return created(kind, id, "links", added,
				this.parts.links(ticket.id())
					.stream()
					.filter((candidate) -> candidate.id().equals(added))
					.findFirst()
					.orElseThrow());
	}

	@GetMapping("/sla")
	@Operation(summary = "The clocks of the ticket")
	List<ClockView> sla(@PathVariable String kind, @PathVariable String id) {
		return this.serviceLevels.clocks(this.paths.find(kind, id).id());
	}

	@GetMapping("/sla/ledger")
	@Operation(summary = "All that happened to the clocks of the ticket, explained")
	List<LedgerView> slaLedger(@PathVariable String kind, @PathVariable String id) {
		return this.serviceLevels.ledger(this.paths.find(kind, id).id());
	}

	@GetMapping("/process")
	@Operation(summary = "Where the token is, what waits, and the steps so far")
	List<ProcessView> process(@PathVariable String kind, @PathVariable String id) {
		Ticket ticket = this.paths.find(kind, id);
		this.callers.require().demand(ticket.kind() + ":read");
		return this.process.view(ticket.id());
	}

	@GetMapping(path = "/process/diagram", produces = MediaType.APPLICATION_XML_VALUE)
	@Operation(summary = "The BPMN XML of the version the ticket runs on")
	ResponseEntity<byte[]> diagram(@PathVariable String kind, @PathVariable String id) {
		Ticket ticket = this.paths.find(kind, id);
		this.callers.require().demand(ticket.kind() + ":read");
		return ResponseEntity.ok(this.process.diagram(ticket.id()).getBytes(StandardCharsets.UTF_8));
	}

	private static <T> ResponseEntity<T> created(String kind, String id, String part, UUID added, T body) {
		return ResponseEntity.created(URI.create("/api/v1/" + kind + "/" + id + "/" + part + "/" + added)).body(body);
	}

	/**
	 * A note to write.
	 *
	 * @param content up to 100,000 characters
	 * @param noteType {@code work_note} or {@code resolution_note}
	 * @param isPublic {@code Y} or {@code N}; by default {@code N} for agents, {@code Y}
	 * for reporters
	 */
	record NewNote(@NotBlank @Size(max = Tickets.LONGEST_NOTE) String content,
			@Nullable @Pattern(regexp = "work_note|resolution_note") String noteType,
			@Nullable @Pattern(regexp = "Y|N") String isPublic) {
	}

	/** A link to make; the target by id or number. */
	record NewLink(@NotNull String type, @NotNull String targetId) {
	}

}
