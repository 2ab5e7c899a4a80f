package io.nagare.ticket.attachment;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

import io.nagare.ticket.attachment.AttachmentFiles.FilePlace;

/** A file on a ticket; its bytes lie in the data directory. Never changed. */
@Entity
@Immutable
@Table(name = "ticket_attachments")
class Attachment implements Persistable<UUID> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ticketId;

	private String fileName;

	private long fileSize;

	private String contentType;

	private String sha256;

	private String storagePath;

	private @Nullable String fileKey;

	private UUID uploadedBy;

	private Instant uploadedAt;

	/** What was held back is released by one statement. */
	@Column(name = "is_public")
	private boolean shown;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Attachment() {
	}

	Attachment(UUID id, UUID ticketId, StoredFile file, UUID uploadedBy, Instant uploadedAt, boolean shown) {
		this.id = id;
		this.ticketId = ticketId;
		this.fileName = file.name();
		this.fileSize = file.size();
		this.contentType = file.contentType();
		this.sha256 = file.sha256();
		this.storagePath = file.place().path();
		this.fileKey = file.place().key();
		this.uploadedBy = uploadedBy;
		this.uploadedAt = uploadedAt;
		this.shown = shown;
	}

	/**
	 * The same file on another ticket, from whom and when it came.
	 * @param place of the copy
	 */
	Attachment carriedTo(UUID otherId, FilePlace place, boolean stillShown) {
		return new Attachment(place.attachment(), otherId,
				new StoredFile(this.fileName, this.fileSize, this.contentType, this.sha256, place), this.uploadedBy,
				this.uploadedAt, this.shown && stillShown);
	}

	/** Where a ticket's file is, within the folder of attachments. */
	static String pathOf(UUID ticketId, UUID id) {
		return ticketId + "/" + id;
	}

	/**
	 * Where it is once it was encrypted later than it came: each attempt has a place of
	 * its own.
	 */
	static String encryptedPathOf(UUID ticketId, UUID id) {
		return encryptedFolderOf(ticketId) + "/" + UUID.randomUUID() + "/" + id;
	}

	/** Under which those are. */
	static String encryptedFolderOf(UUID ticketId) {
		return ticketId + "/encrypted";
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	UUID ticketId() {
		return this.ticketId;
	}

	/** Whether whoever reads the ticket sees it. */
	boolean isShown() {
		return this.shown;
	}

	boolean isFrom(UUID person) {
		return this.uploadedBy.equals(person);
	}

	String fileName() {
		return this.fileName;
	}

	/** In bytes. */
	long fileSize() {
		return this.fileSize;
	}

	String contentType() {
		return this.contentType;
	}

	/** Of the bytes, in hexadecimal digits. */
	String sha256() {
		return this.sha256;
	}

	FilePlace place() {
		return new FilePlace(this.id, this.storagePath, this.fileKey);
	}

	/** It is only ever written once. */
	@Override
	public boolean isNew() {
		return true;
	}

	/**
	 * A file that was kept.
	 *
	 * @param name as its owner calls it
	 * @param size in bytes
	 * @param sha256 of the bytes as they came, in hexadecimal digits
	 */
	record StoredFile(String name, long size, String contentType, String sha256, FilePlace place) {
	}

}
