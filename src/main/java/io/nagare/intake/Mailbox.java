package io.nagare.intake;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

import io.nagare.shared.DatedEntity;
import io.nagare.shared.OffRecord;

/** A mailbox on an IMAP server, and what becomes of the mails that come there. */
@Entity
@Table(name = "mailboxes")
public class Mailbox extends DatedEntity<Mailbox> {

	public static final String OAUTH = "oauth2";

	public static final String KEEP = "keep";

	public static final String IGNORE = "ignore";

	public static final String REPORT_AS = "report_as";

	public static final String UNCHECKED = "none";

	/** Reporters read what agents answer by mail. */
	static final String PUBLIC = "public";

	private static final int TLS_PORT = 993;

	private static final int PLAIN_PORT = 143;

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name;

	private String address = "";

	private String host = "";

	private int port = TLS_PORT;

	private String security = "tls";

	private String username = "";

	private String auth = "password";

	private @Nullable String oauthEndpoint;

	private @Nullable String oauthClientId;

	private @Nullable String oauthScope;

	@OffRecord("secrets")
	private String secrets = "";

	private String folder = "INBOX";

	private @Nullable String doneFolder;

	private String kind = "incident";

	private @Nullable UUID categoryId;

	private String priority = "medium";

	private String unknownSenders = KEEP;

	private @Nullable UUID reportAsId;

	private String machines = IGNORE;

	private String senderCheck = UNCHECKED;

	private @Nullable String authservId;

	private int ticketsPerSender = 20;

	private String agentNotes = "internal";

	@Column(name = "is_active")
	private boolean active = true;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Mailbox() {
	}

	Mailbox(String name) {
		this.id = UUID.randomUUID();
		this.name = name;
	}

	/** Changes what the fields say; what is absent stays. Secrets are kept apart. */
	Mailbox edit(MailboxFields fields) {
		fields.name().ifPresent((value) -> this.name = value.strip());
		fields.address().ifPresent((value) -> this.address = value.strip());
		fields.host().ifPresent((value) -> this.host = value.strip());
		fields.security().ifPresent((value) -> {
			this.security = value;
			this.port = value.equals("tls") ? TLS_PORT : PLAIN_PORT;
		});
		fields.port().ifPresent((value) -> this.port = value);
		fields.username().ifPresent((value) -> this.username = value.strip());
		fields.auth().ifPresent((value) -> this.auth = value);
		fields.oauthEndpoint().ifPresent((value) -> this.oauthEndpoint = value);
		fields.oauthClientId().ifPresent((value) -> this.oauthClientId = value);
		fields.oauthScope().ifPresent((value) -> this.oauthScope = value);
		fields.folder().ifPresent((value) -> this.folder = value);
		fields.doneFolder().ifPresent((value) -> this.doneFolder = value);
		rules(fields);
		if (this.username.isEmpty()) {
			this.username = this.address;
		}
		return this;
	}

	private void rules(MailboxFields fields) {
		fields.kind().ifPresent((value) -> this.kind = value);
		fields.categoryId().ifPresent((value) -> this.categoryId = value);
		fields.priority().ifPresent((value) -> this.priority = value);
		fields.unknownSenders().ifPresent((value) -> this.unknownSenders = value);
		fields.reportAsId().ifPresent((value) -> this.reportAsId = value);
		fields.machines().ifPresent((value) -> this.machines = value);
		fields.senderCheck().ifPresent((value) -> this.senderCheck = value);
		fields.authservId().ifPresent((value) -> this.authservId = value);
		fields.ticketsPerSender().ifPresent((value) -> this.ticketsPerSender = value);
		fields.agentNotes().ifPresent((value) -> this.agentNotes = value);
		fields.isActive().ifPresent((value) -> this.active = value);
	}

	/** Keeps the secrets, sealed for it. */
	Mailbox seal(String sealed) {
		this.secrets = sealed;
		return this;
	}

	public UUID id() {
		return this.id;
	}

	public UUID tenant() {
		return Objects.requireNonNull(this.tenantId);
	}

	public String name() {
		return this.name;
	}

	/** To whom people write. */
	public String address() {
		return this.address;
	}

	public String host() {
		return this.host;
	}

	public int port() {
		return this.port;
	}

	/** {@code tls}, {@code starttls} or {@code none}. */
	public String security() {
		return this.security;
	}

	public String username() {
		return this.username;
	}

	/** {@code password} or {@code oauth2}. */
	public String auth() {
		return this.auth;
	}

	public Optional<String> oauthEndpoint() {
		return Optional.ofNullable(this.oauthEndpoint);
	}

	public Optional<String> oauthClientId() {
		return Optional.ofNullable(this.oauthClientId);
	}

	public Optional<String> oauthScope() {
		return Optional.ofNullable(this.oauthScope);
	}

	String secrets() {
		return this.secrets;
	}

	public String folder() {
		return this.folder;
	}

	/** Where taken mails are moved; empty where they stay, marked as read. */
	public Optional<String> doneFolder() {
		return Optional.ofNullable(this.doneFolder);
	}

	/** The type of its tickets. */
	public String kind() {
		return this.kind;
	}

	public Optional<UUID> category() {
		return Optional.ofNullable(this.categoryId);
	}

	public String priority() {
		return this.priority;
	}

	/** {@code keep}, {@code ignore} or {@code report_as}. */
	public String unknownSenders() {
		return this.unknownSenders;
	}

	/** Who reports for those who are unknown. */
	public Optional<UUID> reportAs() {
		return Optional.ofNullable(this.reportAsId);
	}

	/** {@code ignore} or {@code take}. */
	public String machines() {
		return this.machines;
	}

	/** {@code none}, {@code spf_or_dkim} or {@code dmarc}. */
	public String senderCheck() {
		return this.senderCheck;
	}

	/** What the mail server calls itself where it writes what it found out. */
	public Optional<String> authservId() {
		return Optional.ofNullable(this.authservId);
	}

	/** So many tickets an hour one sender may open. */
	public int ticketsPerSender() {
		return this.ticketsPerSender;
	}

	/**
	 * Whether reporters read what agents answer by mail: not where anybody may be one.
	 */
	boolean speaksPublicly() {
		return this.agentNotes.equals(PUBLIC) && !this.senderCheck.equals(UNCHECKED);
	}

	/** {@code internal} or {@code public}. */
	public String agentNotes() {
		return this.agentNotes;
	}

	public boolean isActive() {
		return this.active;
	}

	static boolean isGiven(JsonNullable<? extends @Nullable Object> field) {
		return field.isPresent() && field.get() != null;
	}

}
