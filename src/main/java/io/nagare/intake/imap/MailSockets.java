package io.nagare.intake.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import io.nagare.shared.PublicAddresses;

/**
 * Connects one mailbox to its server: outside only, and with bounds to what it may say.
 * TLS is laid over the connection here and not by the library, since only what was
 * decrypted can be bounded.
 */
final class MailSockets extends SocketFactory {

	private final PublicAddresses addresses;

	private final boolean tls;

	private final ServerWords words;

	MailSockets(PublicAddresses addresses, boolean tls, ServerWords words) {
		this.addresses = addresses;
		this.tls = tls;
		this.words = words;
	}

	@Override
	public Socket createSocket() {
		return new MailSocket(new Socket(), this.words) {

			@Override
			void opened(InetSocketAddress server) throws IOException {
				if (MailSockets.this.tls) {
					layOver(secured(lies(), server.getHostString(), server.getPort(), true));
				}
			}

			@Override
			void check(InetSocketAddress server) throws IOException {
				MailSockets.this.addresses.check(server.getHostString(), server.getAddress());
			}

		};
	}

	/** What STARTTLS is laid over a connection with. */
	SSLSocketFactory layers() {
		return new Layers(this.words);
	}

	private static SSLSocket secured(Socket plain, String host, int port, boolean autoClose) throws IOException {
		SSLSocket secured = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host,
				port, autoClose);
		SSLParameters parameters = secured.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		secured.setSSLParameters(parameters);
		secured.startHandshake();
		return secured;
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		Socket socket = createSocket();
		socket.connect(new InetSocketAddress(host, port));
		return socket;
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
		return createSocket(host, port);
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return createSocket(host.getHostAddress(), port);
	}

	@Override
	public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
		return createSocket(host, port);
	}

	/** Lays TLS over a connection that is there. */
	private static final class Layers extends SSLSocketFactory {

		private final ServerWords words;

		private Layers(ServerWords words) {
			this.words = words;
		}

		@Override
		public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
			return new MailSocket(secured(socket, host, port, autoClose), this.words);
		}

		@Override
		public String[] getDefaultCipherSuites() {
			return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getDefaultCipherSuites();
		}

		@Override
		public String[] getSupportedCipherSuites() {
			return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getSupportedCipherSuites();
		}

		@Override
		public Socket createSocket(String host, int port) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(InetAddress host, int port) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
			throw new UnsupportedOperationException();
		}

	}

}
