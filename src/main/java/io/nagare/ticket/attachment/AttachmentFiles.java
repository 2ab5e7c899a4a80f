package io.nagare.ticket.attachment;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

import io.nagare.cluster.NodeRegistry;
import io.nagare.shared.Sha256;

/**
 * The files of attachments in the data directory. Each is written once and never changed,
 * and encrypted unless another node is too old to read it then.
 */
@Component
class AttachmentFiles {

	private final Path directory;

	private final AttachmentCipher cipher;

	private final NodeRegistry nodes;

	AttachmentFiles(@Value("${nagare.data-dir}") Path dataDirectory, AttachmentCipher cipher, NodeRegistry nodes) {
		this.directory = dataDirectory.resolve("attachments");
		this.cipher = cipher;
		this.nodes = nodes;
	}

	/** Whether every node reads encrypted files. */
	boolean encrypts() {
		return this.nodes.allRead(NodeRegistry.ENCRYPTED_FILES);
	}

	/** Where the folder of all is. */
	Path directory() {
		return this.directory;
	}

	/**
	 * Writes a file; it is on the disk when this returns.
	 * @return the SHA-256 of the bytes as they came, in hexadecimal digits
	 */
	String write(FilePlace place, InputStreamSource content) {
		Path file = this.directory.resolve(place.path());
		MessageDigest digest = Sha256.digest();
		try (InputStream bytes = new DigestInputStream(content.getInputStream(), digest)) {
			Files.createDirectories(file.getParent());
			try (FileChannel written = FileChannel.open(file, StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE)) {
				try (OutputStream to = output(written, place)) {
					bytes.transferTo(to);
				}
				written.force(true);
			}
			keepEntry(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** The place of an attachment's new file, with a key where it is to be encrypted. */
	FilePlace placeOf(UUID attachment, String path) {
		return new FilePlace(attachment, path, encrypts() ? this.cipher.newKey(attachment) : null);
	}

	private OutputStream output(FileChannel written, FilePlace place) throws IOException {
		OutputStream plain = new FilterOutputStream(Channels.newOutputStream(written)) {

			@Override
			public void write(byte[] bytes, int from, int count) throws IOException {
				this.out.write(bytes, from, count);
			}

			@Override
			public void close() throws IOException {
				flush(); // the channel is still to be forced to the disk
			}

		};
		return (place.key() != null) ? this.cipher.encrypting(plain, place.attachment(), place.key()) : plain;
	}

	/** Has the bytes of a file under another path as well, and its key for another. */
	FilePlace link(FilePlace existing, UUID attachment, String path) {
		Path file = this.directory.resolve(path);
		try {
			Files.createDirectories(file.getParent());
			try {
				Files.createLink(file, this.directory.resolve(existing.path()));
			}
			catch (UnsupportedOperationException | FileSystemException ex) {
				Files.copy(this.directory.resolve(existing.path()), file);
				try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
					written.force(true);
				}
			}
			keepEntry(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new FilePlace(attachment, path, (existing.key() != null)
				? this.cipher.keyFor(attachment, existing.attachment(), existing.key()) : null);
	}

	/**
	 * The row's commit survives the loss of power, and so do the file's entry and those
	 * of its folders.
	 */
	private void keepEntry(Path file) throws IOException {
		Path folder = file;
		do {
			folder = folder.resolveSibling("");
			try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
				entries.force(true);
			}
			catch (AccessDeniedException ex) {
				// Windows opens no folders
			}
		}
		while (!folder.equals(this.directory) && folder.startsWith(this.directory));
	}

	boolean exists(FilePlace place) {
		return Files.isRegularFile(this.directory.resolve(place.path()));
	}

	/** The bytes as they came. */
	InputStream open(FilePlace place) throws IOException {
		InputStream file = Files.newInputStream(this.directory.resolve(place.path()));
		try {
			return (place.key() != null) ? this.cipher.decrypting(file, place.attachment(), place.key()) : file;
		}
		catch (IOException | RuntimeException ex) {
			file.close();
			throw ex;
		}
	}

	/**
	 * Whether the file has the size that one of so many bytes has here.
	 * @throws NoSuchFileException where there is none
	 */
	boolean hasSize(FilePlace place, long size) throws IOException {
		return Files.size(this.directory.resolve(place.path())) == ((place.key() != null)
				? this.cipher.encryptedSize(size) : size);
	}

	/**
	 * The SHA-256 of the bytes as they came; where an encrypted file does not decrypt any
	 * more, that of what lies there, which is another.
	 * @throws NoSuchFileException where there is none
	 */
	String sha256(FilePlace place) throws IOException {
		try {
			return sha256(open(place));
		}
		catch (NoSuchFileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			return sha256(Files.newInputStream(this.directory.resolve(place.path())));
		}
	}

	private static String sha256(InputStream content) throws IOException {
		MessageDigest digest = Sha256.digest();
		try (InputStream bytes = new DigestInputStream(content, digest)) {
			bytes.transferTo(OutputStream.nullOutputStream());
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	void delete(String path) {
		try {
			Files.deleteIfExists(this.directory.resolve(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Removes what lies of the attachment in any folder directly in that one. */
	void deleteBeside(String path, UUID attachment) throws IOException {
		Path folder = this.directory.resolve(path);
		if (!Files.isDirectory(folder)) {
			return;
		}
		try (DirectoryStream<Path> each = Files.newDirectoryStream(folder)) {
			for (Path one : each) {
				Files.deleteIfExists(one.resolve(attachment.toString()));
			}
		}
	}

	/**
	 * Where a file is, and how it is read.
	 *
	 * @param path within the folder of attachments
	 * @param key sealed for the attachment; null where the file is not encrypted
	 */
	record FilePlace(UUID attachment, String path, @Nullable String key) {
	}

}
