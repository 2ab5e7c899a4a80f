package io.nagare.ticket.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

import io.nagare.ticket.attachment.AttachmentFiles.FilePlace;

/** The bytes of a file as they came, decrypted while they are read. */
final class AttachmentResource extends AbstractResource {

	private final AttachmentFiles files;

	private final FilePlace place;

	private final long size;

	AttachmentResource(AttachmentFiles files, FilePlace place, long size) {
		this.files = files;
		this.place = place;
		this.size = size;
	}

	@Override
	public boolean exists() {
		return this.files.exists(this.place);
	}

	@Override
	public long contentLength() {
		return this.size;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return this.files.open(this.place);
	}

	@Override
	public String getDescription() {
		return "attachment " + this.place.attachment();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof AttachmentResource file && this.place.equals(file.place);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.place);
	}

}
