package io.nagare.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends one request byte by byte, also such as no HTTP client would let through. */
final class RawHttp {

	private static final int LONGEST_WAIT = 20_000;

	private RawHttp() {
	}

	/** Sends the bytes, and reads until the server closes the connection. */
	static RawAnswer send(int port, byte[] request) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("localhost", port), LONGEST_WAIT);
			socket.setSoTimeout(LONGEST_WAIT);
			byte[] all;
			try {
				socket.getOutputStream().write(request);
				socket.getOutputStream().flush();
				// whatever more the head has announced will not come
				socket.shutdownOutput();
			}
			catch (IOException ex) {
				// the server has heard enough, and its answer may be here all the same
			}
			all = read(socket.getInputStream());
			return RawAnswer.of(all);
		}
	}

	/** What came before the connection was cut counts as well. */
	private static byte[] read(InputStream in) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		byte[] part = new byte[16_384];
		try {
			for (int n = in.read(part); n >= 0; n = in.read(part)) {
				all.write(part, 0, n);
				if (isWhole(all)) {
					break;
				}
			}
		}
		catch (IOException ex) {
			if (all.size() == 0) {
				throw ex;
			}
		}
		return all.toByteArray();
	}

	/** Some requests ask the server to keep the connection. */
	private static boolean isWhole(ByteArrayOutputStream all) {
		String text = all.toString(StandardCharsets.ISO_8859_1);
		int end = text.indexOf("\r\n\r\n");
		if (end < 0) {
			return false;
		}
		String head = text.substring(0, end).toLowerCase(Locale.ROOT);
		int length = head.indexOf("\r\ncontent-length:");
		if (length >= 0) {
			int size = Integer.parseInt(head.substring(length + 17).lines().findFirst().orElse("").strip());
			return text.length() >= end + 4 + size;
		}
		return head.contains("\r\ntransfer-encoding: chunked") ? text.endsWith("\r\n0\r\n\r\n")
				: head.startsWith("http/1.1 204") || head.startsWith("http/1.1 304");
	}

	/**
	 * What the server said.
	 *
	 * @param status 0 where the connection was closed without a word
	 * @param headers with names in lower case; the last of several
	 */
	record RawAnswer(int status, Map<String, String> headers, String body) {

		private static RawAnswer of(byte[] all) {
			String text = new String(all, StandardCharsets.ISO_8859_1);
			int end = text.indexOf("\r\n\r\n");
			if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
				return new RawAnswer(0, Map.of(), text);
			}
			Map<String, String> headers = new TreeMap<>();
			text.substring(0, end).lines().skip(1).forEach((line) -> {
				int colon = line.indexOf(':');
				headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
			});
			String body = text.substring(end + 4);
			if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
				body = joined(body);
			}
			return new RawAnswer(Integer.parseInt(text.substring(9, 12)), headers,
					new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
		}

		private static String joined(String chunked) {
			StringBuilder whole = new StringBuilder();
			int at = 0;
			while (true) {
				int line = chunked.indexOf("\r\n", at);
				if (line < 0) {
					return whole.toString();
				}
				int size = Integer.parseInt(chunked.substring(at, line), 16);
				if (size == 0 || line + 2 + size > chunked.length()) {
					return whole.toString();
				}
				whole.append(chunked, line + 2, line + 2 + size);
				at = line + 2 + size + 2;
			}
		}

		String header(String name) {
			return this.headers.getOrDefault(name, "");
		}

	}

}
