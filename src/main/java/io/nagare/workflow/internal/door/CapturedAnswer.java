package io.nagare.workflow.internal.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Keeps what the engine's API answers, so that a door can say it in its reader's words.
 */
final class CapturedAnswer extends HttpServletResponseWrapper {

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	private @Nullable PrintWriter writer;

	CapturedAnswer(HttpServletResponse response) {
		super(response);
	}

	/** Sends what was answered, put into other words where it is JSON that went well. */
	void send(Words words) throws IOException {
		if (this.writer != null) {
			this.writer.flush();
		}
		byte[] answer = this.body.toByteArray();
		getResponse().getOutputStream().write((isJson() && answer.length > 0) ? words.of(answer) : answer);
	}

	/** Sends the answer masked where it is JSON or plain text, whatever its status. */
	void sendMasked(UnaryOperator<String> mask) throws IOException {
		if (this.writer != null) {
			this.writer.flush();
		}
		byte[] answer = this.body.toByteArray();
		String type = getContentType();
		if (answer.length > 0 && isJson(type)) {
			answer = MaskedTexts.in(answer, mask);
		}
		else if (type != null && type.startsWith("text/")) {
			answer = mask.apply(new String(answer, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
		}
		getResponse().getOutputStream().write(answer);
	}

	private static boolean isJson(@Nullable String type) {
		return type != null && (type.startsWith(MediaType.APPLICATION_JSON_VALUE) || type.contains("+json"));
	}

	private boolean isJson() {
		return getStatus() < SC_BAD_REQUEST && isJson(getContentType());
	}

	@Override
	public ServletOutputStream getOutputStream() {
		return new ServletOutputStream() {

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void setWriteListener(WriteListener listener) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void write(int one) {
				CapturedAnswer.this.body.write(one);
			}

			@Override
			public void write(byte[] some, int from, int length) {
				CapturedAnswer.this.body.write(some, from, length);
			}

		};
	}

	@Override
	public PrintWriter getWriter() {
		if (this.writer == null) {
			this.writer = new PrintWriter(this.body, false, StandardCharsets.UTF_8);
		}
		return this.writer;
	}

	/** It changes. */
	@Override
	public void setContentLength(int length) {
		// said by the container
	}

	@Override
	public void setContentLengthLong(long length) {
		// said by the container
	}

	@Override
	public void setHeader(String header, String value) {
		if (!header.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
			super.setHeader(header, value);
		}
	}

	@Override
	public void addHeader(String header, String value) {
		if (!header.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
			super.addHeader(header, value);
		}
	}

	@Override
	public void flushBuffer() {
		// nothing leaves before its names are right
	}

	/** Says the same otherwise. */
	interface Words {

		byte[] of(byte[] answer) throws IOException;

	}

}
