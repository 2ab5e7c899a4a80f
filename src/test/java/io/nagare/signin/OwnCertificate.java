package io.nagare.signin;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A key and its certificate, signed by itself, for {@code localhost}, in a file of its
 * own.
 *
 * @param file PKCS #12, locked by {@link #PASSWORD}
 */
record OwnCertificate(Path file) {

	static final String PASSWORD = "of a test";

	private static final String ALIAS = "nagare";

	/** Makes one. */
	static OwnCertificate in(Path folder, String name) throws IOException, InterruptedException {
		Path file = folder.resolve(name + ".p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
				"-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
			.inheritIO()
			.start();
		assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return new OwnCertificate(file);
	}

	/** Puts the certificate alone into a file, for whoever is to trust it. */
	Path trusted() throws IOException, GeneralSecurityException {
		Path trust = this.file.resolveSibling("trust-" + this.file.getFileName());
		try (var out = Files.newOutputStream(trust)) {
			trust().store(out, PASSWORD.toCharArray());
		}
		return trust;
	}

	/**
	 * Trusts this certificate and nothing else.
	 * @param own what the client shows of itself; null for nothing
	 */
	HttpClient client(String protocol, @Nullable OwnCertificate own) throws IOException, GeneralSecurityException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trust());
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init((own != null) ? own.keys() : null, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		SSLParameters parameters = new SSLParameters();
		parameters.setProtocols(new String[] { protocol });
		return HttpClient.newBuilder().sslContext(context).sslParameters(parameters).build();
	}

	private KeyStore keys() throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(this.file)) {
			keys.load(in, PASSWORD.toCharArray());
		}
		return keys;
	}

	private KeyStore trust() throws IOException, GeneralSecurityException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry(ALIAS, keys().getCertificate(ALIAS));
		return trusted;
	}

}
