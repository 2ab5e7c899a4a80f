package io.nagare.ticket;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a report or a PATCH says of a ticket; what is absent stays as it is. A type with
 * fields of its own has a record of its own.
 */
public interface TicketFields {

	/** One line. */
	JsonNullable<String> title();

	/** Free text. */
	JsonNullable<@Nullable String> description();

	/** A word of the type's table. */
	JsonNullable<@Nullable String> priority();

	/** What it is about. */
	JsonNullable<@Nullable UUID> categoryId();

	/** The site where it arose. */
	JsonNullable<@Nullable UUID> siteId();

	/** The department where it arose. */
	JsonNullable<@Nullable UUID> departmentId();

	/** The configuration items concerned. */
	JsonNullable<@Nullable List<UUID>> ciIds();

	/** {@code internal} or {@code confidential}. */
	JsonNullable<@Nullable String> confidentiality();

	/** The words that people find it by. */
	JsonNullable<@Nullable List<String>> tags();

	/** How long it is expected to take, in minutes. */
	JsonNullable<@Nullable Integer> estimatedMinutes();

	/** Everything that has no field of its own. */
	Map<String, @Nullable Object> rest();

	/**
	 * What a PATCH says beside plain fields: a status, an assignee or a team, fields with
	 * an action of their own, and the fields of the action that these perform.
	 */
	default Map<String, @Nullable Object> others() {
		return rest();
	}

	/**
	 * Where the ticket has a reason of its own, that; beside an action that asks why, the
	 * caller says it of the action.
	 */
	default JsonNullable<@Nullable String> reason() {
		return JsonNullable.undefined();
	}

	/** The same without the reason. */
	default TicketFields withoutReason() {
		return this;
	}

	/** The fields that are written without a step of the process; not the priority. */
	default Stream<JsonNullable<?>> plain() {
		return Stream.of(title(), description(), categoryId(), siteId(), departmentId(), ciIds(), confidentiality(),
				tags(), estimatedMinutes());
	}

	/** Those that only one type has beside them. */
	default Stream<JsonNullable<?>> own() {
		return Stream.empty();
	}

	/** Whether it says anything that is written without a step of the process. */
	default boolean saysPlain() {
		return Stream.concat(plain(), own()).anyMatch(JsonNullable::isPresent);
	}

}
