package io.nagare.article;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.ticket.NewTicket;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.journal.Stamp;

/**
 * The work on an article: which version of its text is in force, and which is being
 * written. Readable by all, changed only inside this module.
 */
@Entity
@Table(name = "articles")
@DiscriminatorValue(Article.KIND)
public class Article extends Ticket {

	/** The practice. */
	public static final String KIND = "article";

	private @Nullable Integer publishedVersion;

	@Column(name = "is_valid")
	private boolean valid;

	private @Nullable LocalDate validUntil;

	private @Nullable Integer draftVersion;

	@Column(name = "is_submitted")
	private boolean submitted;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] draftAuthors = new UUID[0];

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Article() {
	}

	Article(NewTicket opened) {
		super(opened);
		this.draftVersion = 1;
		by(opened.stamp());
	}

	/** The version that readers get; empty before the first and after the last. */
	Optional<Integer> published() {
		return Optional.ofNullable(this.publishedVersion);
	}

	/** Whether it is there to be read: published, and its date not past. */
	boolean isInForce() {
		return this.valid;
	}

	/** The version that is being written or looked at; empty for none. */
	Optional<Integer> draft() {
		return Optional.ofNullable(this.draftVersion);
	}

	/** Whether somebody may write now; not while another looks at the text. */
	boolean isBeingWritten() {
		return this.draftVersion != null && !this.submitted;
	}

	/** The last day on which it is taken for right; empty before it was published. */
	Optional<LocalDate> validUntil() {
		return Optional.ofNullable(this.validUntil);
	}

	/** Whoever wrote the version that is not approved yet. */
	Set<UUID> authors() {
		return Set.of(this.draftAuthors);
	}

	/** Its texts are no fields of the ticket. */
	@Override
	protected void edit(TicketFields fields, Stamp stamp) {
		super.edit((fields instanceof ArticleFields said) ? said.withoutTexts() : fields, stamp);
	}

	/**
	 * The draft says something else.
	 * @param title what the draft is called
	 * @param what the names of the fields
	 */
	void wrote(String title, List<String> what, Stamp stamp) {
		by(stamp);
		changed("texts", null, String.join(", ", what), stamp);
		if (this.publishedVersion == null) {
			retitle(title, stamp);
		}
	}

	private void by(Stamp stamp) {
		if (stamp.actor() != null) {
			Set<UUID> all = new LinkedHashSet<>(Arrays.asList(this.draftAuthors));
			all.add(stamp.actor());
			this.draftAuthors = all.toArray(new UUID[0]);
		}
	}

	/** Somebody else looks at the draft, which stands still meanwhile. */
	Article submit(Stamp stamp) {
		changed("is_submitted", this.submitted, true, stamp);
		this.submitted = true;
		return this;
	}

	/** The draft is to be written on. */
	Article sendBack(Stamp stamp) {
		changed("is_submitted", this.submitted, false, stamp);
		this.submitted = false;
		return this;
	}

	/**
	 * The draft is what readers get from now on.
	 * @param title what it is called
	 * @param until the last day on which it is taken for right
	 */
	Article publish(String title, LocalDate until, Stamp stamp) {
		changed("published_version", this.publishedVersion, this.draftVersion, stamp);
		this.publishedVersion = this.draftVersion;
		putAside();
		retitle(title, stamp);
		return confirm(until, stamp);
	}

	/** It is still right, until that day. */
	Article confirm(LocalDate until, Stamp stamp) {
		changed("valid_until", this.validUntil, until, stamp);
		this.validUntil = until;
		this.valid = true;
		return this;
	}

	/** Its day is past, and nobody said that it is still right. */
	Article expire() {
		this.valid = false;
		return this;
	}

	/** Another version is being written, while the one in force stays. */
	Article revise(int version, Stamp stamp) {
		changed("draft_version", this.draftVersion, version, stamp);
		this.draftVersion = version;
		by(stamp);
		return this;
	}

	/** Nobody goes on with the draft. */
	Article discard(Stamp stamp) {
		changed("draft_version", this.draftVersion, null, stamp);
		putAside();
		return this;
	}

	/** Nobody is to read it any more. */
	Article retire(Stamp stamp) {
		changed("published_version", this.publishedVersion, null, stamp);
		this.publishedVersion = null;
		this.valid = false;
		return this;
	}

	private void putAside() {
		this.draftVersion = null;
		this.submitted = false;
		this.draftAuthors = new UUID[0];
	}

}
