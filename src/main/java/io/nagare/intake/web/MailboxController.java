package io.nagare.intake.web;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.mail.MessagingException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.intake.MailEntry;
import io.nagare.intake.MailLog;
import io.nagare.intake.Mailbox;
import io.nagare.intake.MailboxFields;
import io.nagare.intake.MailboxService;
import io.nagare.intake.MailboxState;
import io.nagare.intake.imap.MailFailures;
import io.nagare.intake.imap.MailboxReader;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketRef;
import io.nagare.shared.Versioned;

/** The mailboxes whose mails become tickets. */
@RestController
@Tag(name = "Mailboxes")
@RequestMapping("/api/v1/mailboxes")
class MailboxController {

	private final MailboxService mailboxes;

	private final MailLog log;

	private final MailboxReader reader;

	MailboxController(MailboxService mailboxes, MailLog log, MailboxReader reader) {
		this.mailboxes = mailboxes;
		this.log = log;
		this.reader = reader;
	}

	@GetMapping
	@Operation(summary = "Lists the tenant's mailboxes by name")
	Paged<MailboxDto> listMailboxes(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		PageQuery query = PageQuery.of(page, limit);
		return Paged.of(this.mailboxes.all(), query).map(this::dto);
	}

	@GetMapping("/{id}")
	MailboxDto readMailbox(@PathVariable UUID id) {
		return dto(this.mailboxes.one(id));
	}

	@PostMapping
	@Operation(summary = "Sets up a mailbox: its mails become tickets, answers and notes of their senders")
	ResponseEntity<MailboxDto> createMailbox(@Valid @RequestBody MailboxFields fields) {
		MailboxDto created = dto(this.mailboxes.create(fields));
		return ResponseEntity.created(URI.create("/api/v1/mailboxes/" + created.id())).body(created);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a mailbox; secrets that are not given stay")
	MailboxDto changeMailbox(@PathVariable UUID id, @Valid @RequestBody MailboxFields fields, IfMatch ifMatch) {
		return dto(this.mailboxes.change(id, fields, ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Reads a mailbox no more; its mails stay where they are")
	void removeMailbox(@PathVariable UUID id, IfMatch ifMatch) {
		this.mailboxes.remove(id, ifMatch);
	}

	@PostMapping("/{id}/check")
	@Operation(summary = "Opens the mailbox, changes nothing and says how that went")
	CheckedMailbox checkMailbox(@PathVariable UUID id) {
		Mailbox mailbox = this.mailboxes.one(id);
		try {
			return new CheckedMailbox(true, this.reader.unread(mailbox), null);
		}
		catch (MessagingException | IOException ex) {
			return new CheckedMailbox(false, null, MailFailures.words(ex).in(LocaleContextHolder.getLocale()));
		}
	}

	@GetMapping("/{id}/messages")
	@Operation(summary = "What became of each mail, the youngest first")
	Paged<MailMessage> listMailMessages(@PathVariable UUID id,
			@RequestParam(required = false) @Nullable @Pattern(
					regexp = "ticket|answer|note|duplicate|ignored|held") String outcome,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		this.mailboxes.one(id);
		return this.log.page(id, outcome, PageQuery.of(page, limit)).map(MailMessage::of);
	}

	@PostMapping("/{id}/messages/{message}/retry")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Looks at a held mail once more, for example after its sender was made known")
	MailMessage retryMailMessage(@PathVariable UUID id, @PathVariable UUID message) {
		this.mailboxes.one(id);
		MailEntry mail = this.log.find(id, message).orElseThrow(Refusal::notFound);
		if (!mail.outcome().equals(MailEntry.HELD)) {
			throw Refusal.conflict(null, "not_held", mail.outcome());
		}
		if (!Objects.equals(this.log.state(id).validity(), mail.validity())) {
			throw Refusal.conflict(null, "renumbered");
		}
		this.log.again(id, mail.validity(), mail.uid());
		return MailMessage.of(mail);
	}

	private MailboxDto dto(Mailbox mailbox) {
		MailboxState state = this.log.state(mailbox.id());
		return new MailboxDto(mailbox.id(), mailbox.name(), mailbox.address(), mailbox.host(), mailbox.port(),
				mailbox.security(), mailbox.username(), mailbox.auth(), mailbox.oauthEndpoint().orElse(null),
				mailbox.oauthClientId().orElse(null), mailbox.oauthScope().orElse(null), mailbox.folder(),
				mailbox.doneFolder().orElse(null), mailbox.kind(), mailbox.category().orElse(null), mailbox.priority(),
				mailbox.unknownSenders(), mailbox.reportAs().orElse(null), mailbox.machines(), mailbox.senderCheck(),
				mailbox.authservId().orElse(null), mailbox.ticketsPerSender(), mailbox.agentNotes(), mailbox.isActive(),
				state.checkedAt(),
				Optional.ofNullable(state.failure()).map((why) -> why.in(LocaleContextHolder.getLocale())).orElse(null),
				state.waiting(), mailbox.createdAt(), mailbox.updatedAt(), mailbox.version());
	}

	/**
	 * A mailbox; its secrets are never shown.
	 *
	 * @param checkedAt when it was looked at last
	 * @param failure why it could not be read last
	 * @param waiting how many mails are known of and not yet taken
	 */
	@Schema(name = "Mailbox")
	record MailboxDto(UUID id, String name, String address, String host, int port, String security, String username,
			String auth, @Nullable String oauthEndpoint, @Nullable String oauthClientId, @Nullable String oauthScope,
			String folder, @Nullable String doneFolder, String kind, @Nullable UUID categoryId, String priority,
			String unknownSenders, @Nullable UUID reportAsId, String machines, String senderCheck,
			@Nullable String authservId, int ticketsPerSender, String agentNotes, boolean isActive,
			@Nullable Instant checkedAt, @Nullable String failure, long waiting, Instant createdAt, Instant updatedAt,
			long version) implements Versioned {
	}

	/** How opening a mailbox went. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record CheckedMailbox(boolean opens, @Nullable Integer unread, @Nullable String failure) {
	}

	/** What became of a mail. */
	record MailMessage(UUID id, @Nullable String messageId, @Nullable String sender, String subject, long size,
			String outcome, @Nullable String reason, @Nullable String detail, @Nullable UUID ticketId,
			@Nullable String ticketKind, @Nullable String ticketNumber, @Nullable Instant receivedAt) {

		static MailMessage of(MailEntry mail) {
			TicketRef ticket = mail.ticket();
			return new MailMessage(mail.id(), mail.messageId(), mail.sender(), mail.subject(), mail.size(),
					mail.outcome(), mail.reason(), mail.detail(), (ticket != null) ? ticket.id() : null,
					(ticket != null) ? ticket.kind() : null, (ticket != null) ? ticket.number() : null, mail.at());
		}

	}

}
