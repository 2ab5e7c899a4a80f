package io.nagare.ticket.attachment;

import java.io.UncheckedIOException;
import java.util.Collection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.nagare.directory.AfterCommit;

/** Takes files from the disk whose rows are gone. */
@Component
public class AttachmentRemoval {

	private static final Logger LOG = LoggerFactory.getLogger(AttachmentRemoval.class);

	private final AttachmentFiles files;

	AttachmentRemoval(AttachmentFiles files) {
		this.files = files;
	}

	/** Once the transaction that removes the rows has committed. */
	public void afterCommit(Collection<String> paths) {
		AfterCommit.run(() -> paths.forEach(this::delete));
	}

	/** One that cannot be removed now keeps none of the others. */
	private void delete(String path) {
		try {
			this.files.delete(path);
		}
		catch (UncheckedIOException ex) {
			LOG.error("The file {} of a ticket that is gone is still there; remove it by hand", path, ex);
		}
	}

}
