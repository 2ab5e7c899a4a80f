package io.nagare.announcement;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.ticket.journal.Stamp;

/** What became of something that was announced. */
@Entity
@Table(name = "announcement_updates")
public class AnnouncementUpdate {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private int position;

	private @Nullable String textJa;

	private @Nullable String textEn;

	private @Nullable UUID writtenBy;

	private Instant writtenAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected AnnouncementUpdate() {
	}

	AnnouncementUpdate(int position, Said text, Stamp stamp) {
		this.id = UUID.randomUUID();
		this.position = position;
		this.textJa = text.ja();
		this.textEn = text.en();
		this.writtenBy = stamp.actor();
		this.writtenAt = stamp.at();
	}

	public UUID id() {
		return this.id;
	}

	/** In Japanese; null where it is written in English alone. */
	public @Nullable String textJa() {
		return this.textJa;
	}

	/** In English; null where it is written in Japanese alone. */
	public @Nullable String textEn() {
		return this.textEn;
	}

	public Instant writtenAt() {
		return this.writtenAt;
	}

	/** For readers of either language. */
	Label text() {
		return new Said(this.textJa, this.textEn).label().orElseThrow();
	}

}
