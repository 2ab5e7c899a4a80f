package io.nagare.database;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;

/**
 * The passwords of the embedded server's three roles: made up once, known to no person,
 * kept in a file that only the operating system's user of Nagare can read.
 */
record Passwords(String superuser, String owner, String app) {

	private static final SecureRandom RANDOM = new SecureRandom();

	/** Reads the file, or fills it with new passwords where it does not exist yet. */
	static Passwords keptIn(Path file) throws IOException {
		if (!Files.exists(file)) {
			new Passwords(random(), random(), random()).writeTo(file);
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			properties.load(reader);
		}
		return new Passwords(word(properties, "superuser", file), word(properties, "owner", file),
				word(properties, "app", file));
	}

	private void writeTo(Path file) throws IOException {
		Properties properties = new Properties();
		properties.setProperty("superuser", this.superuser);
		properties.setProperty("owner", this.owner);
		properties.setProperty("app", this.app);
		// written aside and moved, so that a crash leaves no half of it
		Path draft = OwnFiles.create(file.resolveSibling(file.getFileName() + ".new"));
		try (Writer writer = Files.newBufferedWriter(draft)) {
			properties.store(writer, null);
		}
		Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
	}

	private static String word(Properties properties, String key, Path file) {
		return Objects.requireNonNull(properties.getProperty(key), () -> file + " lacks the password of " + key);
	}

	/** 192 random bits in letters that need no quoting anywhere. */
	private static String random() {
		byte[] bytes = new byte[24];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	@Override
	public String toString() {
		return "Passwords[not shown]";
	}

}
