package io.nagare.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Keeps what opens a server where only its owner may read it. */
final class CredentialsFile {

	private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Path file;

	private final ClientWords words;

	CredentialsFile(Path file, ClientWords words) {
		this.file = file.toAbsolutePath();
		this.words = words;
	}

	/** Empty where nobody is signed in. */
	Optional<StoredCredentials> read() {
		if (!Files.exists(this.file)) {
			return Optional.empty();
		}
		try {
			if (isPosix() && !isOwnersAlone()) {
				throw new ClientFailure(ClientFailure.NOT_ALLOWED, this.words.of("file_open", this.file));
			}
			return Optional.of(JSON.readValue(this.file.toFile(), StoredCredentials.class));
		}
		catch (IOException ex) {
			throw new ClientFailure(ClientFailure.NOT_ALLOWED, this.words.of("file_unreadable", this.file));
		}
	}

	private boolean isOwnersAlone() throws IOException {
		Set<PosixFilePermission> given = EnumSet.noneOf(PosixFilePermission.class);
		given.addAll(Files.getPosixFilePermissions(this.file));
		given.removeAll(OWNER);
		return given.isEmpty();
	}

	/** Writes it whole, never readable for others in between. */
	void write(StoredCredentials credentials) {
		try {
			Path folder = this.file.getParent();
			Files.createDirectories(folder);
			Path made = Files.createTempFile(folder, ".nagare", ".json", permissions());
			JSON.writeValue(made.toFile(), credentials);
			Files.move(made, this.file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What another command has got meanwhile, else what the server gives for what is
	 * kept; one command at a time, since the server takes a token that comes twice for a
	 * stolen one. Empty where it gives nothing.
	 */
	Optional<StoredCredentials> renew(StoredCredentials ended,
			Function<StoredCredentials, Optional<StoredCredentials>> ask) {
		Path lock = this.file.resolveSibling(this.file.getFileName() + ".lock");
		synchronized (CredentialsFile.class) {
			try (FileChannel channel = FileChannel.open(lock,
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), permissions());
					FileLock held = channel.lock()) {
				StoredCredentials kept = held.isValid() ? read().orElse(ended) : ended;
				if (!Objects.equals(kept.refreshToken(), ended.refreshToken())) {
					// whoever signed in elsewhere meanwhile means another server
					return Optional.of(kept).filter((one) -> one.url().equals(ended.url()));
				}
				Optional<StoredCredentials> newer = ask.apply(kept);
				newer.ifPresent(this::write);
				return newer;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private static FileAttribute<?>[] permissions() {
		return isPosix() ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER) }
				: new FileAttribute<?>[0];
	}

	private static boolean isPosix() {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
	}

	void delete() {
		try {
			Files.deleteIfExists(this.file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
