package io.nagare.search;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;
import io.nagare.search.text.FileTexts;
import io.nagare.search.text.FileTexts.Said;
import io.nagare.ticket.attachment.AttachmentTexts;
import io.nagare.ticket.attachment.AttachmentTexts.Waiting;

/**
 * Reads attachments for searches, aside, one at a time on each node and each on one node.
 * What takes too long is left alone, and so is all else for as long as two such have not
 * come to an end.
 */
@Component
public class AttachmentReader implements DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(AttachmentReader.class);

	private static final Duration TIME = Duration.ofSeconds(20);

	/** Beyond its time, a reader that looks at no clock. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int MOST_STUCK = 2;

	private final ThreadPoolExecutor aside = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), (work) -> new Thread(work, "attachments"),
			new ThreadPoolExecutor.DiscardPolicy());

	private final AtomicBoolean ends = new AtomicBoolean();

	private final List<Thread> stuck = new ArrayList<>();

	private final AttachmentTexts texts;

	private final Tenants tenants;

	AttachmentReader(AttachmentTexts texts, Tenants tenants) {
		this.texts = texts;
		this.tenants = tenants;
	}

	/** Begins with what waits, unless this node is at it. */
	@Scheduled(cron = "${nagare.schedule.attachment-texts}")
	void begin() {
		this.aside.execute(this::run);
	}

	/** Reads what waits, of each tenant one in turn, until nothing does. */
	public synchronized void run() {
		this.tenants.oneEachInTurn("Reading attachments", this.texts::tenants, () -> {
			Optional<Waiting> next = this.texts.take();
			next.ifPresent(this::read);
			return next.isPresent();
		}, () -> !this.ends.get() && isAble());
	}

	private boolean isAble() {
		this.stuck.removeIf((thread) -> !thread.isAlive());
		return this.stuck.size() < MOST_STUCK;
	}

	private void read(Waiting attachment) {
		Said said = said(attachment);
		if (said.isSearchable()) {
			this.texts.says(attachment.id(), said.text());
		}
		else {
			this.texts.saysNothing(attachment.id(), said.reason());
		}
	}

	/** In a thread of its own, which nobody waits for any longer than it may take. */
	private Said said(Waiting attachment) {
		AtomicReference<@Nullable Said> said = new AtomicReference<>();
		Thread reader = new Thread(() -> said.set(textOf(attachment)), "attachment");
		reader.setDaemon(true);
		reader.start();
		try {
			reader.join(PATIENCE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Said read = said.get();
		if (read != null) {
			return read;
		}
		if (reader.isAlive()) {
			reader.interrupt();
			this.stuck.add(reader);
			LOG.warn("The attachment {} took too long to be read", attachment.id());
			return new Said("", "too_slow");
		}
		return new Said("", "broken");
	}

	private static Said textOf(Waiting attachment) {
		byte[] bytes;
		try (InputStream content = attachment.content().getInputStream()) {
			bytes = content.readAllBytes();
		}
		catch (IOException | IllegalStateException ex) {
			return new Said("", "broken");
		}
		return FileTexts.of(bytes, attachment.contentType(), attachment.fileName(), TIME);
	}

	@Override
	public void destroy() {
		this.ends.set(true);
		this.aside.shutdown();
	}

}
