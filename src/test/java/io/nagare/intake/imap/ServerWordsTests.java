package io.nagare.intake.imap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.angus.mail.iap.ResponseInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.nagare.shared.PublicAddresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** What a server of mails may say, and where it may be. */
class ServerWordsTests {

	private static final int LARGEST = 4_000_000;

	private final ServerWords words = new ServerWords(LARGEST, null);

	private static InputStream text(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static InputStream blockOf(int bytes) {
		return new SequenceInputStream(text("* 1 FETCH (BODY[] {" + bytes + "}\r\n"),
				new SequenceInputStream(new ByteArrayInputStream(new byte[bytes]), text(")\r\n* OK next\r\n")));
	}

	/** The library makes the room first. */
	@ParameterizedTest
	@ValueSource(strings = { "* 1 FETCH (BODY[] {1900000000}\r\n", "* OK {4100000}\r\n", "* OK {00000001900000000}\r\n",
			"* OK {+1900000000}\r\n", "* OK {3}\r\nabc {{1900000000}\r\n" })
	void refusesWhatIsAnnouncedBeforeThereIsRoomForIt(String said) {
		ResponseInputStream responses = new ResponseInputStream(this.words.counted(text(said)));
		assertThatIOException().isThrownBy(responses::readResponse).withMessageContaining("more than was asked for");
		assertThat(this.words.isBroken()).isTrue();
	}

	@Test
	void refusesALineWithoutEnd() {
		ResponseInputStream responses = new ResponseInputStream(this.words.counted(new InputStream() {

			@Override
			public int read() {
				return 'x';
			}

			@Override
			public int read(byte[] target, int offset, int length) {
				Arrays.fill(target, offset, offset + length, (byte) 'x');
				return length;
			}

		}));
		assertThatIOException().isThrownBy(responses::readResponse);
	}

	@Test
	void refusesAnAnswerWithoutEnd() {
		InputStream counted = this.words.counted(new InputStream() {

			private int at;

			@Override
			public int read() {
				return "* 1 EXISTS\r\n".charAt(this.at++ % 12);
			}

			@Override
			public int read(byte[] target, int offset, int length) {
				for (int i = 0; i < length; i++) {
					target[offset + i] = (byte) read();
				}
				return length;
			}

		});
		ResponseInputStream responses = new ResponseInputStream(counted);
		assertThatIOException().isThrownBy(() -> {
			while (true) {
				responses.readResponse();
			}
		});
	}

	@Test
	void letsThroughWhatWasAskedFor() throws IOException {
		ResponseInputStream responses = new ResponseInputStream(this.words.counted(blockOf(1_500_000)));
		assertThat(responses.readResponse().getCount()).isGreaterThan(1_500_000);
		assertThat(responses.readResponse().getCount()).isEqualTo("* OK next\r\n".length());
		assertThat(this.words.isBroken()).isFalse();
	}

	@Test
	void readsOneLargeThingAtATime() throws Exception {
		ServerWords others = new ServerWords(LARGEST, null);
		new ResponseInputStream(this.words.counted(blockOf(3_000_000))).readResponse();
		CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> {
			try {
				return new ResponseInputStream(others.counted(blockOf(3_000_000))).readResponse().getCount();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		Thread.sleep(300);
		assertThat(second).isNotDone();
		this.words.taken();
		assertThat(second.get(10, TimeUnit.SECONDS)).isGreaterThan(3_000_000);
		others.taken();
	}

	@Test
	void endsWhatTakesTooLongHoweverOftenSomethingComes() {
		ServerWords hurried = new ServerWords(LARGEST, Duration.ofMillis(200));
		InputStream counted = hurried.counted(new InputStream() {

			@Override
			public int read() throws IOException {
				try {
					Thread.sleep(50);
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
				return 'x';
			}

			@Override
			public int read(byte[] target, int offset, int length) throws IOException {
				target[offset] = (byte) read();
				return 1;
			}

		});
		assertThatIOException().isThrownBy(() -> new ResponseInputStream(counted).readResponse())
			.withMessageContaining("too long");
	}

	@Test
	void connectsNowhereInside() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			InetSocketAddress inside = new InetSocketAddress("localhost", server.getLocalPort());
			Socket refused = new MailSockets(new PublicAddresses(Set.of()), false, this.words).createSocket();
			assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> refused.connect(inside, 1000));
			try (Socket allowed = new MailSockets(new PublicAddresses(Set.of("localhost")), false, this.words)
				.createSocket()) {
				allowed.connect(inside, 1000);
				assertThat(allowed.isConnected()).isTrue();
			}
		}
	}

}
