package io.nagare.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Tenants;
import io.nagare.reports.TicketExportService.FileOfList;
import io.nagare.reports.TicketExportService.Progress;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketListing;

/**
 * Makes the files that are wanted, one at a time on each node and each on one node, of
 * what its owner may read at that moment.
 */
@Component
public class TicketExportRunner implements DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(TicketExportRunner.class);

	private static final Duration BETWEEN = Duration.ofMillis(500);

	private final ThreadPoolExecutor aside = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), (work) -> new Thread(work, "exports"), new ThreadPoolExecutor.DiscardPolicy());

	private final AtomicBoolean ends = new AtomicBoolean();

	private final TicketExports exports;

	private final TicketExportFiles files;

	private final TicketExportService writer;

	private final TicketTypes types;

	private final Callers people;

	private final Tenants tenants;

	TicketExportRunner(TicketExports exports, TicketExportFiles files, TicketExportService writer, TicketTypes types,
			Callers people, Tenants tenants) {
		this.exports = exports;
		this.files = files;
		this.writer = writer;
		this.types = types;
		this.people = people;
		this.tenants = tenants;
	}

	/** Begins with what waits, unless this node is at it. */
	@Scheduled(cron = "${nagare.schedule.exports}")
	void begin() {
		this.aside.execute(this::run);
	}

	/** Makes what waits, of each tenant one in turn, until nothing does. */
	public void run() {
		this.tenants.oneEachInTurn("Making exports", this.exports::tenants, () -> {
			Optional<TicketExport> next = this.exports.take();
			next.ifPresent(this::make);
			return next.isPresent();
		}, () -> !this.ends.get());
	}

	private void make(TicketExport export) {
		boolean kept = false;
		try {
			Caller owner = this.people.memberById(export.owner())
				.map((caller) -> caller.limitedTo(export.permissions()))
				.orElseThrow(Refusal::forbidden);
			kept = CurrentCaller.during(owner, () -> write(export, owner));
		}
		catch (StoppedException ex) {
			if (this.ends.get()) {
				this.exports.giveBack(export);
			}
		}
		catch (RuntimeException ex) {
			this.exports.failed(export, Refusal.in(ex).map(TicketExportRunner::reason).orElse("export_failed"));
			if (Refusal.in(ex).isEmpty()) {
				LOG.error("The export {} failed", export.id(), ex);
			}
		}
		finally {
			if (!kept) {
				this.files.delete(export);
			}
		}
	}

	private static String reason(Refusal refusal) {
		return refusal.details().stream().findFirst().map(Refusal.Detail::code).orElse("export_refused");
	}

	private boolean write(TicketExport export, Caller owner) {
		TicketExport.Asked asked = export.asked();
		TicketType<?, ?> type = this.types.at(asked.kind()).orElseThrow(Refusal::notFound);
		TicketListing listing = TicketListing.of(asked.filter(), asked.sort());
		this.writer.check(type, listing, asked.filter());
		Told told = new Told(export);
		try (OutputStream out = this.files.create(export)) {
			this.writer.write(new FileOfList(type, listing, asked.columns(), Locale.forLanguageTag(asked.language())),
					asked.format(), out, told);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this.exports.done(export, countingOf(owner, type), told.done, size(export));
	}

	private long size(TicketExport export) {
		try {
			return Files.size(this.files.of(export));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Those of his rights by which somebody reads tickets of the type with their items,
	 * and reports.
	 */
	static Set<String> countingOf(Caller caller, TicketType<?, ?> type) {
		return Stream
			.of(TicketExportService.READS, type.kind() + ":read", type.kind() + ":read_own", type.kind() + ":decide",
					"cmdb:read")
			.filter(caller::may)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public void destroy() {
		this.ends.set(true);
		this.aside.shutdown();
		try {
			if (!this.aside.awaitTermination(5, TimeUnit.SECONDS)) {
				LOG.warn("An export did not end in time; another node takes it");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Says now and then how far it is, and stops where nobody wants it any more. */
	private final class Told implements Progress {

		private final TicketExport export;

		private long all;

		private long done;

		private long toldAt;

		private Told(TicketExport export) {
			this.export = export;
		}

		@Override
		public void begins(long tickets) {
			this.all = tickets;
			tell();
		}

		@Override
		public void wrote() {
			this.done++;
			if (System.nanoTime() - this.toldAt > BETWEEN.toNanos()) {
				tell();
			}
		}

		private void tell() {
			this.toldAt = System.nanoTime();
			if (TicketExportRunner.this.ends.get()
					|| !TicketExportRunner.this.exports.progress(this.export, this.all, this.done)) {
				throw new StoppedException();
			}
		}

	}

	/** Nobody wants it any more, or not from this node. */
	private static final class StoppedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
