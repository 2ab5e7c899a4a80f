package io.nagare.database;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import javax.net.SocketFactory;

/**
 * Makes the sockets of the pool's connections, by the driver's property
 * {@code socketFactory}. It knows when the database was last heard, and takes hold of all
 * of them when it is away: who waits for an answer on one stops waiting, and who wants a
 * new one waits until it is back, instead of trying ever more seldom.
 * <p>
 * There is one database to a JVM.
 */
public final class DatabaseSockets extends SocketFactory {

	private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

	private static final Set<Socket> OPEN = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private static final Object LOCK = new Object();

	private static boolean held;

	private static volatile long heardAt = System.nanoTime();

	/** How long nothing has come from the database. */
	static Duration silence() {
		return Duration.ofNanos(System.nanoTime() - heardAt);
	}

	/** Closes all and makes no more. */
	static void hold() {
		synchronized (LOCK) {
			held = true;
		}
		synchronized (OPEN) {
			for (Socket socket : Set.copyOf(OPEN)) {
				try {
					socket.close();
				}
				catch (IOException ex) {
					// it is closed
				}
			}
		}
	}

	static void goOn() {
		synchronized (LOCK) {
			held = false;
			LOCK.notifyAll();
		}
	}

	private static void awaitGoOn() throws IOException {
		long limit = System.nanoTime() + LONGEST_HOLD.toNanos();
		synchronized (LOCK) {
			while (held) {
				long left = (limit - System.nanoTime()) / 1_000_000;
				if (left <= 0) {
					throw new ConnectException("The database is away");
				}
				try {
					LOCK.wait(left);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					throw new InterruptedIOException("Interrupted while the database was away");
				}
			}
		}
	}

	@Override
	public Socket createSocket() throws IOException {
		awaitGoOn();
		Socket socket = new HeardSocket();
		OPEN.add(socket);
		return socket;
	}

	@Override
	public Socket createSocket(String host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
		throw new UnsupportedOperationException();
	}

	/** Notes when something came. The driver reads by 8 KB. */
	private static final class HeardSocket extends Socket {

		@Override
		public InputStream getInputStream() throws IOException {
			return new FilterInputStream(super.getInputStream()) {

				@Override
				public int read() throws IOException {
					int read = super.read();
					heardAt = System.nanoTime();
					return read;
				}

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					int read = super.read(bytes, offset, length);
					heardAt = System.nanoTime();
					return read;
				}
			};
		}

		@Override
		public synchronized void close() throws IOException {
			OPEN.remove(this);
			super.close();
		}

	}

}
