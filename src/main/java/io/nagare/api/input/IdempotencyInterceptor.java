package io.nagare.api.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

import io.nagare.api.ApiPaths;
import io.nagare.shared.InParts;
import io.nagare.shared.OnceOnly;
import io.nagare.shared.EventStreams;
import io.nagare.shared.Refusal;
import io.nagare.shared.Sha256;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketKind;
import io.nagare.shared.TicketKinds;

/**
 * Honours {@code Idempotency-Key} on every POST, so that a caller who did not hear the
 * answer may simply ask again: what was asked for is done once. A report is answered with
 * the ticket as it is now, anything else as it was answered then.
 * <p>
 * The key is used up in the transaction that does the work; where a request does it in
 * several, each part has a key of its own in its own. A node that dies leaves either both
 * or neither; of two requests at once the second waits for the first to commit and is
 * then refused. A request that fails leaves nothing and may be repeated.
 */
@Component
public class IdempotencyInterceptor implements HandlerInterceptor, OnceOnly {

	/** Where it does not: answers that hold secrets are kept nowhere. */
	private static final Pattern EXCEPT = Pattern.compile(ApiPaths.ROOT
			+ "(auth/.*|oauth-clients.*|changes/calendar/feeds.*|announcements/feeds.*|webhooks(/[^/]+/secret)?)");

	public static final String KEY = "Idempotency-Key";

	public static final String REPLAYED = "Idempotent-Replayed";

	/** Longer answers are not kept. */
	private static final int LONGEST_ANSWER = 64 * 1024;

	private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final TicketKinds kinds;

	IdempotencyInterceptor(JdbcClient jdbc, TransactionTemplate transaction, TicketKinds kinds) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.kinds = kinds;
	}

	/** Whether a POST to the path, without the context's, honours a key. */
	public static boolean countsAt(String path) {
		return path.startsWith(ApiPaths.TABLES) || path.equals(ApiPaths.GRAPHQL)
				|| (path.startsWith(ApiPaths.ROOT) && !EXCEPT.matcher(path).matches());
	}

	private static boolean counts(HttpServletRequest request) {
		return request.getHeader(KEY) != null && HttpMethod.POST.matches(request.getMethod())
				&& countsAt(request.getServletPath()) && !isSubscription(request);
	}

	/** What goes on being answered is no answer that could be given again. */
	private static boolean isSubscription(HttpServletRequest request) {
		try {
			return request.getServletPath().equals(ApiPaths.GRAPHQL) && EventStreams
				.areWanted(MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws ServletException, IOException {
		String key = request.getHeader(KEY);
		String username = request.getRemoteUser();
		Optional<TenantId> tenant = Tenancy.current();
		if (key == null || username == null || tenant.isEmpty() || !counts(request)) {
			return true;
		}
		if (!VISIBLE_ASCII.matcher(key).matches()) {
			throw Refusal.invalid(KEY, "idempotency_key");
		}
		@Nullable String kind = Optional.of(request.getServletPath())
			.filter((path) -> path.startsWith(ApiPaths.ROOT))
			.flatMap((path) -> this.kinds.at(path.substring(ApiPaths.ROOT.length())))
			.map(TicketKind::kind)
			.orElse(null);
		Attempt attempt = new Attempt(tenant.get().id(), username, key, hash(request), request.getServletPath(), kind);
		Optional<Done> done = this.transaction.execute((status) -> doneBy(attempt));
		boolean goesOn = done != null && done.isPresent() && done.get().isOpen() && isInParts(handler);
		if (goesOn) {
			attempt.used().set(true);
		}
		if (done == null || done.isEmpty() || goesOn) {
			request.setAttribute(Attempt.class.getName(), attempt);
			return true;
		}
		if (done.get().ticket() != null) {
			replay(attempt.path() + "/" + done.get().ticket(), request, response);
		}
		else {
			repeat(done.get(), response);
		}
		return false;
	}

	private static boolean isInParts(Object handler) {
		return handler instanceof HandlerMethod method && method.hasMethodAnnotation(InParts.class);
	}

	/** Keeps what was answered, or forgets the key of what failed. */
	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		if (!(request.getAttribute(Attempt.class.getName()) instanceof Attempt attempt) || attempt.kind() != null
				|| !attempt.used().get()) {
			return;
		}
		request.removeAttribute(Attempt.class.getName());
		if (response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
			@Nullable ContentCachingResponseWrapper kept = WebUtils.getNativeResponse(response,
					ContentCachingResponseWrapper.class);
			byte[] answer = (kept != null) ? kept.getContentAsByteArray() : new byte[0];
			keep(attempt, response.getStatus(), response.getHeader(HttpHeaders.LOCATION),
					(answer.length <= LONGEST_ANSWER) ? new String(answer, StandardCharsets.UTF_8) : null);
		}
		else {
			forget(attempt);
		}
	}

	private void keep(Attempt attempt, int answered, @Nullable String location, @Nullable String answer) {
		this.transaction.executeWithoutResult((status) -> this.jdbc.sql("""
				UPDATE idempotency_keys SET status = :status, location = :location, answer = :answer
				WHERE tenant_id = :tenant AND username = :username AND key = :key AND status IS NULL
				""")
			.param("status", answered)
			.param("location", location)
			.param("answer", answer)
			.param("tenant", attempt.tenant())
			.param("username", attempt.username())
			.param("key", attempt.key())
			.update());
	}

	private void forget(Attempt attempt) {
		this.transaction.executeWithoutResult((status) -> this.jdbc.sql("""
				DELETE FROM idempotency_keys WHERE tenant_id = :tenant AND username = :username AND key = :key
				""")
			.param("tenant", attempt.tenant())
			.param("username", attempt.username())
			.param("key", attempt.key())
			.update());
	}

	/** For doors of which one request says itself which of its work has a key. */
	@Override
	public String once(String key, String asked, Supplier<String> work) {
		if (!VISIBLE_ASCII.matcher(key).matches()) {
			throw Refusal.invalid("idempotency_key", "idempotency_key");
		}
		ServletRequestAttributes request = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
		Attempt attempt = new Attempt(Tenancy.require().id(), request.getRequest().getRemoteUser(), key,
				Sha256.hex(asked), "", null);
		Optional<Done> done = this.transaction.execute((status) -> doneBy(attempt));
		if (done != null && done.isPresent()) {
			if (done.get().answer() == null) {
				throw Refusal.conflict("idempotency_key", "idempotency_answer_lost");
			}
			return done.get().answer();
		}
		request.setAttribute(Attempt.class.getName(), attempt, RequestAttributes.SCOPE_REQUEST);
		try {
			String answer = work.get();
			if (attempt.used().get()) {
				keep(attempt, HttpStatus.OK.value(), null, (answer.length() <= LONGEST_ANSWER) ? answer : null);
			}
			return answer;
		}
		catch (RuntimeException ex) {
			if (attempt.used().get()) {
				forget(attempt);
			}
			throw ex;
		}
		finally {
			request.removeAttribute(Attempt.class.getName(), RequestAttributes.SCOPE_REQUEST);
		}
	}

	/**
	 * The first look at a part, a transaction of the request, uses up the request's own
	 * key.
	 */
	@Override
	public void part(String part, Runnable work) {
		@Nullable Attempt whole = current();
		if (whole == null) {
			work.run();
			return;
		}
		Attempt attempt = whole.part(part);
		Optional<Done> done = this.transaction.execute((status) -> doneBy(attempt));
		if (done != null && done.isPresent()) {
			return;
		}
		RequestAttributes request = RequestContextHolder.currentRequestAttributes();
		request.setAttribute(Attempt.class.getName(), attempt, RequestAttributes.SCOPE_REQUEST);
		try {
			work.run();
		}
		finally {
			request.setAttribute(Attempt.class.getName(), whole, RequestAttributes.SCOPE_REQUEST);
		}
	}

	/**
	 * What an earlier request with this key did.
	 * @throws Refusal when it was another request
	 */
	private Optional<Done> doneBy(Attempt attempt) {
		return this.jdbc.sql("""
				SELECT ticket_id, status, location, answer, request_hash = :hash AS same FROM idempotency_keys
				WHERE tenant_id = :tenant AND username = :username AND key = :key
				AND created_at >= now() - interval '24 hours'
				""")
			.param("hash", attempt.hash())
			.param("tenant", attempt.tenant())
			.param("username", attempt.username())
			.param("key", attempt.key())
			.query((row, number) -> {
				if (!row.getBoolean("same")) {
					throw Refusal.conflict(KEY, "idempotency_key_reused");
				}
				return new Done(row.getObject("ticket_id", UUID.class), row.getObject("status", Integer.class),
						row.getString("location"), row.getString("answer"));
			})
			.optional();
	}

	/** Answers as it was answered then. */
	private static void repeat(Done done, HttpServletResponse response) throws IOException {
		if (done.status() == null || done.answer() == null) {
			throw Refusal.conflict(KEY, "idempotency_answer_lost");
		}
		response.setStatus(done.status());
		response.setHeader(REPLAYED, "true");
		if (done.location() != null) {
			response.setHeader(HttpHeaders.LOCATION, done.location());
		}
		if (!done.answer().isEmpty()) {
			response.setContentType(MediaType.APPLICATION_JSON_VALUE);
			response.getOutputStream().write(done.answer().getBytes(StandardCharsets.UTF_8));
		}
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
		@Nullable Attempt attempt = current();
		if (attempt == null || !reported.ticket().kind().equals(attempt.kind())
				|| TransactionSynchronizationManager.getSynchronizations().contains(attempt)) {
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(attempt);
		use(this.jdbc, attempt, reported.ticket().id());
	}

	private static @Nullable Attempt current() {
		@Nullable RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return (request != null && request.getAttribute(Attempt.class.getName(),
				RequestAttributes.SCOPE_REQUEST) instanceof Attempt attempt) ? attempt : null;
	}

	/**
	 * Uses a key up, in the running transaction; old ones are forgotten, a few at a time.
	 */
	private static void use(JdbcClient jdbc, Attempt attempt, @Nullable UUID ticket) {
		jdbc.sql("""
				DELETE FROM idempotency_keys WHERE ctid IN (SELECT ctid FROM idempotency_keys
				WHERE created_at < now() - interval '24 hours' LIMIT 100 FOR UPDATE SKIP LOCKED)
				""").update();
		int used = jdbc.sql("""
				INSERT INTO idempotency_keys AS old (tenant_id, username, key, request_hash, ticket_id)
				VALUES (:tenant, :username, :key, :hash, :ticket)
				ON CONFLICT (tenant_id, username, key) DO UPDATE
				SET request_hash = excluded.request_hash, ticket_id = excluded.ticket_id, created_at = now(),
					status = NULL, location = NULL, answer = NULL
				WHERE old.created_at < now() - interval '24 hours'
				""")
			.param("tenant", attempt.tenant())
			.param("username", attempt.username())
			.param("key", attempt.key())
			.param("hash", attempt.hash())
			.param("ticket", ticket)
			.update();
		if (used == 0) {
			throw Refusal.conflict(KEY, "idempotency_in_progress");
		}
	}

	/**
	 * The body can be read twice: {@code server} keeps it. The parts of an upload are
	 * kept by Tomcat, which has read them by now. Nothing comes onto the heap as a whole.
	 */
	private static String hash(HttpServletRequest request) throws ServletException, IOException {
		MessageDigest digest = Sha256.digest();
		digest
			.update((request.getRequestURI() + "?" + request.getQueryString() + "\n").getBytes(StandardCharsets.UTF_8));
		if (WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class) == null) {
			digest(request.getInputStream(), digest);
		}
		else {
			for (Part part : request.getParts()) {
				digest.update((part.getName() + "\n" + part.getSubmittedFileName() + "\n" + part.getContentType() + "\n"
						+ part.getSize() + "\n")
					.getBytes(StandardCharsets.UTF_8));
				digest(part.getInputStream(), digest);
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void digest(InputStream content, MessageDigest digest) throws IOException {
		try (InputStream bytes = content) {
			bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
		}
	}

	/**
	 * A request that carries a key. Registered with the transaction that uses the key up,
	 * so that a transaction tried again uses it anew.
	 *
	 * @param tenant whose it is
	 * @param username who sends it; keys of different users never meet
	 * @param key as the caller made it up
	 * @param hash over everything that decides what the request does
	 * @param path where it was sent to
	 * @param kind the kind of tickets that it reports; null where it reports none
	 * @param used whether a transaction has used the key up
	 */
	private record Attempt(UUID tenant, String username, String key, String hash, String path, @Nullable String kind,
			AtomicBoolean used) implements TransactionSynchronization {

		Attempt(UUID tenant, String username, String key, String hash, String path, @Nullable String kind) {
			this(tenant, username, key, hash, path, kind, new AtomicBoolean());
		}

		Attempt part(String part) {
			return new Attempt(this.tenant, this.username, Sha256.hex(this.key + "\n" + part), this.hash, this.path,
					null);
		}

	}

	/**
	 * What a request did.
	 *
	 * @param ticket what it reported; null for none
	 * @param status how it was answered; null where that is not known
	 */
	private record Done(@Nullable UUID ticket, @Nullable Integer status, @Nullable String location,
			@Nullable String answer) {

		boolean isOpen() {
			return this.ticket == null && this.status == null;
		}

	}

	/**
	 * Uses the key up in the first transaction of the request that writes for its tenant.
	 */
	@Component
	static class InTransaction implements TransactionExecutionListener {

		private final ObjectProvider<JdbcClient> jdbc;

		InTransaction(ObjectProvider<JdbcClient> jdbc) {
			this.jdbc = jdbc;
		}

		@Override
		public void beforeCommit(TransactionExecution transaction) {
			@Nullable Attempt attempt = current();
			if (attempt == null || attempt.kind() != null || transaction.isReadOnly()
					|| Tenancy.current().filter((tenant) -> tenant.id().equals(attempt.tenant())).isEmpty()
					|| !attempt.used().compareAndSet(false, true)) {
				return;
			}
			try {
				use(this.jdbc.getObject(), attempt, null);
			}
			catch (RuntimeException ex) {
				attempt.used().set(false);
				throw ex;
			}
		}

		@Override
		public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
			@Nullable Attempt attempt = current();
			if (attempt != null && failure != null) {
				attempt.used().set(false);
			}
		}

	}

	/** Lets an answer be read again after it was written. */
	@Component
	static class Answers extends OncePerRequestFilter {

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return !counts(request);
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
			try {
				chain.doFilter(request, kept);
			}
			finally {
				kept.copyBodyToResponse();
			}
		}

	}

}
