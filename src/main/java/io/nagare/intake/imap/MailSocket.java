package io.nagare.intake.imap;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/** A connection of which each byte is counted that comes in. */
class MailSocket extends Socket {

	private final ServerWords words;

	private Socket lies;

	private @Nullable InputStream in;

	MailSocket(Socket lies, ServerWords words) {
		this.lies = lies;
		this.words = words;
	}

	/** Whether the server may be called. */
	void check(InetSocketAddress server) throws IOException {
		// it is connected already
	}

	/** Lays over the connection what belongs there. */
	void opened(InetSocketAddress server) throws IOException {
		// nothing does
	}

	final Socket lies() {
		return this.lies;
	}

	final void layOver(Socket secured) {
		this.lies = secured;
	}

	@Override
	public void connect(SocketAddress endpoint) throws IOException {
		connect(endpoint, 0);
	}

	@Override
	public void connect(SocketAddress endpoint, int timeout) throws IOException {
		InetSocketAddress server = (InetSocketAddress) endpoint;
		if (server.isUnresolved()) {
			throw new UnknownHostException(server.getHostString());
		}
		check(server);
		this.lies.connect(server, timeout);
		opened(server);
	}

	@Override
	public synchronized InputStream getInputStream() throws IOException {
		InputStream counted = this.in;
		if (counted == null) {
			counted = this.words.counted(this.lies.getInputStream());
			this.in = counted;
		}
		return counted;
	}

	@Override
	public OutputStream getOutputStream() throws IOException {
		return new FilterOutputStream(this.lies.getOutputStream()) {

			@Override
			public void write(int one) throws IOException {
				MailSocket.this.words.asked();
				this.out.write(one);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				MailSocket.this.words.asked();
				this.out.write(bytes, offset, length);
			}

		};
	}

	@Override
	public synchronized void close() throws IOException {
		this.lies.close();
	}

	@Override
	public boolean isClosed() {
		return this.lies.isClosed();
	}

	@Override
	public boolean isConnected() {
		return this.lies.isConnected();
	}

	@Override
	public boolean isBound() {
		return this.lies.isBound();
	}

	@Override
	public void bind(SocketAddress from) throws IOException {
		this.lies.bind(from);
	}

	@Override
	public @Nullable InetAddress getInetAddress() {
		return this.lies.getInetAddress();
	}

	@Override
	public InetAddress getLocalAddress() {
		return this.lies.getLocalAddress();
	}

	@Override
	public int getPort() {
		return this.lies.getPort();
	}

	@Override
	public int getLocalPort() {
		return this.lies.getLocalPort();
	}

	@Override
	public @Nullable SocketAddress getRemoteSocketAddress() {
		return this.lies.getRemoteSocketAddress();
	}

	@Override
	public @Nullable SocketAddress getLocalSocketAddress() {
		return this.lies.getLocalSocketAddress();
	}

	@Override
	public synchronized void setSoTimeout(int millis) throws SocketException {
		this.lies.setSoTimeout(millis);
	}

	@Override
	public synchronized int getSoTimeout() throws SocketException {
		return this.lies.getSoTimeout();
	}

	@Override
	public void setTcpNoDelay(boolean on) throws SocketException {
		this.lies.setTcpNoDelay(on);
	}

	@Override
	public boolean getTcpNoDelay() throws SocketException {
		return this.lies.getTcpNoDelay();
	}

	@Override
	public void setKeepAlive(boolean on) throws SocketException {
		this.lies.setKeepAlive(on);
	}

	@Override
	public boolean getKeepAlive() throws SocketException {
		return this.lies.getKeepAlive();
	}

	@Override
	public void shutdownInput() throws IOException {
		this.lies.shutdownInput();
	}

	@Override
	public void shutdownOutput() throws IOException {
		this.lies.shutdownOutput();
	}

	@Override
	public boolean isInputShutdown() {
		return this.lies.isInputShutdown();
	}

	@Override
	public boolean isOutputShutdown() {
		return this.lies.isOutputShutdown();
	}

	@Override
	public String toString() {
		return this.lies.toString();
	}

}
