package io.nagare.intake;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.AfterCommit;
import io.nagare.directory.Category;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketKind;
import io.nagare.signin.keys.SecretBox;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/** The mailboxes of a tenant, which its administrators set up. */
@Component
@Transactional
public class MailboxService {

	/** The permission to connect the tenant with the world outside. */
	public static final String MANAGES = "integration:manage";

	private static final int MOST = 50;

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	private final MailboxRepository mailboxes;

	private final SecretBox box;

	private final Directory directory;

	private final TicketTypes types;

	private final PriorityScales scales;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	private final ObjectMapper json = new ObjectMapper();

	MailboxService(MailboxRepository mailboxes, SecretBox box, Directory directory, TicketTypes types,
			PriorityScales scales, CurrentCaller callers, ApplicationEventPublisher events) {
		this.mailboxes = mailboxes;
		this.box = box;
		this.directory = directory;
		this.types = types;
		this.scales = scales;
		this.callers = callers;
		this.events = events;
	}

	/** All of the tenant, by name. */
	@Transactional(readOnly = true)
	public List<Mailbox> all() {
		demand();
		return this.mailboxes.findAllByOrderByName();
	}

	/**
	 * One of the tenant.
	 * @throws Refusal NOT_FOUND, FORBIDDEN
	 */
	@Transactional(readOnly = true)
	public Mailbox one(UUID id) {
		demand();
		return this.mailboxes.findById(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * Sets one up.
	 * @throws Refusal naming every field that is wrong, CONFLICT where there are too many
	 */
	public Mailbox create(MailboxFields fields) {
		demand();
		List<Refusal.Detail> wrong = new ArrayList<>();
		for (String name : List.of("name", "address", "host")) {
			if (!Mailbox.isGiven(switch (name) {
				case "name" -> fields.name();
				case "address" -> fields.address();
				default -> fields.host();
			})) {
				wrong.add(Refusal.Detail.of(name, "required"));
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		if (this.mailboxes.count() >= MOST) {
			throw Refusal.conflict(null, "too_many", MOST);
		}
		return saved(new Mailbox(fields.name().get()), fields, MailSecrets.NONE);
	}

	/**
	 * Changes one.
	 * @throws Refusal NOT_FOUND, STALE, or naming every field that is wrong
	 */
	public Mailbox change(UUID id, MailboxFields fields, IfMatch ifMatch) {
		Mailbox mailbox = one(id);
		ifMatch.check(mailbox.version());
		return saved(mailbox, fields, secrets(mailbox));
	}

	/**
	 * Reads it no more, and forgets what became of its mails.
	 * @throws Refusal NOT_FOUND, STALE
	 */
	public void remove(UUID id, IfMatch ifMatch) {
		Mailbox mailbox = one(id);
		ifMatch.check(mailbox.version());
		this.mailboxes.delete(mailbox);
		AfterCommit.run(() -> this.events.publishEvent(new MailboxChanged(id)));
	}

	private Mailbox saved(Mailbox mailbox, MailboxFields fields, MailSecrets former) {
		MailSecrets secrets = former.with(fields);
		mailbox.edit(fields);
		check(mailbox, secrets);
		mailbox.seal(this.box.seal(written(secrets).getBytes(StandardCharsets.UTF_8), mailbox.id().toString()));
		AfterCommit.run(() -> this.events.publishEvent(new MailboxChanged(mailbox.id())));
		return this.mailboxes.saveAndFlush(mailbox);
	}

	private void check(Mailbox mailbox, MailSecrets secrets) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (mailbox.auth().equals(Mailbox.OAUTH)) {
			checkOauth(mailbox, wrong);
		}
		else {
			if (secrets.password() == null || secrets.password().isEmpty()) {
				wrong.add(Refusal.Detail.of("password", "required"));
			}
			if (mailbox.oauthEndpoint().isPresent()) {
				wrong.add(Refusal.Detail.of("oauth_endpoint", "not_for_auth", mailbox.auth()));
			}
		}
		checkRules(mailbox, wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		// last: the question writes what was edited
		if (this.mailboxes.existsByNameIgnoreCaseAndIdNot(mailbox.name(), mailbox.id())) {
			throw Refusal.conflict("name", "already_exists");
		}
	}

	private static void checkOauth(Mailbox mailbox, List<Refusal.Detail> wrong) {
		if (mailbox.oauthEndpoint().isEmpty()) {
			wrong.add(Refusal.Detail.of("oauth_endpoint", "required"));
		}
		else if (!isSafe(mailbox.oauthEndpoint().get())) {
			wrong.add(Refusal.Detail.of("oauth_endpoint", "https_only"));
		}
		if (mailbox.oauthClientId().isEmpty()) {
			wrong.add(Refusal.Detail.of("oauth_client_id", "required"));
		}
	}

	private static boolean isSafe(String url) {
		try {
			URI address = URI.create(url);
			return address.getHost() != null && ("https".equals(address.getScheme())
					|| ("http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost())));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private void checkRules(Mailbox mailbox, List<Refusal.Detail> wrong) {
		Optional<TicketType<?, ?>> type = this.types.find(mailbox.kind());
		if (type.filter(TicketKind::isReportedByAll).isEmpty()) {
			wrong.add(Refusal.Detail.of("kind", "not_a_choice", String.join(", ",
					this.types.all().stream().filter(TicketKind::isReportedByAll).map(TicketKind::kind).toList())));
		}
		type.map(this.scales::words)
			.filter((words) -> !words.contains(mailbox.priority()))
			.ifPresent((words) -> wrong.add(Refusal.Detail.of("priority", "not_a_choice", String.join(", ", words))));
		if (mailbox.category().isPresent()
				&& mailbox.category().flatMap(this.directory::category).filter(Category::isActive).isEmpty()) {
			wrong.add(Refusal.Detail.of("category_id", "unknown_category"));
		}
		boolean reportsAs = mailbox.unknownSenders().equals(Mailbox.REPORT_AS);
		if (reportsAs != mailbox.reportAs().isPresent()) {
			wrong.add(Refusal.Detail.of("report_as_id", reportsAs ? "required" : "not_for_rule"));
		}
		else if (reportsAs && mailbox.reportAs().flatMap(this.directory::user).filter(User::isActive).isEmpty()) {
			wrong.add(Refusal.Detail.of("report_as_id", "unknown_user"));
		}
		boolean checked = !mailbox.senderCheck().equals(Mailbox.UNCHECKED);
		if (checked != mailbox.authservId().isPresent()) {
			wrong.add(Refusal.Detail.of("authserv_id", checked ? "required" : "not_for_rule"));
		}
	}

	/** What it is opened with. */
	public MailSecrets secrets(Mailbox mailbox) {
		try {
			return this.json.readValue(this.box.open(mailbox.secrets(), mailbox.id().toString()), MailSecrets.class);
		}
		catch (java.io.IOException ex) {
			throw new IllegalStateException("The secrets of mailbox " + mailbox.id() + " cannot be read", ex);
		}
	}

	private String written(MailSecrets secrets) {
		try {
			return this.json.writeValueAsString(secrets);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** One of the bound tenant, for whoever reads it; null where it is gone. */
	@Transactional(readOnly = true)
	public @Nullable Mailbox find(UUID id) {
		return this.mailboxes.findById(id).orElse(null);
	}

	/** All addresses at which the tenant reads mails, for whoever sends one. */
	@Transactional(readOnly = true)
	public List<Mailbox> active() {
		return this.mailboxes.findAllByOrderByName().stream().filter(Mailbox::isActive).toList();
	}

	private void demand() {
		this.callers.requireMember().demand(MANAGES);
	}

}
