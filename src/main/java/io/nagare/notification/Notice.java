package io.nagare.notification;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.TicketRef;

/**
 * Something that people are to be told. It reads
 * {@code Notice.of("ticket.assigned", title, by).about(ticket).to(assignee)}.
 *
 * @param kind a word such as {@code ticket.assigned}; {@code notices.properties} has its
 * texts
 * @param wording the kind whose texts it is told in: its own, or {@value #OWN} for words
 * of an owner's own
 * @param args what the texts mention, in their order; a {@link Label} is said in the
 * recipient's language
 * @param recipients ids of users; nobody is told twice
 * @param ticket the ticket it is about; null for none
 * @param onceKey nobody is told a second notice of the same kind, ticket and key; null
 * where each is its own
 * @param confidential whether no mail shows more than the kind and the ticket's number
 * @param evenToActor whether the current caller is told what he does himself
 * @param kept what is said beside an owner's own words too, such as where to answer; null
 * for nothing
 * @param urgent whether it is mailed and pushed at once, in quiet time too
 */
public record Notice(String kind, String wording, List<Object> args, Set<UUID> recipients, @Nullable TicketRef ticket,
		@Nullable String onceKey, boolean confidential, boolean evenToActor, @Nullable Label kept, boolean urgent) {

	/**
	 * Tells of events of models, and has the texts that an owner wrote into his table.
	 */
	public static final String OWN = "ticket.event";

	/**
	 * Tells somebody what happened to his account: it is always mailed, and nobody
	 * chooses otherwise.
	 */
	public static final String ACCOUNT = "account.changed";

	public Notice {
		args = List.copyOf(args);
		recipients = Set.copyOf(recipients);
	}

	/** A notice to nobody yet. */
	public static Notice of(String kind, Object... args) {
		return new Notice(kind, kind, List.of(args), Set.of(), null, null, false, false, null, false);
	}

	/**
	 * The same in words of an owner's own, which change nothing of how it reaches people.
	 * @param title the ticket's title
	 * @param text what happened
	 */
	public Notice saying(String title, Label text) {
		Label said = (this.kept == null) ? text : Label.joined(List.of(text, this.kept), "\n", "\n");
		return new Notice(this.kind, OWN, List.of(title, said), this.recipients, this.ticket, this.onceKey,
				this.confidential, this.evenToActor, this.kept, this.urgent);
	}

	/** Says something beside an owner's own words too. */
	public Notice keeping(Label sentence) {
		return new Notice(this.kind, this.wording, this.args, this.recipients, this.ticket, this.onceKey,
				this.confidential, this.evenToActor, sentence, this.urgent);
	}

	/** The ticket it is about. */
	public Notice about(TicketRef ticket) {
		return new Notice(this.kind, this.wording, this.args, this.recipients, ticket, this.onceKey, this.confidential,
				this.evenToActor, this.kept, this.urgent);
	}

	/** Those and no others are told. */
	public Notice to(Collection<UUID> recipients) {
		return new Notice(this.kind, this.wording, this.args, Set.copyOf(recipients), this.ticket, this.onceKey,
				this.confidential, this.evenToActor, this.kept, this.urgent);
	}

	/** One person is told. */
	public Notice to(UUID recipient) {
		return to(Set.of(recipient));
	}

	/**
	 * Nobody is told again what has this key, kind and ticket, not even after a job was
	 * run twice.
	 * @param key such as {@code resolution-75}; at most 200 characters
	 */
	public Notice once(String key) {
		return new Notice(this.kind, this.wording, this.args, this.recipients, this.ticket, key, this.confidential,
				this.evenToActor, this.kept, this.urgent);
	}

	/** Whether mails are to keep the content to themselves. */
	public Notice confidential(boolean confidential) {
		return new Notice(this.kind, this.wording, this.args, this.recipients, this.ticket, this.onceKey, confidential,
				this.evenToActor, this.kept, this.urgent);
	}

	/** The current caller is told too. */
	public Notice evenToTheActor() {
		return new Notice(this.kind, this.wording, this.args, this.recipients, this.ticket, this.onceKey,
				this.confidential, true, this.kept, this.urgent);
	}

	/** It is mailed and pushed at once, in quiet time too. */
	public Notice atOnce() {
		return urgent(true);
	}

	/** Whether it is mailed and pushed at once, in quiet time too. */
	public Notice urgent(boolean urgent) {
		return new Notice(this.kind, this.wording, this.args, this.recipients, this.ticket, this.onceKey,
				this.confidential, this.evenToActor, this.kept, urgent);
	}

}
