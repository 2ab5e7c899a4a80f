package io.nagare.integration.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

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

	private @Nullable String language;

	private @Nullable String template;

	@OffRecord("a secret")
	private String secret = "";

	@OffRecord("secrets")
	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] formerSecrets = {};

	/** Until when each of the former secrets is good. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private Instant[] rotationsEndAt = {};

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
		fields.language().ifPresent((value) -> this.language = value);
		fields.template()
			.ifPresent((value) -> this.template = (value == null || value.isBlank()) ? null : value.strip());
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

	/** Signs with its first secret. */
	Webhook sign(String sealed) {
		this.secret = sealed;
		return this;
	}

	/**
	 * Signs with another secret from now on, and with the former one too for a while, as
	 * with those whose while is not over.
	 */
	Webhook sign(String sealed, Instant now, Instant formerUntil) {
		List<String> secrets = new ArrayList<>(formerSecrets(now));
		List<Instant> ends = new ArrayList<>(
				Arrays.stream(this.rotationsEndAt).filter((end) -> end.isAfter(now)).toList());
		secrets.add(this.secret);
		ends.add(formerUntil);
		this.formerSecrets = secrets.toArray(String[]::new);
		this.rotationsEndAt = ends.toArray(Instant[]::new);
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
		return (this.includesConfidential || !event.isConfidential()) && wants(event.said("kind"), event.type())
				&& isAmong(priorities(), event.said("priority"))
				&& isAmong(teamIds().stream().map(UUID::toString).toList(), event.said("team_id"));
	}

	/** Whether it may be told of events of that type about things of that kind. */
	boolean wants(String kind, String type) {
		return isAmong(kinds(), kind)
				&& (this.types.length == 0 || types().stream().anyMatch((one) -> matches(one, type)));
	}

	/** {@code incident.*} means all of incidents. */
	static boolean matches(String wanted, String type) {
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

	/** {@code ja} or {@code en}, of what a chat reads; empty for the tenant's. */
	public Optional<String> language() {
		return Optional.ofNullable(this.language);
	}

	/** What a chat reads, with places; empty for the product's words. */
	public Optional<String> template() {
		return Optional.ofNullable(this.template);
	}

	String secret() {
		return this.secret;
	}

	/** The secrets that others may still know, the oldest first. */
	List<String> formerSecrets(Instant now) {
		return IntStream.range(0, this.formerSecrets.length)
			.filter((one) -> this.rotationsEndAt[one].isAfter(now))
			.mapToObj((one) -> this.formerSecrets[one])
			.toList();
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
