package io.nagare.workforce;

import io.nagare.directory.DirectoryEntry;

import java.time.Instant;
import java.util.UUID;

import io.nagare.shared.OnBehalf;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is away for a time, and another stands in for him. It is planned, then
 * running, then over; its process says when.
 */
@Entity
@Table(name = "absences")
public class Absence extends DirectoryEntry<Absence> {

	/** Everything the person does. */
	public static final String ALL = "all";

	static final String RUNNING = "running";

	static final String PLANNED = "planned";

	private static final String OVER = "over";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@OnBehalf
	@Column(updatable = false)
	private UUID userId;

	@Column(updatable = false)
	private UUID substituteId;

	@Column(updatable = false)
	private Instant startsAt;

	@Column(updatable = false)
	private Instant endsAt;

	@Column(updatable = false)
	private String scope;

	private String state = PLANNED;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Absence() {
	}

	Absence(UUID user, UUID substitute, Instant from, Instant to, String scope) {
		this.id = UUID.randomUUID();
		this.userId = user;
		this.substituteId = substitute;
		this.startsAt = from;
		this.endsAt = to;
		this.scope = scope;
	}

	public UUID id() {
		return this.id;
	}

	/** Who is away. */
	public UUID user() {
		return this.userId;
	}

	/** Who stands in. */
	public UUID substitute() {
		return this.substituteId;
	}

	public Instant from() {
		return this.startsAt;
	}

	public Instant to() {
		return this.endsAt;
	}

	/** {@link #ALL}, or the path of a kind of tickets. */
	public String scope() {
		return this.scope;
	}

	/** {@code planned}, {@code running} or {@code over}. */
	public String state() {
		return this.state;
	}

	/**
	 * Whether it is about tickets of the kind.
	 * @param path of the kind, such as {@code changes}
	 */
	boolean covers(String path) {
		return covers(this.scope, path);
	}

	/** Whether one of the scope is about tickets of the kind at the path. */
	static boolean covers(String scope, String path) {
		return scope.equals(ALL) || scope.equals(path);
	}

	/** Whether both could be asked for the same ticket at the same moment. */
	boolean overlaps(Instant from, Instant to, String otherScope) {
		return !this.state.equals(OVER) && this.startsAt.isBefore(to) && from.isBefore(this.endsAt)
				&& (this.scope.equals(ALL) || otherScope.equals(ALL) || this.scope.equals(otherScope));
	}

	boolean isOver() {
		return this.state.equals(OVER);
	}

	/**
	 * The person is away from now on.
	 * @return whether that is news
	 */
	boolean begin() {
		boolean news = this.state.equals(PLANNED);
		if (news) {
			this.state = RUNNING;
		}
		return news;
	}

	/**
	 * The person is back, or does not leave.
	 * @return whether the person was away
	 */
	boolean end() {
		boolean news = this.state.equals(RUNNING);
		this.state = OVER;
		return news;
	}

	/** An absence is planned; told in the transaction that stores it, after it is. */
	public record Entered(UUID absence) {
	}

	/** An absence has ended before its time; told in the transaction that ended it. */
	public record Cancelled(UUID absence) {
	}

}
