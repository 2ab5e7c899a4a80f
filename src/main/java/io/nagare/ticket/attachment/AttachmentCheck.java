package io.nagare.ticket.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.IntegrityCheck;
import io.nagare.ticket.attachment.AttachmentFiles.FilePlace;

/**
 * Each attachment's file is there and is what was uploaded. A file without a row was
 * written by an upload that never came to its end; nobody misses it.
 */
@Component
class AttachmentCheck implements IntegrityCheck {

	private static final int PAGE = 500;

	private static final UUID FIRST = new UUID(0, 0);

	private static final String ROWS = """
			SELECT id, ticket_id, file_size, sha256, storage_path, file_key FROM ticket_attachments WHERE id > ? ORDER BY id LIMIT ?
			""";

	private static final String KNOWN = """
			SELECT each.path FROM ticket_attachments a, LATERAL (VALUES (storage_path), (former_path)) AS each (path)
			 WHERE each.path = ANY (?) AND a.id = ANY (?)
			""";

	private final AttachmentFiles files;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate reading;

	AttachmentCheck(AttachmentFiles files, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
		this.files = files;
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
			rows = read(() -> this.jdbc.query(ROWS,
					(row, number) -> new Row(new FilePlace(row.getObject("id", UUID.class),
							row.getString("storage_path"), row.getString("file_key")), row.getLong("file_size"),
							row.getString("sha256")),
					begin, PAGE));
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
		try {
			if (!this.files.hasSize(row.place(), row.size())) {
				findings.found("file_of_other_size", row.id(), row.path());
			}
			else if (!this.files.sha256(row.place()).equals(row.sha256())) {
				findings.found("file_altered", row.id(), "");
			}
		}
		catch (NoSuchFileException ex) {
			// beside a node at work somebody may have taken it away since the row was
			// read
			if (isThere(row)) {
				findings.found("file_missing", row.id(), row.path());
			}
		}
		catch (IOException | IllegalStateException ex) {
			findings.found("file_unreadable", row.id(), ex.getClass().getSimpleName());
		}
	}

	private boolean isThere(Row row) {
		return !read(
				() -> this.jdbc.queryForList("SELECT id FROM ticket_attachments WHERE id = ?", UUID.class, row.id()))
			.isEmpty();
	}

	private void strays(Findings findings) {
		Path directory = this.files.directory();
		if (!Files.isDirectory(directory)) {
			return;
		}
		try (Stream<Path> files = Files.walk(directory)) {
			List<String> page = new ArrayList<>();
			files.filter(Files::isRegularFile).forEach((file) -> {
				page.add(directory.relativize(file).toString().replace('\\', '/'));
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

	private record Row(FilePlace place, long size, String sha256) {

		UUID id() {
			return this.place.attachment();
		}

		String path() {
			return this.place.path();
		}

	}

}
