package io.nagare.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.nagare.OwnNode;

/**
 * Many connections of people who mean no good, each from the address one likes: all of
 * 127.0.0.0/8 is this machine on Linux.
 */
final class Siege implements AutoCloseable {

	private final int port;

	private final List<Socket> sockets = new ArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool((work) -> {
		Thread thread = new Thread(work);
		thread.setDaemon(true);
		return thread;
	});

	Siege(int port) {
		this.port = port;
	}

	/** A connection from an address; null where the server refuses it. */
	Socket connect(String from) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.bind(new InetSocketAddress(InetAddress.getAllByName(from)[0], 0));
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 5000);
		socket.setSoTimeout(20_000);
		this.sockets.add(socket);
		return socket;
	}

	/** So many connections, ten from each address. */
	List<Socket> connect(int count) throws IOException {
		List<Socket> all = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			all.add(connect("127.0.%d.%d".formatted(1 + i / 10 / 250, 1 + i / 10 % 250)));
		}
		return all;
	}

	static void send(Socket socket, String text) {
		try {
			OutputStream out = socket.getOutputStream();
			out.write(text.getBytes(StandardCharsets.UTF_8));
			out.flush();
		}
		catch (IOException ex) {
			// the server has had enough
		}
	}

	/** Goes on sending a byte to each connection, ten times a second. */
	void drip(List<Socket> slow) {
		this.threads.execute(() -> {
			while (!this.threads.isShutdown()) {
				slow.forEach((socket) -> send(socket, "x"));
				OwnNode.pause(100);
			}
		});
	}

	/** Goes on taking a few bytes from each connection, five times a second. */
	void sip(List<Socket> slow) {
		this.threads.execute(() -> {
			byte[] few = new byte[8];
			while (!this.threads.isShutdown()) {
				slow.forEach((socket) -> sip(socket, few));
				OwnNode.pause(200);
			}
		});
	}

	private static void sip(Socket socket, byte[] few) {
		try {
			socket.setSoTimeout(1);
			if (socket.getInputStream().read(few) < 0) {
				socket.close();
			}
		}
		catch (IOException ex) {
			// nothing came, or the server has had enough
		}
	}

	/** Does something in the background. */
	void meanwhile(Runnable work) {
		this.threads.execute(work);
	}

	/** Everything that the server says before it closes; empty where it only closes. */
	static String read(Socket socket) {
		StringBuilder text = new StringBuilder();
		try {
			InputStream in = socket.getInputStream();
			byte[] buffer = new byte[8192];
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
			}
		}
		catch (SocketTimeoutException ex) {
			return text + "\nstill open";
		}
		catch (IOException ex) {
			// closed, roughly
		}
		return text.toString();
	}

	/** How many of them the server has not closed. */
	static long open(List<Socket> sockets) {
		return sockets.stream().filter(Siege::isOpen).count();
	}

	private static boolean isOpen(Socket socket) {
		try {
			socket.setSoTimeout(1);
			// what it answered before it closed is read away
			socket.getInputStream().skip(8192);
			return socket.getInputStream().read() >= 0;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		for (Socket socket : this.sockets) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				// it is closed
			}
		}
	}

}
