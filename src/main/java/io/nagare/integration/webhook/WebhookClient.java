package io.nagare.integration.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import io.nagare.shared.PublicAddresses;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Posts to addresses that others have named: only outside, following nobody elsewhere,
 * and for a bounded time whatever the other side does.
 */
@Component
class WebhookClient {

	/** So much of an answer is looked at. */
	private static final int LOOKED_AT = 2_000;

	/** Seconds; whoever wants to be told later than in a day is told then. */
	private static final long LATEST = 86_400;

	private final WebhookSettings settings;

	/** Made when the first webhook is called. */
	private @Nullable CloseableHttpClient http;

	private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "webhook-deadlines");
		thread.setDaemon(true);
		return thread;
	});

	WebhookClient(WebhookSettings settings) {
		this.settings = settings;
	}

	Answer post(URI address, String contentType, String body, Iterable<Header> headers) {
		HttpPost request = new HttpPost(address);
		headers.forEach(request::addHeader);
		request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), type(contentType)));
		ScheduledFuture<?> deadline = this.deadlines.schedule(request::abort, this.settings.timeout().toMillis() * 2,
				TimeUnit.MILLISECONDS);
		try {
			return http().execute(request, WebhookClient::answer);
		}
		catch (IOException | RuntimeException ex) {
			String reason = ex.getClass().getSimpleName() + ((ex.getMessage() != null) ? ": " + ex.getMessage() : "");
			return new Answer(null, reason, null);
		}
		finally {
			deadline.cancel(false);
		}
	}

	/**
	 * The media type, with the charset for receivers that would read plain JSON as
	 * ISO-8859-1. A type with a suffix has no such parameter, and the CloudEvents SDK for
	 * JavaScript refuses one.
	 */
	private static ContentType type(String contentType) {
		return contentType.endsWith("+json") ? ContentType.create(contentType)
				: ContentType.create(contentType, StandardCharsets.UTF_8);
	}

	private static Answer answer(ClassicHttpResponse response) throws IOException {
		Header later = response.getFirstHeader("Retry-After");
		@Nullable Long pause = (later != null) ? seconds(later.getValue()) : null;
		boolean good = response.getCode() / 100 == 2;
		return new Answer(response.getCode(), good ? null : said(response.getEntity()), pause);
	}

	/** A number of seconds, or a date; null for what is neither. */
	static @Nullable Long seconds(String later) {
		if (later.matches("\\d{1,6}")) {
			return Math.min(Long.parseLong(later), LATEST);
		}
		@Nullable Instant date = DateUtils.parseStandardDate(later);
		return (date != null) ? Math.max(0, Math.min(Duration.between(Instant.now(), date).toSeconds(), LATEST)) : null;
	}

	private static String said(@Nullable HttpEntity entity) throws IOException {
		if (entity == null) {
			return "";
		}
		try (InputStream content = entity.getContent()) {
			return new String(content.readNBytes(LOOKED_AT), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ");
		}
	}

	private synchronized CloseableHttpClient http() {
		CloseableHttpClient client = this.http;
		if (client == null) {
			Timeout timeout = Timeout.of(this.settings.timeout());
			client = HttpClients.custom()
				.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
					.setDnsResolver(new PublicAddresses(this.settings.insideHosts()))
					.setMaxConnTotal(this.settings.threads() * 2)
					.setMaxConnPerRoute(8)
					.setDefaultConnectionConfig(ConnectionConfig.custom()
						.setConnectTimeout(timeout)
						.setSocketTimeout(timeout)
						.setTimeToLive(Timeout.ofMinutes(2))
						.build())
					.build())
				.setDefaultRequestConfig(
						RequestConfig.custom().setResponseTimeout(timeout).setConnectionRequestTimeout(timeout).build())
				.disableRedirectHandling()
				.disableCookieManagement()
				.disableAuthCaching()
				.disableAutomaticRetries()
				.setUserAgent("Nagare-Webhooks/1.0")
				.build();
			this.http = client;
		}
		return client;
	}

	@PreDestroy
	void stop() throws IOException {
		this.deadlines.shutdownNow();
		CloseableHttpClient client = this.http;
		if (client != null) {
			client.close();
		}
	}

	/**
	 * What came back.
	 *
	 * @param status null where nothing did
	 * @param error what went wrong; null where nothing did
	 * @param pauseSeconds when the other side wants to be asked again; null for whenever
	 */
	record Answer(@Nullable Integer status, @Nullable String error, @Nullable Long pauseSeconds) {

		boolean isGood() {
			return this.status != null && this.status / 100 == 2;
		}

		boolean isGone() {
			return this.status != null && this.status == 410;
		}

	}

}
