package io.nagare.intake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of mails whose folders take no mail while it refuses; all else another does.
 */
final class RefusingServer implements AutoCloseable {

	private static final Pattern REFUSED = Pattern.compile("(\\S+) (?:UID )?(?:MOVE|COPY) .*",
			Pattern.CASE_INSENSITIVE);

	private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final int behind;

	private volatile boolean refuses = true;

	RefusingServer(int behind) throws IOException {
		this.behind = behind;
		thread(this::accept);
	}

	int port() {
		return this.door.getLocalPort();
	}

	void refuseNoMore() {
		this.refuses = false;
	}

	private void accept() throws IOException {
		while (!this.door.isClosed()) {
			Socket client = this.door.accept();
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.behind);
			thread(() -> server.getInputStream().transferTo(client.getOutputStream()));
			thread(() -> listen(client, server));
		}
	}

	private void listen(Socket client, Socket server) throws IOException {
		try (client; server) {
			InputStream said = new BufferedInputStream(client.getInputStream());
			OutputStream answer = client.getOutputStream();
			for (byte[] line = line(said); line.length > 0; line = line(said)) {
				Matcher refused = REFUSED.matcher(new String(line, StandardCharsets.US_ASCII).strip());
				if (this.refuses && refused.matches()) {
					answer.write((refused.group(1) + " NO [OVERQUOTA] The folder is full\r\n")
						.getBytes(StandardCharsets.US_ASCII));
					answer.flush();
				}
				else {
					server.getOutputStream().write(line);
					server.getOutputStream().flush();
				}
			}
		}
	}

	private static byte[] line(InputStream from) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int one = from.read(); one >= 0; one = from.read()) {
			line.write(one);
			if (one == '\n') {
				break;
			}
		}
		return line.toByteArray();
	}

	private static void thread(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// one of both has hung up
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.door.close();
	}

	private interface Work {

		void run() throws IOException;

	}

}
