package io.nagare.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request: read when it is first asked for, and gone with the request.
 */
final class KeptBody implements AutoCloseable {

	/** What so many requests may hold in memory at once as there are threads. */
	private static final int IN_MEMORY = 64 * 1024;

	private final HttpServletRequest request;

	private final BodyBudget budget;

	private final List<InputStream> opened = new ArrayList<>();

	private byte @Nullable [] bytes;

	private @Nullable Path file;

	private BodyBudget.Lease lease = BodyBudget.Lease.NONE;

	KeptBody(HttpServletRequest request, BodyBudget budget) {
		this.request = request;
		this.budget = budget;
	}

	/** The body from its beginning. */
	ServletInputStream open() throws IOException {
		if (this.bytes == null) {
			read();
		}
		InputStream source = (this.file != null) ? new BufferedInputStream(Files.newInputStream(this.file))
				: new ByteArrayInputStream(this.bytes);
		this.opened.add(source);
		return new Stream(source);
	}

	private void read() throws IOException {
		InputStream source = this.request.getInputStream();
		byte[] first = source.readNBytes(IN_MEMORY);
		long size = first.length;
		if (first.length == IN_MEMORY) {
			this.file = Files.createTempFile("nagare-body", null);
			try (OutputStream rest = Files.newOutputStream(this.file)) {
				rest.write(first);
				size += source.transferTo(rest);
			}
			first = new byte[0];
		}
		// only what is here as a whole costs memory: a slow sender keeps nobody waiting
		this.lease = this.budget.take(this.request, size);
		this.bytes = first;
	}

	@Override
	public void close() throws IOException {
		this.lease.giveBack();
		for (InputStream source : this.opened) {
			source.close();
		}
		if (this.file != null) {
			Files.deleteIfExists(this.file);
		}
	}

	private static final class Stream extends ServletInputStream {

		private final InputStream source;

		private boolean finished;

		private Stream(InputStream source) {
			this.source = source;
		}

		@Override
		public int read() throws IOException {
			int next = this.source.read();
			this.finished |= next < 0;
			return next;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int count = this.source.read(target, offset, length);
			this.finished |= count < 0;
			return count;
		}

		@Override
		public int available() throws IOException {
			return this.source.available();
		}

		@Override
		public void close() throws IOException {
			this.source.close();
		}

		@Override
		public boolean isFinished() {
			return this.finished;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("The body is here already");
		}

	}

}
