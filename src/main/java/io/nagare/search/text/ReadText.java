package io.nagare.search.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;

import io.nagare.search.index.SearchText;

/**
 * What was read of a file so far: white space is one space, and none where a long line of
 * Japanese goes on in the next; what lies beyond the longest text is not read. All that
 * is unpacked on the way is counted, and has its time.
 */
final class ReadText extends Writer {

	/** Characters of one file that searches find. */
	static final int LONGEST = 50_000;

	/** Bytes of one file, unpacked. */
	private static final long MOST_BYTES = 16L * 1024 * 1024;

	private final StringBuilder text = new StringBuilder();

	private final long ends;

	private long unpacked;

	private boolean space;

	/** Of the line that is being read. */
	private int column;

	/** Whether the last line was so long that it goes on in the next. */
	private boolean wrapped;

	ReadText(Duration time) {
		this.ends = System.nanoTime() + time.toNanos();
	}

	/** As it is to be kept. */
	String text() {
		return this.text.toString();
	}

	/** Says more of the file. */
	void add(CharSequence more) {
		check();
		for (int at = 0; at < more.length(); at++) {
			char one = more.charAt(at);
			if (one <= ' ' || Character.isSpaceChar(one) || one == '\u007f') {
				if (one == '\n') {
					this.wrapped = this.column >= SearchText.WRAPPED;
					this.column = 0;
				}
				this.space = true;
				continue;
			}
			if (one == '\ufffe' || one == '\uffff' || loneHalf(more, at)) {
				continue;
			}
			boolean goesOn = this.wrapped && !this.text.isEmpty() && SearchText.isJapanese(one)
					&& SearchText.isJapanese(this.text.charAt(this.text.length() - 1));
			if (this.space && !this.text.isEmpty() && !goesOn) {
				this.text.append(' ');
			}
			this.space = false;
			this.wrapped = false;
			this.column++;
			this.text.append(one);
			if (this.text.length() >= LONGEST && !Character.isHighSurrogate(one)) {
				throw new EnoughException();
			}
		}
	}

	private static boolean loneHalf(CharSequence text, int at) {
		char one = text.charAt(at);
		if (Character.isHighSurrogate(one)) {
			return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
		}
		return Character.isLowSurrogate(one) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
	}

	/** A word ends here. */
	void gap() {
		this.space = true;
	}

	/** Whether there is time left. */
	void check() {
		if (System.nanoTime() > this.ends || Thread.currentThread().isInterrupted()) {
			throw new UncheckedIOException(new TooMuchException("too_slow"));
		}
	}

	/** So much more was unpacked. */
	void unpacked(long bytes) {
		this.unpacked += bytes;
		if (this.unpacked > MOST_BYTES) {
			throw new UncheckedIOException(new TooMuchException("too_large"));
		}
		check();
	}

	/** The same bytes, counted. */
	InputStream counted(InputStream bytes) {
		return new Counted(bytes);
	}

	@Override
	public void write(char[] characters, int from, int length) {
		add(java.nio.CharBuffer.wrap(characters, from, length));
	}

	@Override
	public void flush() {
		// nothing waits
	}

	@Override
	public void close() {
		// nothing is open
	}

	/** The rest need not be read. */
	static final class EnoughException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		EnoughException() {
			super(null, null, false, false);
		}

	}

	/** More than a node can bear. */
	static final class TooMuchException extends IOException {

		private static final long serialVersionUID = 1L;

		TooMuchException(String reason) {
			super(reason);
		}

	}

	private final class Counted extends InputStream {

		private final InputStream bytes;

		private Counted(InputStream bytes) {
			this.bytes = bytes;
		}

		@Override
		public int read() throws IOException {
			int one = this.bytes.read();
			if (one >= 0) {
				unpacked(1);
			}
			return one;
		}

		@Override
		public int read(byte[] into, int from, int length) throws IOException {
			int read = this.bytes.read(into, from, length);
			if (read > 0) {
				unpacked(read);
			}
			return read;
		}

		@Override
		public void close() throws IOException {
			this.bytes.close();
		}

	}

}
