package io.nagare.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Many endpoints that hear of each ticket, of which one refuses and one never answers,
 * and what that costs those who report.
 */
final class WebhookLoad {

	private static final int EVENTS = Integer.getInteger("nagare.bench.webhook-events", 1_000);

	private static final int ENDPOINTS = 20;

	private static final int DEAD = 2;

	private static final int REPORTERS = 4;

	/** What the design asks for, in seconds and in percent. */
	private static final int LONGEST = 60;

	private static final int MOST_LOST = 10;

	private final AtomicIntegerArray heard = new AtomicIntegerArray(ENDPOINTS - DEAD);

	private final Rest agent;

	private WebhookLoad(Rest agent) {
		this.agent = agent;
	}

	static void measure(String url, Duration warmUp, Report report) throws Exception {
		new WebhookLoad(Rest.signedIn(url, "agent1")).measure(Rest.signedIn(url, "admin"), warmUp, report);
	}

	private void measure(Rest admin, Duration warmUp, Report report) throws Exception {
		Load.run(REPORTERS, warmUp, () -> report("warm"));
		Load.Figures alone = Load.use(all(), REPORTERS, Duration.ofMinutes(10), this::report);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		ExecutorService threads = Executors.newCachedThreadPool();
		List<String> hooks = new ArrayList<>();
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			server.setExecutor(threads);
			server.createContext("/", this::hear);
			server.start();
			for (int i = 0; i < ENDPOINTS - DEAD; i++) {
				hooks.add(hook(admin, server.getAddress().getPort(), i));
			}
			hooks.add(hook(admin, Child.freePort(), ENDPOINTS));
			hooks.add(hook(admin, silent.getLocalPort(), ENDPOINTS));
			long began = System.nanoTime();
			Load.Figures beside = Load.use(all(), REPORTERS, Duration.ofMinutes(10), this::report);
			double reported = (System.nanoTime() - began) / 1e9;
			while (fewest() < EVENTS && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(5 * LONGEST)) {
				TimeUnit.MILLISECONDS.sleep(20);
			}
			double took = (System.nanoTime() - began) / 1e9;
			report.fact("webhooks",
					"%,d events for %d endpoints, %d dead: reported in %.1f s, heard by all others in %.1f s", EVENTS,
					ENDPOINTS, DEAD, reported, took);
			report.fact("reports beside webhooks", "%.0f/s, %.0f/s without", beside.rate(), alone.rate());
			report.aim("webhooks: seconds until " + EVENTS + " events are heard", took, LONGEST, "s");
			report.aim("webhooks: events that were not heard", (double) EVENTS - fewest(), 0, "");
			report.aim("webhooks: reports lost beside them", 100 * (1 - beside.rate() / alone.rate()), MOST_LOST, "%");
		}
		finally {
			for (String hook : hooks) {
				admin.delete("/api/v1/webhooks/" + hook);
			}
			server.stop(0);
			threads.shutdownNow();
		}
	}

	private static Queue<String> all() {
		return new ConcurrentLinkedQueue<>(IntStream.range(0, EVENTS).mapToObj(Integer::toString).toList());
	}

	private String report(String which) throws Exception {
		return this.agent.post("/api/v1/incidents",
				Map.of("title", "VPN does not connect " + which, "priority", "low"));
	}

	private static String hook(Rest admin, int port, int number) throws Exception {
		return Rest.idIn(admin.post("/api/v1/webhooks", Map.of("name", "bench " + port + " " + number, "url",
				"http://127.0.0.1:" + port + "/" + number, "types", List.of("incident.created"))));
	}

	private void hear(HttpExchange exchange) throws IOException {
		int endpoint = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
		exchange.getRequestBody().readAllBytes();
		exchange.sendResponseHeaders(204, -1);
		exchange.close();
		this.heard.incrementAndGet(endpoint);
	}

	/** Of the endpoint that has heard least. */
	private int fewest() {
		return IntStream.range(0, this.heard.length()).map(this.heard::get).min().orElse(0);
	}

}
