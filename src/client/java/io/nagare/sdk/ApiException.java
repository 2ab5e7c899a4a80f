package io.nagare.sdk;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** The API said no, and why. */
public final class ApiException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String code;

	private final transient List<Detail> details;

	private final String retryAfter;

	ApiException(int status, JsonNode error, String retryAfter) {
		super(status + " " + error.path("code").asText() + ": " + error.path("message").asText() + " " + error.path("details"));
		this.status = status;
		this.code = error.path("code").asText();
		this.details = Json.list(error.path("details"), JsonNode.class).stream().map(Detail::of).toList();
		this.retryAfter = retryAfter;
	}

	/** The status of HTTP. */
	public int status() {
		return this.status;
	}

	/** The contract's word, such as {@code ACTION_NOT_OPEN}; empty where something before the product answered. */
	public String code() {
		return this.code;
	}

	/** What exactly is wrong; of an action that is not open, those that are. */
	public List<Detail> details() {
		return this.details;
	}

	/** Seconds after which it may be tried again. */
	public Optional<Long> retryAfter() {
		return Optional.ofNullable(this.retryAfter).filter((text) -> text.matches("[0-9]{1,9}")).map(Long::valueOf);
	}

	/**
	 * One thing that is wrong.
	 *
	 * @param field null for the whole
	 * @param message in the language that was asked for
	 */
	public record Detail(String field, String code, String message) {

		private static Detail of(JsonNode detail) {
			return new Detail(detail.path("field").asText(null), detail.path("code").asText(),
					detail.path("message").asText());
		}

	}

}
