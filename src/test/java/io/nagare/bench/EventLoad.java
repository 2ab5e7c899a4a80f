package io.nagare.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Many browsers that listen at once, and how soon each hears of what happens. */
final class EventLoad {

	private static final int LISTENERS = Integer.getInteger("nagare.bench.listeners", 1_000);

	/** As many as one person may have open. */
	private static final int LINES = 20;

	private static final int PEOPLE = (LISTENERS + LINES - 1) / LINES;

	private static final String AGENT = "agent1";

	/** Seconds for all to hear. */
	private static final int LONGEST = 5;

	private EventLoad() {
	}

	static void measure(String url, Database database, Report report) throws Exception {
		Rest agent = Rest.signedIn(url, AGENT);
		List<Rest> people = new ArrayList<>();
		database.fillPeople(AGENT, PEOPLE);
		for (int i = 1; i <= PEOPLE; i++) {
			people.add(Rest.signedIn(url, AGENT + "-" + i));
		}
		HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		String title = "Everybody hears of this " + System.nanoTime();
		List<Ear> ears = new ArrayList<>();
		List<CompletableFuture<?>> connections = new ArrayList<>();
		long began = System.nanoTime();
		for (int i = 0; i < LISTENERS; i++) {
			Ear ear = new Ear(title);
			ears.add(ear);
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1/events"))
				.header("Accept", "text/event-stream");
			people.get(i / LINES).authorize(request);
			connections.add(http.sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(ear)));
			if (i % 50 == 49) {
				// as people come in the morning, not all in one millisecond
				TimeUnit.MILLISECONDS.sleep(50);
			}
		}
		for (Ear ear : ears) {
			ear.connected.get(60, TimeUnit.SECONDS);
		}
		report.fact("event streams opened", "%d in %.1f s", LISTENERS, (System.nanoTime() - began) / 1e9);
		long told = System.nanoTime();
		agent.post("/api/v1/incidents", Map.of("title", title, "priority", "low"));
		TimeUnit.SECONDS.sleep(LONGEST);
		long[] after = ears.stream().mapToLong((ear) -> ear.heardAfter(told)).sorted().toArray();
		report.fact("an event heard by all who listen", "%d of %d, median %d ms, last %d ms",
				Arrays.stream(after).filter((time) -> time < Long.MAX_VALUE).count(), LISTENERS,
				after[LISTENERS / 2] / 1_000_000, after[LISTENERS - 1] / 1_000_000);
		ears.forEach((ear) -> ear.hangUp());
		connections.forEach((connection) -> connection.cancel(true));
	}

	/** Hears the lines of one stream. */
	private static final class Ear implements Flow.Subscriber<String> {

		private final String word;

		private final CompletableFuture<Boolean> connected = new CompletableFuture<>();

		private final CompletableFuture<Long> heard = new CompletableFuture<>();

		private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

		private Ear(String word) {
			this.word = word;
		}

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.subscription.complete(subscription);
			subscription.request(Long.MAX_VALUE);
			this.connected.complete(true);
		}

		@Override
		public void onNext(String line) {
			if (line.contains(this.word) || line.contains("ticket.")) {
				this.heard.complete(System.nanoTime());
			}
		}

		@Override
		public void onError(Throwable ex) {
			this.connected.completeExceptionally(ex);
		}

		@Override
		public void onComplete() {
			// the node has gone
		}

		/** As long as it could take where nothing was heard. */
		private long heardAfter(long since) {
			return this.heard.isDone() ? this.heard.join() - since : Long.MAX_VALUE;
		}

		private void hangUp() {
			this.subscription.join().cancel();
		}

	}

}
