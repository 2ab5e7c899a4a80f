package io.nagare.reports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;

/**
 * The files, below the data directory that all nodes share: {@code exports}, the tenant's
 * id, then the export's id and its attempt, so that one that was thought lost and goes on
 * spoils no other. They are in no backup: whoever lost one asks anew.
 */
@Component
public class TicketExportFiles {

	private final Path directory;

	private final TicketExports exports;

	private final Tenants tenants;

	TicketExportFiles(@Value("${nagare.data-dir}") Path dataDirectory, TicketExports exports, Tenants tenants) {
		this.directory = dataDirectory.resolve("exports");
		this.exports = exports;
		this.tenants = tenants;
	}

	Path of(TicketExport export) {
		return ofTenant().resolve(export.id() + "-" + export.attempts());
	}

	OutputStream create(TicketExport export) throws IOException {
		Path file = of(export);
		Files.createDirectories(file.getParent());
		return new BufferedOutputStream(Files.newOutputStream(file));
	}

	void delete(TicketExport export) {
		delete(of(export));
	}

	/** Removes files whose exports are no more: purged, or their owner forgotten. */
	@Scheduled(cron = "${nagare.schedule.remove-export-files}")
	@SchedulerLock(name = "remove-export-files")
	public void removeLeftOver() {
		this.tenants.inTurn("Removing files of exports", () -> {
			if (Files.isDirectory(ofTenant())) {
				// listed first: one that is begun meanwhile is on the other list
				List<Path> there = there();
				Set<String> known = new HashSet<>(this.exports.files());
				there.stream()
					.filter((file) -> !known.contains(String.valueOf(file.getFileName())))
					.forEach(this::delete);
			}
		});
	}

	private List<Path> there() {
		try (Stream<Path> files = Files.list(ofTenant())) {
			return files.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path ofTenant() {
		return this.directory.resolve(Tenancy.require().id().toString());
	}

}
