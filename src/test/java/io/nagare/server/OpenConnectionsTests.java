package io.nagare.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.Channel;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OpenConnectionsTests {

	private final OpenConnections connections = new OpenConnections(3);

	private static InetAddress address(int number) throws IOException {
		return InetAddress.getByAddress(new byte[] { 10, 0, (byte) (number / 250), (byte) (number % 250) });
	}

	@Test
	void admitsSoManyOfOneAddressAtOnce() throws IOException {
		Connection first = new Connection();
		assertThat(this.connections.admit(address(1), first)).isTrue();
		assertThat(this.connections.admit(address(1), new Connection())).isTrue();
		assertThat(this.connections.admit(address(1), new Connection())).isTrue();
		assertThat(this.connections.admit(address(1), new Connection())).isFalse();
		assertThat(this.connections.admit(address(2), new Connection())).isTrue();
		first.close();
		assertThat(this.connections.admit(address(1), new Connection())).isTrue();
	}

	@Test
	void remembersNoneThatIsClosed() throws IOException {
		for (int i = 0; i < 5000; i++) {
			Connection connection = new Connection();
			assertThat(this.connections.admit(address(i % 900), connection)).isTrue();
			connection.close();
		}
		assertThat(this.connections.size()).isLessThan(1001);
	}

	/** A line that is open until it is closed. */
	private static final class Connection implements Channel {

		private boolean open = true;

		@Override
		public boolean isOpen() {
			return this.open;
		}

		@Override
		public void close() {
			this.open = false;
		}

	}

}
