package io.nagare.ticket.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.IntegrityCheck;
import io.nagare.shared.Sha256;

/**
 * Each attachment's file is there and is what was uploaded. A file without a row was
 * written by an upload that never came to its end; nobody misses it.
 */
@Component
class AttachmentCheck implements IntegrityCheck {

	private static final int PAGE = 500;

	private static final UUID FIRST = new UUID(0, 0);

	private static final String ROWS = """
			SELECT id, ticket_id, file_size, sha256, storage_path FROM ticket_attachments WHERE id > ? ORDER BY id LIMIT ?
			""";

	private static final String KNOWN = "SELECT storage_path FROM ticket_attachments WHERE storage_path = ANY (?) AND id = ANY (?)";

	private final Path directory;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate reading;

	AttachmentCheck(@Value("${nagare.data-dir}") Path dataDirectory, JdbcTemplate jdbc,
			PlatformTransactionManager transactions) {
		this.directory = dataDirectory.resolve("attachments");
		this.jdbc = jdbc;
		this.reading = new TransactionTemplate(transactions);
		this.reading.setReadOnly(true);
	}

	@Override
	public String name() {
		return "files";
	}

	@Override
	public void look(Findings findings) {
		UUID from = FIRST;
		List<Row> rows;
		do {
			UUID begin = from;
			rows = read(() -> this.jdbc.query(ROWS, (row, number) -> new Row(row.getObject("id", UUID.class),
					row.getLong("file_size"), row.getString("sha256"), row.getString("storage_path")), begin, PAGE));
			rows.forEach((row) -> compare(row, findings));
			findings.looked(rows.size());
			from = rows.isEmpty() ? from : rows.get(rows.size() - 1).id();
		}
		while (rows.size() == PAGE);
		strays(findings);
	}

	private <T> List<T> read(Supplier<List<T>> query) {
		@Nullable List<T> rows = this.reading.execute((status) -> query.get());
		return (rows != null) ? rows : List.of();
	}

	private void compare(Row row, Findings findings) {
		Path file = this.directory.resolve(row.path());
		try {
			if (Files.size(file) != row.size()) {
				findings.found("file_of_other_size", row.id(), Files.size(file) + " instead of " + row.size());
			}
			else if (!sha256(file).equals(row.sha256())) {
				findings.found("file_altered", row.id(), "");
			}
		}
		catch (NoSuchFileException ex) {
			findings.found("file_missing", row.id(), row.path());
		}
		catch (IOException ex) {
			findings.found("file_unreadable", row.id(), ex.getClass().getSimpleName());
		}
	}

	private static String sha256(Path file) throws IOException {
		MessageDigest digest = Sha256.digest();
		try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
			bytes.transferTo(OutputStream.nullOutputStream());
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private void strays(Findings findings) {
		if (!Files.isDirectory(this.directory)) {
			return;
		}
		try (Stream<Path> files = Files.walk(this.directory)) {
			List<String> page = new ArrayList<>();
			files.filter(Files::isRegularFile).forEach((file) -> {
				page.add(this.directory.relativize(file).toString().replace('\\', '/'));
				if (page.size() == PAGE) {
					strays(page, findings);
					page.clear();
				}
			});
			strays(page, findings);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void strays(List<String> paths, Findings findings) {
		UUID[] ids = paths.stream()
			.map((path) -> path.substring(path.lastIndexOf('/') + 1))
			.filter((name) -> name.matches("[0-9a-f-]{36}"))
			.map(UUID::fromString)
			.toArray(UUID[]::new);
		Set<String> known = new HashSet<>(
				read(() -> this.jdbc.queryForList(KNOWN, String.class, paths.toArray(String[]::new), ids)));
		paths.stream()
			.filter((path) -> !known.contains(path))
			.forEach((path) -> findings.leftOver("file_without_row", path));
	}

	private record Row(UUID id, long size, String sha256, String path) {
	}

}
