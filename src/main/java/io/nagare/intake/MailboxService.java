package io.nagare.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.AfterCommit;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.signin.keys.SecretBox;

/** The mailboxes of a tenant, which its administrators set up. */
@Component
@Transactional
public class MailboxService {

	/** The permission to connect the tenant with the world outside. */
	public static final String MANAGES = "integration:manage";

	private static final int MOST = 50;

	private final MailboxRepository mailboxes;

	private final SecretBox box;

	private final MailboxPolicy policy;

	private final MailLog log;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	private final ObjectMapper json = new ObjectMapper();

	MailboxService(MailboxRepository mailboxes, SecretBox box, MailboxPolicy policy, MailLog log, CurrentCaller callers,
			ApplicationEventPublisher events) {
		this.mailboxes = mailboxes;
		this.box = box;
		this.policy = policy;
		this.log = log;
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
		demand();
		// a token that is renewed meanwhile is not written over with the former
		Mailbox mailbox = this.mailboxes.lock(id).orElseThrow(Refusal::notFound);
		ifMatch.check(mailbox.version());
		List<String> place = place(mailbox);
		Mailbox changed = saved(mailbox, fields, secrets(mailbox));
		if (!place(changed).equals(place)) {
			this.log.beginAnew(id);
		}
		if (!changed.isActive()) {
			this.log.rests(id);
		}
		return changed;
	}

	/** What a server's numbers of mails hold for. */
	private static List<String> place(Mailbox mailbox) {
		return List.of(mailbox.host(), mailbox.username(), mailbox.folder());
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
		mailbox.seal(sealed(mailbox, secrets));
		AfterCommit.run(() -> this.events.publishEvent(new MailboxChanged(mailbox.id())));
		return this.mailboxes.saveAndFlush(mailbox);
	}

	private void check(Mailbox mailbox, MailSecrets secrets) {
		List<Refusal.Detail> wrong = this.policy.wrong(mailbox, secrets);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		// last: the question writes what was edited
		if (this.mailboxes.existsByNameIgnoreCaseAndIdNot(mailbox.name(), mailbox.id())) {
			throw Refusal.conflict("name", "already_exists");
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

	/**
	 * What it is opened with as it is now, whatever was read before; nothing where it is
	 * gone.
	 */
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public MailSecrets secretsNow(UUID id) {
		return this.mailboxes.lock(id).map(this::secrets).orElse(MailSecrets.NONE);
	}

	/**
	 * Keeps the refresh token that took the place of the former, unless somebody has
	 * given another meanwhile. It is a transaction of its own: whatever becomes of the
	 * caller's, the former token is spent.
	 */
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void keepRefreshToken(UUID id, String former, String next) {
		this.mailboxes.lock(id).ifPresent((mailbox) -> {
			MailSecrets secrets = secrets(mailbox);
			if (former.equals(secrets.refreshToken())) {
				this.mailboxes.keepSecrets(id, sealed(mailbox, secrets.refreshed(next)));
			}
		});
	}

	private String sealed(Mailbox mailbox, MailSecrets secrets) {
		return this.box.seal(written(secrets).getBytes(StandardCharsets.UTF_8), mailbox.id().toString());
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
