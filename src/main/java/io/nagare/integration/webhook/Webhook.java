package io.nagare.integration.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.integration.OutboundEvent;
import io.nagare.shared.DatedEntity;
import io.nagare.shared.OffRecord;

/** A program outside that is told of events. */
@Entity
@Table(name = "webhooks")
public class Webhook extends DatedEntity<Webhook> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name;

	private String url = "";

	private String format = WebhookBodies.STANDARD;

	@OffRecord("a secret")
	private String secret = "";

	@OffRecord("a secret")
	private @Nullable String formerSecret;

	private @Nullable Instant rotationEndsAt;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] types = {};

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] kinds = {};

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] priorities = {};

	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] teamIds = {};

	private boolean includesConfidential;

	@Column(name = "is_active")
	private boolean active = true;

	private @Nullable String stopped;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Webhook() {
	}

	Webhook(String name) {
		this.id = UUID.randomUUID();
		this.name = name;
	}

	/** Changes what the fields say; what is absent stays. */
	Webhook edit(WebhookFields fields) {
		fields.name().ifPresent((value) -> this.name = value.strip());
		fields.url().ifPresent((value) -> this.url = value.strip());
		fields.format().ifPresent((value) -> this.format = value);
		fields.types().ifPresent((value) -> this.types = value.toArray(String[]::new));
		fields.kinds().ifPresent((value) -> this.kinds = value.toArray(String[]::new));
		fields.priorities().ifPresent((value) -> this.priorities = value.toArray(String[]::new));
		fields.teamIds().ifPresent((value) -> this.teamIds = value.toArray(UUID[]::new));
		fields.includesConfidential().ifPresent((value) -> this.includesConfidential = value);
		fields.isActive().ifPresent((value) -> {
			this.active = value;
			this.stopped = null;
		});
		return this;
	}

	/** Signs with another secret from now on, and with the former one too for a while. */
	Webhook sign(String sealed, @Nullable Instant formerUntil) {
		this.formerSecret = (formerUntil != null) ? this.secret : null;
		this.rotationEndsAt = formerUntil;
		this.secret = sealed;
		return this;
	}

	/** The product tells it nothing any more. */
	Webhook stop(String why) {
		this.active = false;
		this.stopped = why;
		return this;
	}

	/** Whether it is to be told of the event. */
	boolean wants(OutboundEvent event) {
		return (this.includesConfidential || !event.isConfidential())
				&& (this.types.length == 0 || types().stream().anyMatch((type) -> matches(type, event.type())))
				&& isAmong(kinds(), event.said("kind")) && isAmong(priorities(), event.said("priority"))
				&& isAmong(teamIds().stream().map(UUID::toString).toList(), event.said("team_id"));
	}

	/** {@code incident.*} means all of incidents. */
	private static boolean matches(String wanted, String type) {
		return wanted.equals(type)
				|| (wanted.endsWith("*") && type.startsWith(wanted.substring(0, wanted.length() - 1)));
	}

	private static boolean isAmong(List<String> wanted, String value) {
		return wanted.isEmpty() || wanted.contains(value);
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

	public String url() {
		return this.url;
	}

	/** One of the words of {@link WebhookBodies}. */
	public String format() {
		return this.format;
	}

	String secret() {
		return this.secret;
	}

	/** The secret that others may still know; empty for none. */
	Optional<String> formerSecret(Instant now) {
		boolean good = this.rotationEndsAt != null && this.rotationEndsAt.isAfter(now);
		return good ? Optional.ofNullable(this.formerSecret) : Optional.empty();
	}

	public List<String> types() {
		return List.of(this.types);
	}

	public List<String> kinds() {
		return List.of(this.kinds);
	}

	public List<String> priorities() {
		return List.of(this.priorities);
	}

	public List<UUID> teamIds() {
		return List.of(this.teamIds);
	}

	/** Whether it is told of confidential tickets too. */
	public boolean includesConfidential() {
		return this.includesConfidential;
	}

	public boolean isActive() {
		return this.active;
	}

	/** Why the product stopped it: {@code gone} or {@code failing}; empty where not. */
	public Optional<String> stopped() {
		return Optional.ofNullable(this.stopped);
	}

}
