package io.nagare;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands before the nodes and ships their logs, run as it is delivered. */
@Tag("outside")
class GatewayTests {

	private static final String SQL = "SELECT password FROM users; <script>alert(1)</script> cat /etc/passwd";

	/** Texts that people search for at a service desk. */
	private static final List<String> SEARCHES = List.of("VPN が遅い", "50% CPU", "select count(*) from users",
			"/etc/hosts", "wget http://x", "ping -c 3 8.8.8.8", "cat /var/log/syslog", "curl -X POST", "python3 -c",
			"sleep(5)", "<script>", "union select", "1' or '1'='1", "rm -rf /", "powershell -enc",
			"C:\\Windows\\System32\\cmd.exe", "${jndi:ldap://x/a}", "onerror=alert(1)", "; ls -la | grep x");

	private static final HttpClient CLIENT = client();

	@TempDir
	private Path folder;

	private final List<HttpServer> nodes = new ArrayList<>();

	private final List<Process> started = new ArrayList<>();

	/** What the nodes were asked last, by header. */
	private final Map<String, String> heard = new ConcurrentHashMap<>();

	private volatile boolean ready = true;

	@BeforeEach
	void begin() throws IOException {
		for (String name : List.of("one", "two")) {
			HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			node.setExecutor(Executors.newFixedThreadPool(4));
			node.createContext("/", (exchange) -> answer(exchange, name, 200));
			node.createContext("/actuator/health/readiness",
					(exchange) -> answer(exchange, name, (name.equals("one") && !this.ready) ? 503 : 200));
			node.start();
			this.nodes.add(node);
		}
	}

	private void answer(HttpExchange exchange, String name, int status) throws IOException {
		try (exchange; InputStream body = exchange.getRequestBody()) {
			body.readAllBytes();
			if (!exchange.getRequestURI().getPath().startsWith("/actuator")) {
				exchange.getRequestHeaders().forEach((header, values) -> this.heard.put(header, values.get(0)));
			}
			byte[] said = name.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, said.length);
			exchange.getResponseBody().write(said);
		}
	}

	@AfterEach
	void end() throws InterruptedException {
		for (Process process : this.started) {
			process.destroy();
			process.waitFor();
		}
		this.nodes.forEach((node) -> node.stop(0));
	}

	@Test
	void balancesOverTheNodesThatAreReadyAndLimitsWhoAsksTooOften() throws Exception {
		Programs.need("haproxy", "haproxy");
		Programs.need("openssl", "openssl");
		certificate();
		Files.writeString(this.folder.resolve("nagare.pem"), Files.readString(this.folder.resolve("nagare.crt"))
				+ Files.readString(this.folder.resolve("nagare.key")));
		int plain = freePort();
		int tls = freePort();
		String file = Files.readString(Path.of("deploy/gateway/haproxy.cfg"))
			.replace("/etc/haproxy", this.folder.toString())
			.replace("log /dev/log local0", "log stdout format raw local0")
			.replace("bind :80", "bind 127.0.0.1:" + plain)
			.replace("bind :443", "bind 127.0.0.1:" + tls)
			.replace("check port 8081", "check")
			.replace("gt 600", "gt 60")
			.replace("10.0.0.11:8080", node(0))
			.replace("10.0.0.12:8080", node(1));
		Path config = Files.writeString(this.folder.resolve("haproxy.cfg"), file);
		Programs.run(this.folder, "haproxy", "-c", "-f", config.toString());
		this.started.add(Programs.start(this.folder, "haproxy", "-f", config.toString()));
		String address = "https://localhost:" + tls;
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isAnswered(address + "/api/v1/incidents"));
		HttpResponse<String> answer = get(address + "/api/v1/incidents", "X-Forwarded-For", "10.1.1.1");
		assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
		assertThat(this.heard).containsEntry("X-forwarded-for", "127.0.0.1")
			.containsEntry("X-forwarded-proto", "https");
		assertThat(get(address + "/actuator/health").statusCode()).isEqualTo(404);
		assertThat(get("http://localhost:" + plain + "/x").statusCode()).isEqualTo(308);
		this.ready = false;
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			for (int i = 0; i < 10; i++) {
				if (get(address + "/x").body().equals("one")) {
					return false;
				}
			}
			return true;
		});
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> get(address + "/x").statusCode() == 429);
	}

	@Test
	void refusesAttacksButNotWhatPeopleWrite() throws Exception {
		Programs.need("nginx", "nginx");
		Programs.need("openssl", "openssl");
		Path module = Path.of("/usr/lib/nginx/modules/ngx_http_modsecurity_module.so");
		Programs.need(Files.exists(module) && Files.exists(Path.of("/usr/share/modsecurity-crs/rules")),
				"Debian's packages libnginx-mod-http-modsecurity and modsecurity-crs are not on this machine");
		certificate();
		int port = freePort();
		String file = Files.readString(Path.of("deploy/gateway/nginx.conf"))
			.replace("load_module modules/", "load_module /usr/lib/nginx/modules/")
			.replace("/var/log/nginx", this.folder.toString())
			.replace("/run/nginx.pid", this.folder.resolve("pid").toString())
			.replace("/etc/nginx/", this.folder + "/")
			.replace("listen 443", "listen 127.0.0.1:" + port)
			.replace("127.0.0.1:8080", node(0));
		Path config = Files.writeString(this.folder.resolve("nginx.conf"), file);
		Files.copy(Path.of("deploy/gateway/waf.conf"), this.folder.resolve("waf.conf"));
		Programs.run(this.folder, "nginx", "-t", "-c", config.toString());
		this.started.add(Programs.start(this.folder, "nginx", "-c", config.toString(), "-g", "daemon off;"));
		String address = "https://localhost:" + port;
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isAnswered(address + "/api/v1/incidents"));
		assertThat(get(address + "/?status=1%27%20UNION%20SELECT%20password%20FROM%20users--").statusCode())
			.isEqualTo(403);
		assertThat(get(address + "/?x=%3Cscript%3Ealert(1)%3C/script%3E").statusCode()).isEqualTo(403);
		assertThat(get(address + "/?f=../../../../etc/passwd").statusCode()).isEqualTo(403);
		assertThat(get(address + "/?x=$%7Bjndi:ldap://x/a%7D").statusCode()).isEqualTo(403);
		assertThat(get(address + "/", "User-Agent", "sqlmap/1.0").statusCode()).isEqualTo(403);
		assertThat(post(address + "/login", "application/x-www-form-urlencoded", "username=1%27%20or%201=1--"))
			.isEqualTo(403);
		assertThat(get(address + "/actuator/health").statusCode()).isEqualTo(404);
		assertThat(post(address + "/api/v1/incidents", "application/json", "{\"title\": \"" + SQL + "\"}"))
			.isEqualTo(200);
		assertThat(get(address + "/api/v1/search?q=VPN%20%E3%81%8C%E9%81%85%E3%81%84").statusCode()).isEqualTo(200);
		List<String> refused = new ArrayList<>();
		for (String words : SEARCHES) {
			String encoded = URLEncoder.encode(words, StandardCharsets.UTF_8);
			for (String written : List.of(encoded, encoded.replace("+", "%20"))) {
				if (get(address + "/api/v1/search?limit=20&q=" + written).statusCode() != 200
						|| post(address + "/login", "application/x-www-form-urlencoded", "title=" + written) != 200) {
					refused.add(words);
				}
			}
		}
		assertThat(refused).isEmpty();
		assertThat(get(address + "/graphql?query="
				+ URLEncoder.encode("query Q($q: String) { users(q: $q) { id } }", StandardCharsets.UTF_8)
				+ "&variables=%7B%22q%22%3A%22select%201%22%7D")
			.statusCode()).isEqualTo(200);
		assertThat(Files.readString(this.folder.resolve("error.log"))).doesNotContain("cat /etc");
	}

	@Test
	void shipsEachLineOfTheLogAsItIs() throws Exception {
		Programs.need("rsyslogd", "rsyslog");
		Path log = Files.createDirectories(this.folder.resolve("written")).resolve("nagare.log");
		List<String> lines = List.of("{\"message\":\"停電\",\"tenant\":\"nagare\"}",
				"{\"message\":\"a \\\"b\\\" \\n c\"}");
		Files.write(log, lines);
		try (ServerSocket sink = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			sink.setSoTimeout(30_000);
			String file = "global(workDirectory=\"" + this.folder + "\")\n"
					+ Files.readString(Path.of("deploy/logs/rsyslog.conf"))
						.replace("logs.example.com", "127.0.0.1")
						.replace("5170", String.valueOf(sink.getLocalPort()))
						.replace("/var/log/nagare/", log.getParent() + "/");
			Path config = Files.writeString(this.folder.resolve("rsyslog.conf"), file);
			Programs.run(this.folder, "rsyslogd", "-N1", "-f", config.toString());
			this.started.add(Programs.start(this.folder, "rsyslogd", "-n", "-f", config.toString(), "-i",
					this.folder.resolve("pid").toString()));
			try (Socket sent = sink.accept()) {
				sent.setSoTimeout(30_000);
				byte[] wanted = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
				assertThat(sent.getInputStream().readNBytes(wanted.length)).isEqualTo(wanted);
			}
		}
	}

	private void certificate() throws InterruptedException {
		Programs.run(this.folder, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
				"-nodes", "-keyout", "nagare.key", "-out", "nagare.crt", "-days", "2", "-subj", "/CN=localhost");
	}

	private String node(int number) {
		return "127.0.0.1:" + this.nodes.get(number).getAddress().getPort();
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	private static boolean isAnswered(String address) {
		try {
			return get(address).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static HttpResponse<String> get(String address, String... headers) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private static int post(String address, String type, String body) throws IOException {
		return send(HttpRequest.newBuilder(URI.create(address))
			.timeout(Duration.ofSeconds(20))
			.header("Content-Type", type)
			.POST(BodyPublishers.ofString(body))).statusCode();
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
		try {
			return CLIENT.send(request.build(), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** One that believes the certificate which the test has just made. */
	private static HttpClient client() {
		try {
			SSLContext context = SSLContext.getInstance("TLSv1.3");
			context.init(null, new TrustManager[] { new Trusting() }, new SecureRandom());
			return HttpClient.newBuilder().sslContext(context).build();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Trusting extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
