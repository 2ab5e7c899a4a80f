package io.nagare.graphql;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * Why a subscription is asked: because it begins, and then it says what it waits for, or
 * because that has happened. Each time the whole question is asked anew, as the caller
 * and with the rights of that moment.
 */
final class SubscriptionMoment {

	private final @Nullable Happened now;

	private @Nullable Predicate<Happened> awaited;

	private SubscriptionMoment(@Nullable Happened now) {
		this.now = now;
	}

	static SubscriptionMoment beginning() {
		return new SubscriptionMoment(null);
	}

	static SubscriptionMoment after(Happened now) {
		return new SubscriptionMoment(now);
	}

	/**
	 * The one that a question is asked in.
	 * @throws Refusal VALIDATION_FAILED where an ordinary request asks it
	 */
	static SubscriptionMoment of(DataFetchingEnvironment environment) {
		return environment.getGraphQlContext()
			.<SubscriptionMoment>getOrEmpty(SubscriptionMoment.class)
			.orElseThrow(() -> Refusal.invalid("query", "subscription_needs_stream"));
	}

	boolean isBeginning() {
		return this.now == null;
	}

	void waitsFor(Predicate<Happened> awaited) {
		this.awaited = awaited;
	}

	/** What it said it waits for; empty where it has said nothing. */
	Optional<Predicate<Happened>> awaited() {
		return Optional.ofNullable(this.awaited);
	}

	/** The ticket to which something has happened. */
	UUID ticket() {
		if (this.now == null) {
			throw new IllegalStateException("Nothing has happened yet");
		}
		return this.now.ticket();
	}

	/**
	 * Something that happened to a ticket.
	 *
	 * @param reported the kind of the ticket where it was reported; null for everything
	 * else
	 */
	record Happened(UUID ticket, @Nullable String reported) {

		private static final String CREATED = "_created";

		/** What a live event says; empty where no subscription waits for such. */
		static Optional<Happened> of(@Nullable UUID ticket, String type) {
			if (ticket == null || type.equals("presence")) {
				return Optional.empty();
			}
			return Optional.of(new Happened(ticket,
					type.endsWith(CREATED) ? type.substring(0, type.length() - CREATED.length()) : null));
		}

		boolean isReport() {
			return this.reported != null;
		}

		boolean isReportOf(String kind) {
			return kind.equals(this.reported);
		}

	}

}
