package io.nagare.ticket.web;

import io.nagare.shared.WordOf;
import io.nagare.ticket.TicketType;
import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.attachment.Attachments;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.link.TicketChain;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.query.TicketParts;
import io.nagare.ticket.Tickets;

/** What hangs on a ticket, whatever its type: journal, notes, files, links. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}")
class TicketPartsController {

	private final Tickets tickets;

	private final TicketParts parts;

	private final TicketNotes notes;

	private final TicketLinks links;

	private final TicketChain chain;

	private final Attachments attachments;

	private final CurrentCaller callers;

	TicketPartsController(Tickets tickets, TicketParts parts, TicketNotes notes, TicketLinks links, TicketChain chain,
			Attachments attachments, CurrentCaller callers) {
		this.tickets = tickets;
		this.parts = parts;
		this.notes = notes;
		this.links = links;
		this.chain = chain;
		this.attachments = attachments;
		this.callers = callers;
	}

	@GetMapping("/history")
	@Operation(summary = "Every change of a field, oldest first; nothing for reporters")
	List<TicketParts.Change> history(TicketType<?, ?> type, @PathVariable String id) {
		Ticket ticket = this.tickets.find(type, id);
		return seesInternal(ticket) ? this.parts.history(ticket.id()) : List.of();
	}

	@GetMapping("/work-notes")
	@Operation(summary = "The notes; reporters see public ones")
	List<TicketParts.Note> notes(TicketType<?, ?> type, @PathVariable String id) {
		Ticket ticket = this.tickets.find(type, id);
		return this.parts.notes(ticket.id(), seesInternal(ticket));
	}

	private boolean seesInternal(Ticket ticket) {
		return this.callers.require().may(ticket.kind() + ":read");
	}

	@PostMapping("/work-notes")
	@Operation(summary = "Writes a note; an agent's public note is an answer to the reporter")
	ResponseEntity<TicketParts.Note> addNote(TicketType<?, ?> type, @PathVariable String id,
			@Valid @RequestBody NewNote note) {
		Ticket ticket = this.tickets.find(type, id);
		boolean publicNote = (note.isPublic() != null) ? note.isPublic().equals("Y") : !seesInternal(ticket);
		UUID added = this.notes.add(ticket.id(), (note.noteType() != null) ? note.noteType() : "work_note",
				note.content(), publicNote);
		return created(type, id, "work-notes", added, this.parts.note(ticket.id(), added));
	}

	@GetMapping("/attachments")
	@Operation(summary = "The files")
	List<TicketParts.Attachment> attachments(TicketType<?, ?> type, @PathVariable String id) {
		Ticket ticket = this.tickets.find(type, id);
		return this.parts.attachments(ticket.id(), seesInternal(ticket));
	}

	@PostMapping(path = "/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(summary = "Adds a file of at most 10 MB; its type is read from its content")
	ResponseEntity<TicketParts.Attachment> attach(TicketType<?, ?> type, @PathVariable String id,
			@RequestPart MultipartFile file) {
		Ticket ticket = this.tickets.find(type, id);
		this.attachments.demandRoomOfCaller(file.getSize());
		UUID added = this.attachments.add(ticket.id(), file.getOriginalFilename(), file.getContentType(),
				file.getSize(), file);
		return created(type, id, "attachments", added,
				this.parts.attachments(ticket.id(), true)
					.stream()
					.filter((candidate) -> candidate.id().equals(added))
					.findFirst()
					.orElseThrow());
	}

	@GetMapping("/attachments/{attachment}")
	@Operation(summary = "The bytes of a file, to be saved, never shown in place")
	@ApiResponse(responseCode = "200", description = "The file, of the type it was sent as",
			content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
	ResponseEntity<Resource> attachment(TicketType<?, ?> type, @PathVariable String id, @PathVariable UUID attachment) {
		return AttachmentAnswer.of(this.attachments.read(this.tickets.find(type, id).id(), attachment));
	}

	@DeleteMapping("/attachments/{attachment}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Takes a file away for good; by who sent it or who may delete the ticket")
	void removeAttachment(TicketType<?, ?> type, @PathVariable String id, @PathVariable UUID attachment) {
		this.attachments.remove(this.tickets.find(type, id).id(), attachment);
	}

	@GetMapping("/links")
	@Operation(summary = "Related tickets, in both directions")
	List<TicketParts.Link> links(TicketType<?, ?> type, @PathVariable String id) {
		return this.parts.links(this.tickets.find(type, id).id());
	}

	@GetMapping("/chain")
	@Operation(summary = "The whole chain of linked tickets, from one to the next in both directions")
	TicketChain.Chain chain(TicketType<?, ?> type, @PathVariable String id) {
		return this.chain.of(this.tickets.find(type, id));
	}

	@PostMapping("/links")
	@Operation(summary = "Links the ticket to another: it is a child of, a duplicate of, … the target")
	ResponseEntity<TicketParts.Link> link(TicketType<?, ?> type, @PathVariable String id,
			@Valid @RequestBody NewLink link) {
		Ticket ticket = this.tickets.find(type, id);
		this.callers.require().demand(ticket.kind() + ":work");
		UUID target = this.tickets.referredTo(link.targetId(), "target_id").id();
		UUID added = this.links.link(ticket.id(), target, this.links.type(link.type()));
		return created(type, id, "links", added,
				this.parts.links(ticket.id())
					.stream()
					.filter((candidate) -> candidate.id().equals(added))
					.findFirst()
					.orElseThrow());
	}

	@DeleteMapping("/links/{link}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Takes a link away, seen from either of its ends")
	void unlink(TicketType<?, ?> type, @PathVariable String id, @PathVariable UUID link) {
		Ticket ticket = this.tickets.find(type, id);
		this.callers.require().demand(ticket.kind() + ":work");
		this.links.unlink(ticket.id(), link);
	}

	private static <T> ResponseEntity<T> created(TicketType<?, ?> type, String id, String part, UUID added, T body) {
		return ResponseEntity.created(URI.create("/api/v1/" + type.path() + "/" + id + "/" + part + "/" + added))
			.body(body);
	}

	/**
	 * A note to write.
	 *
	 * @param content up to 100,000 characters
	 * @param noteType {@code work_note} or {@code resolution_note}
	 * @param isPublic {@code Y} or {@code N}; by default {@code N} for agents, {@code Y}
	 * for reporters
	 */
	record NewNote(@NotBlank @Size(max = TicketNotes.LONGEST) String content,
			@Nullable @Pattern(regexp = "work_note|resolution_note") String noteType,
			@Nullable @Pattern(regexp = "Y|N") String isPublic) {
	}

	/** A link to make; the target by id or number. */
	record NewLink(@NotNull @WordOf(LinkType.class) String type, @NotNull String targetId) {
	}

}
