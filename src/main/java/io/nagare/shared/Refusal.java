package io.nagare.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Says no to a caller, for a reason he can understand and act on. The API answers it as
 * the contract's error, in the caller's language; everything done so far is rolled back.
 */
public class Refusal extends RuntimeException {

	/** So many fields one answer names. More would help nobody. */
	public static final int MOST_DETAILS = 100;

	/** The code of what only the caller's token lacks, as RFC 6750 calls it. */
	public static final String INSUFFICIENT_SCOPE = "insufficient_scope";

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	private final transient List<Detail> details;

	/**
	 * @param kind what sort of no, which decides the HTTP status
	 * @param details what exactly is wrong, field by field; may be empty
	 */
	public Refusal(Kind kind, List<Detail> details) {
		super(kind + " " + details);
		this.kind = kind;
		this.details = List.copyOf(details);
	}

	public Kind kind() {
		return this.kind;
	}

	public List<Detail> details() {
		return this.details;
	}

	/** The refusal in a failure, wrapped by whatever it came through. */
	public static Optional<Refusal> in(Throwable failure) {
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof Refusal refusal) {
				return Optional.of(refusal);
			}
		}
		return Optional.empty();
	}

	/** One field of the request is wrong. */
	public static Refusal invalid(String field, String code, Object... args) {
		return new Refusal(Kind.VALIDATION_FAILED, List.of(Detail.of(field, code, args)));
	}

	/**
	 * Several fields of the request are wrong; all of them are told. Of more than
	 * {@value #MOST_DETAILS} only the first are, and that there are more: who gathers
	 * them need not go on beyond.
	 */
	public static Refusal invalid(List<Detail> details) {
		if (details.size() <= MOST_DETAILS) {
			return new Refusal(Kind.VALIDATION_FAILED, details);
		}
		List<Detail> told = new ArrayList<>(details.subList(0, MOST_DETAILS));
		told.add(Detail.of(null, "more_wrong", MOST_DETAILS));
		return new Refusal(Kind.VALIDATION_FAILED, told);
	}

	/** The thing does not exist, or not for this caller. */
	public static Refusal notFound() {
		return new Refusal(Kind.NOT_FOUND, List.of());
	}

	/** The caller may not do this. */
	public static Refusal forbidden() {
		return new Refusal(Kind.FORBIDDEN, List.of());
	}

	/** The caller may not write this one field. */
	public static Refusal forbidden(String field, String code, Object... args) {
		return new Refusal(Kind.FORBIDDEN, List.of(Detail.of(field, code, args)));
	}

	/** The caller may do this, but not with the token that he sends. */
	public static Refusal insufficientScope(String permission) {
		return new Refusal(Kind.FORBIDDEN, List.of(Detail.of(null, INSUFFICIENT_SCOPE, permission)));
	}

	/** Somebody else was faster, or the state of things forbids it. */
	public static Refusal conflict(@Nullable String field, String code, Object... args) {
		return new Refusal(Kind.CONFLICT, List.of(Detail.of(field, code, args)));
	}

	/**
	 * The action is not open now.
	 * @param open names of the actions that are
	 */
	public static Refusal actionNotOpen(List<String> open) {
		return new Refusal(Kind.ACTION_NOT_OPEN,
				open.stream().map((name) -> Detail.of(name, "open_action", name)).toList());
	}

	/** The caller saw an older version than the one stored. */
	public static Refusal stale() {
		return new Refusal(Kind.STALE, List.of());
	}

	/**
	 * The caller asks too often.
	 * @param seconds when he may try again
	 */
	public static Refusal rateLimited(long seconds) {
		return new Refusal(Kind.RATE_LIMITED, List.of(Detail.of(null, "retry_after", seconds)));
	}

	/**
	 * The node has no room for this now.
	 * @param seconds when the caller may try again
	 */
	public static Refusal unavailable(long seconds) {
		return new Refusal(Kind.UNAVAILABLE, List.of(Detail.of(null, "retry_after", seconds)));
	}

	/**
	 * What was sent is larger than allowed.
	 * @param limit in bytes
	 */
	public static Refusal tooLarge(@Nullable String field, long limit) {
		DataSize size = DataSize.ofBytes(limit);
		return new Refusal(Kind.TOO_LARGE,
				List.of((size.toMegabytes() > 0) ? Detail.of(field, "too_large", size.toMegabytes())
						: Detail.of(field, "too_large_kb", size.toKilobytes())));
	}

	/** The sorts of no that the contract knows, each with its HTTP status. */
	public enum Kind {

		VALIDATION_FAILED(400), UNAUTHENTICATED(401), SECOND_FACTOR_REQUIRED(401), FORBIDDEN(403), NOT_FOUND(404),
		METHOD_NOT_ALLOWED(405), NOT_ACCEPTABLE(406), TOO_SLOW(408), ACTION_NOT_OPEN(409), CONFLICT(409),
		MODEL_MISBEHAVED(409), STALE(412), TOO_LARGE(413), UNSUPPORTED_TYPE(415), MODEL_REJECTED(422),
		RATE_LIMITED(429), UNAVAILABLE(503);

		private final int status;

		Kind(int status) {
			this.status = status;
		}

		/** The HTTP status. */
		public int status() {
			return this.status;
		}

	}

	/**
	 * What exactly is wrong.
	 *
	 * @param field the field as the caller wrote it; null where no single field is at
	 * fault
	 * @param code a stable word for programs; its sentence for people is the message
	 * {@code detail.<code>} of the bundle
	 * @param args what the sentence mentions
	 */
	public record Detail(@Nullable String field, String code, List<Object> args) {

		public static Detail of(@Nullable String field, String code, Object... args) {
			return new Detail(field, code, List.of(args));
		}

	}

}
