package io.nagare.intake.imap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * How much a server of mails may say, which its tenant has named and nobody knows. The
 * library makes room for whatever is announced, so that it is looked at before. What is
 * large is read by one mailbox of the node at a time, until somebody has taken it.
 */
final class ServerWords {

	/** Beside the largest mail: what belongs to the answer it comes in. */
	private static final long BESIDE = DataSize.ofKilobytes(64).toBytes();

	/** Of all that answers one question: numbers of very many mails. */
	private static final long LISTS = DataSize.ofMegabytes(8).toBytes();

	private static final long LONGEST_LINE = DataSize.ofMegabytes(1).toBytes();

	private static final long LARGE = DataSize.ofMegabytes(2).toBytes();

	/** How long one large thing may keep the others waiting. */
	private static final Duration LARGE_WITHIN = Duration.ofMinutes(2);

	private static final Semaphore LARGE_ONES = new Semaphore(1, true);

	private final long largest;

	/** When it is to be over; null for no such time. */
	private final @Nullable Long end;

	private volatile boolean broken;

	private volatile boolean holds;

	private volatile long heldUntil;

	private final AtomicLong said = new AtomicLong();

	/**
	 * For one mailbox.
	 * @param largestMail in bytes
	 * @param within how long the whole connection may take; null for any time
	 */
	ServerWords(long largestMail, @Nullable Duration within) {
		this.largest = largestMail;
		this.end = (within != null) ? System.nanoTime() + within.toNanos() : null;
	}

	InputStream counted(InputStream in) {
		return new Counted(in);
	}

	/** Something new is asked: its answer is counted from here. */
	void asked() {
		this.said.set(0);
	}

	/** What was read is taken: others may read what is large. */
	synchronized void taken() {
		if (this.holds) {
			this.holds = false;
			LARGE_ONES.release();
		}
	}

	/** Whether the server said too much. */
	boolean isBroken() {
		return this.broken;
	}

	private void count(long bytes) throws IOException {
		if (this.said.addAndGet(bytes) > this.largest + LISTS) {
			throw tooMuch();
		}
	}

	private void announced(long bytes) throws IOException {
		if (bytes > this.largest + BESIDE) {
			throw tooMuch();
		}
		if (bytes > LARGE && !this.holds) {
			try {
				LARGE_ONES.acquire();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new InterruptedIOException();
			}
			this.heldUntil = System.nanoTime() + LARGE_WITHIN.toNanos();
			this.holds = true;
		}
	}

	private void checkTime() throws IOException {
		long now = System.nanoTime();
		if ((this.end != null && now - this.end > 0) || (this.holds && now - this.heldUntil > 0)) {
			this.broken = true;
			throw new IOException("The server of mails takes too long");
		}
	}

	private IOException tooMuch() {
		this.broken = true;
		return new IOException("The server of mails says more than was asked for");
	}

	/** Follows lines and the blocks of bytes that they announce (RFC 9051, 4.3). */
	private final class Counted extends FilterInputStream {

		private long block;

		private long line;

		/** The number between the braces at the end of the line so far; -1 for none. */
		private long number = -1;

		/** How far the end of the line has come: 1 after "}", 2 after its return. */
		private int closing;

		private Counted(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			checkTime();
			int count = super.read(target, offset, length);
			if (count > 0) {
				count(count);
				follow(target, offset, offset + count);
			}
			return count;
		}

		private void follow(byte[] bytes, int from, int to) throws IOException {
			int at = from;
			while (at < to) {
				if (this.block > 0) {
					long skipped = Math.min(this.block, to - at);
					this.block -= skipped;
					at += (int) skipped;
				}
				else {
					follow(bytes[at++]);
				}
			}
			if (this.line > LONGEST_LINE) {
				throw tooMuch();
			}
		}

		private void follow(byte sign) throws IOException {
			this.line++;
			if (sign == '{') {
				this.number = 0;
				this.closing = 0;
			}
			else if (this.number >= 0 && this.closing == 0 && sign >= '0' && sign <= '9') {
				this.number = Math.min(this.number * 10 + sign - '0', Integer.MAX_VALUE);
			}
			else if (this.number >= 0 && this.closing == 0 && sign == '}') {
				this.closing = 1;
			}
			else if (this.closing == 1 && sign == '\r') {
				this.closing = 2;
			}
			else if (sign == '\n') {
				if (this.closing == 2) {
					announced(this.number);
					this.block = this.number;
				}
				this.line = 0;
				this.number = -1;
				this.closing = 0;
			}
			else if (this.closing > 0 || (sign != '+' && sign != '-')) {
				this.number = -1;
				this.closing = 0;
			}
		}

	}

}
