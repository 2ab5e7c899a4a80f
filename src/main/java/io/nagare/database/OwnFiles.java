package io.nagare.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and directories that no other user of the machine can read. */
final class OwnFiles {

	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

	private OwnFiles() {
	}

	/** An empty file, replacing a former one of that name. */
	static Path create(Path file) throws IOException {
		Files.deleteIfExists(file);
		return Files.createFile(file, only("rw-------"));
	}

	/** The directory, made with its parents where it is missing. */
	static Path directory(Path directory) throws IOException {
		return Files.createDirectories(directory, only("rwx------"));
	}

	private static FileAttribute<?>[] only(String permissions) {
		return POSIX
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
