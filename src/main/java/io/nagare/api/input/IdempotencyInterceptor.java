package io.nagare.api.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.nagare.api.ApiPaths;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketKind;
import io.nagare.shared.TicketKinds;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Honours {@code IdempotencyInterceptor-Key} when a ticket is reported, so that a caller
 * who did not hear the answer may simply ask again: a ticket is made once, and the answer
 * shows it.
 * <p>
 * What the key made is written in the ticket's own transaction. A node that dies leaves
 * either both or neither; of two requests at once the second waits for the first to
 * commit and is then refused. A request that fails leaves nothing and may be repeated.
 */
@Component
public class IdempotencyInterceptor implements HandlerInterceptor {

	/** Where tickets are reported, whatever kinds of them there are. */
	public static final String PATH = ApiPaths.ROOT + "{kind}";

	public static final String KEY = "Idempotency-Key";

	public static final String REPLAYED = "Idempotent-Replayed";

	private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final TicketKinds kinds;

	IdempotencyInterceptor(JdbcClient jdbc, TransactionTemplate transaction, TicketKinds kinds) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.kinds = kinds;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws ServletException, IOException {
		String key = request.getHeader(KEY);
		String username = request.getRemoteUser();
		Optional<TenantId> tenant = Tenancy.current();
		if (key == null || username == null || tenant.isEmpty() || !HttpMethod.POST.matches(request.getMethod())) {
			return true;
		}
		Optional<? extends TicketKind> kind = this.kinds.at(request.getServletPath().substring(ApiPaths.ROOT.length()));
		if (kind.isEmpty()) {
			return true;
		}
		if (!VISIBLE_ASCII.matcher(key).matches()) {
			throw Refusal.invalid(KEY, "idempotency_key");
		}
		Attempt attempt = new Attempt(tenant.get().id(), username, key, hash(request), request.getServletPath(),
				kind.get().kind());
		Optional<UUID> made = this.transaction.execute((status) -> madeBy(attempt));
		if (made == null || made.isEmpty()) {
			request.setAttribute(Attempt.class.getName(), attempt);
			return true;
		}
		replay(attempt.path() + "/" + made.get(), request, response);
		return false;
	}

	/**
	 * The ticket that an earlier request with this key made.
	 * @throws Refusal when it was another request
	 */
	private Optional<UUID> madeBy(Attempt attempt) {
		return this.jdbc.sql("""
				SELECT ticket_id, request_hash = :hash AS same FROM idempotency_keys
				WHERE tenant_id = :tenant AND username = :username AND key = :key
				AND created_at >= now() - interval '24 hours'
				""").paramSource(attempt).query((row, number) -> {
			if (!row.getBoolean("same")) {
				throw Refusal.conflict(KEY, "idempotency_key_reused");
			}
			return row.getObject("ticket_id", UUID.class);
		}).optional();
	}

	/** Answers as if it had just been made, with the ticket as it is now. */
	private static void replay(String address, HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		response.setStatus(HttpStatus.CREATED.value());
		response.setHeader(REPLAYED, "true");
		response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + address);
		request.getRequestDispatcher(address).forward(new HttpServletRequestWrapper(request) {

			@Override
			public String getMethod() {
				return HttpMethod.GET.name();
			}

		}, new HttpServletResponseWrapper(response) {

			@Override
			public void setStatus(int status) {
				super.setStatus((status == HttpStatus.OK.value()) ? HttpStatus.CREATED.value() : status);
			}

		});
	}

	/**
	 * Remembers what the key made: the first ticket of the kind that was asked for.
	 * Whatever else the transaction reports is a consequence.
	 */
	@EventListener
	void on(TicketEvent.Reported reported) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request == null
				|| !(request.getAttribute(Attempt.class.getName(),
						RequestAttributes.SCOPE_REQUEST) instanceof Attempt attempt)
				|| !attempt.kind().equals(reported.ticket().kind())
				|| TransactionSynchronizationManager.getSynchronizations().contains(attempt)) {
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(attempt);
		forgetOldKeys();
		int remembered = this.jdbc.sql("""
				INSERT INTO idempotency_keys AS old (tenant_id, username, key, request_hash, ticket_id)
				VALUES (:tenant, :username, :key, :hash, :ticket)
				ON CONFLICT (tenant_id, username, key) DO UPDATE
				SET request_hash = excluded.request_hash, ticket_id = excluded.ticket_id, created_at = now()
				WHERE old.created_at < now() - interval '24 hours'
				""")
			.param("tenant", attempt.tenant())
			.param("username", attempt.username())
			.param("key", attempt.key())
			.param("hash", attempt.hash())
			.param("ticket", reported.ticket().id())
			.update();
		if (remembered == 0) {
			throw Refusal.conflict(KEY, "idempotency_in_progress");
		}
	}

	/** A few at a time, and none that another request is removing. */
	private void forgetOldKeys() {
		this.jdbc.sql("""
				DELETE FROM idempotency_keys WHERE ctid IN (SELECT ctid FROM idempotency_keys
				WHERE created_at < now() - interval '24 hours' LIMIT 100 FOR UPDATE SKIP LOCKED)
				""").update();
	}

	/** The body can be read twice: {@code server} keeps it. */
	private static String hash(HttpServletRequest request) throws IOException {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(
					(request.getRequestURI() + "?" + request.getQueryString() + "\n").getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest.digest(request.getInputStream().readAllBytes()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * A request that carries a key. Registered with the transaction that uses the key up,
	 * so that a transaction tried again uses it anew.
	 *
	 * @param tenant whose ticket it makes
	 * @param username who sends it; keys of different users never meet
	 * @param key as the caller made it up
	 * @param hash over everything that decides what the request does
	 * @param path where it was sent to
	 * @param kind what it reports
	 */
	private record Attempt(UUID tenant, String username, String key, String hash, String path,
			String kind) implements TransactionSynchronization {
	}

}
