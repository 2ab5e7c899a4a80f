package io.nagare.workflow.internal.door;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Tenants;
import io.nagare.shared.PlainJson;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.TicketWorkService;
import io.nagare.workflow.internal.EngineTables;

/**
 * Stands before the engine's REST API, at {@code /engine-rest} and inside the web
 * applications alike, and before what Cockpit adds to it. What is not on the list is
 * closed; no request carries an expression; and failures get the status they deserve.
 * What remains is subject to the engine's authorizations.
 */
final class EngineApiFilter extends OncePerRequestFilter {

	/**
	 * What a ticket says and what people wrote on its tasks: all the engine's API shows
	 * of it beside numbers, steps and people.
	 */
	private static final Pattern TEXTS = Pattern
		.compile("/(?:task|process-instance)/([^/]+)/(form-variables|comment(?:/.*)?)");

	private static final String FORM_VARIABLES = "form-variables";

	/** What the engine's API asks of what runs, and stumbles where it does not. */
	private static final Pattern RUNNING = Pattern
		.compile("/(task|job|process-instance)/([^/]+)/(?:deployed-form|retries|duedate|activity-instances)");

	/** What sets a process right, for which its tenant's verbs run. */
	private static final Pattern MODIFICATION = Pattern.compile("/process-instance/([^/]+)/modification");

	private static final String DEPLOY = "/deployment/create";

	/** What Cockpit adds; it asks by POST, and stumbles where the body is missing. */
	private static final String COCKPIT = "/plugin/";

	/** And by GET it never learnt to read these. */
	private static final Set<String> BY_POST_ONLY = Set.of("startedAfter", "startedBefore");

	private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

	/** What numbers the engine takes without stumbling. */
	private static final Map<String, Pattern> NUMBERS = Map.of("firstResult", Pattern.compile("[0-9]{1,9}"),
			"maxResults", Pattern.compile("[0-9]{1,9}"), "version", Pattern.compile("[1-9][0-9]{0,8}"));

	private static final String REFUSED = "Refused";

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	private final EngineApiPolicy rules = new EngineApiPolicy();

	private final CurrentCaller callers;

	private final EngineTables tables;

	private final Tenants tenants;

	private final TicketWorkService work;

	private final TaskFormData formData;

	private final LocaleResolver locales;

	private final int mostAnswers;

	/**
	 * @param mostAnswers how many the engine answers to one question
	 */
	EngineApiFilter(CurrentCaller callers, EngineTables tables, Tenants tenants, TicketWorkService work,
			TaskFormData formData, LocaleResolver locales, int mostAnswers) {
		this.callers = callers;
		this.tables = tables;
		this.tenants = tenants;
		this.work = work;
		this.formData = formData;
		this.locales = locales;
		this.mostAnswers = mostAnswers;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<Caller> caller = this.callers.find();
		if (caller.isEmpty()) {
			refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "Please sign in");
			return;
		}
		String call = EngineCall.of(request);
		if (call == null) {
			refuse(response, HttpServletResponse.SC_BAD_REQUEST, "The path is not a plain one");
			return;
		}
		if (!this.rules.isOpen(request.getMethod(), call, caller.get())) {
			refuse(response, HttpServletResponse.SC_FORBIDDEN,
					"This call is closed: " + request.getMethod() + " " + call);
			return;
		}
		Optional<UnaryOperator<String>> mask = (MaskedTexts.areIn(call)
				&& this.rules.isQuestion(request.getMethod(), call)) ? this.work.mask() : Optional.empty();
		if (mask.isEmpty()) {
			open(request, response, call, caller.get(), chain);
			return;
		}
		CapturedAnswer answer = new CapturedAnswer(response);
		open(request, answer, call, caller.get(), chain);
		answer.sendMasked(mask.get());
	}

	private void open(HttpServletRequest request, HttpServletResponse response, String call, Caller caller,
			FilterChain chain) throws ServletException, IOException {
		Matcher texts = TEXTS.matcher(call);
		if (texts.matches()) {
			Optional<UUID> ticket = this.tables.ticketOf(texts.group(1)).filter(this.work::shows);
			if (ticket.isEmpty()) {
				refuse(response, HttpServletResponse.SC_NOT_FOUND, "There is no such thing: " + call);
				return;
			}
			if (texts.group(2).equals(FORM_VARIABLES)) {
				inCallersLanguage(request,
						() -> write(response, HttpServletResponse.SC_OK, this.formData.of(ticket.get())));
				return;
			}
		}
		if (!passes(request, response, call, caller)) {
			return;
		}
		Matcher running = RUNNING.matcher(call);
		if (running.matches() && !this.tables.exists(running.group(1), running.group(2), slug(caller))) {
			refuse(response, HttpServletResponse.SC_NOT_FOUND, "There is no such thing: " + call);
			return;
		}
		inCallersLanguage(request, () -> answer(request, response, call, chain));
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, String call, FilterChain chain)
			throws ServletException, IOException {
		if (TaskCallFilter.handles(request.getMethod(), call)) {
			chain.doFilter(TaskCallFilter.keep(request, call), response);
			return;
		}
		HttpServletResponse deserving = new DeservedStatus(request, response);
		Matcher modification = MODIFICATION.matcher(call);
		Optional<TenantId> tenant = modification.matches()
				? this.tables.tenantOf(modification.group(1)).flatMap(this.tenants::bySlug) : Optional.empty();
		if (tenant.isPresent()) {
			Tenancy.call(tenant.get(), () -> {
				pass(request, deserving, chain);
				return true;
			});
		}
		else if (TaskNames.areIn(call) || TaskForm.isIn(call) || PageTexts.areWanted(request, call)) {
			CapturedAnswer answer = new CapturedAnswer(deserving);
			chain.doFilter(this.rules.isQuestion(request.getMethod(), call) ? BoundedQuery.of(request, this.mostAnswers)
					: request, answer);
			answer.send(words(request, call));
		}
		else if (this.rules.isQuestion(request.getMethod(), call)) {
			chain.doFilter(BoundedQuery.of(request, this.mostAnswers), deserving);
		}
		else {
			chain.doFilter(request, deserving);
		}
	}

	private CapturedAnswer.Words words(HttpServletRequest request, String call) {
		if (TaskForm.isIn(call)) {
			return this.formData::form;
		}
		return PageTexts.areWanted(request, call) ? PageTexts::said : TaskNames::said;
	}

	private static void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException ex) {
			throw new IOException(ex);
		}
	}

	private static @Nullable String slug(Caller caller) {
		return (caller.tenant() != null) ? caller.tenant().slug() : null;
	}

	/** Whether parameters and body may pass; where not, it was refused. */
	private static boolean passes(HttpServletRequest request, HttpServletResponse response, String call, Caller caller)
			throws IOException {
		String parameter = objection(request.getParameterMap());
		if (parameter != null) {
			refuse(response, HttpServletResponse.SC_BAD_REQUEST, parameter);
			return false;
		}
		boolean cockpit = call.startsWith(COCKPIT);
		if (cockpit && !Collections.disjoint(request.getParameterMap().keySet(), BY_POST_ONLY)) {
			refuse(response, HttpServletResponse.SC_BAD_REQUEST, "Ask by POST for when a process started");
			return false;
		}
		if (WITHOUT_BODY.contains(request.getMethod())) {
			return true;
		}
		// here, where a body that is too large can be refused
		boolean empty = request.getInputStream().read() < 0;
		if (!call.equals(DEPLOY) && (cockpit || !empty)) {
			if (!isJson(request)) {
				refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "The body must be JSON");
				return false;
			}
			JsonNode json = EngineBody.read(request.getInputStream());
			String objection = EngineBody.objection(call, json);
			if (objection != null) {
				refuse(response, HttpServletResponse.SC_BAD_REQUEST, objection);
				return false;
			}
			TenantId own = caller.tenant();
			if (own != null && json != null && !Set.of(own.slug()).containsAll(EngineBody.tenants(json))) {
				refuse(response, HttpServletResponse.SC_FORBIDDEN, "The body names a tenant that is not yours");
				return false;
			}
		}
		return true;
	}

	/** What is wrong with the parameters, as a sentence; null where all is well. */
	private static @Nullable String objection(Map<String, String[]> parameters) {
		for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
			String name = parameter.getKey();
			if (EngineBody.isExpression(name)) {
				return "Expressions are not allowed";
			}
			for (String value : parameter.getValue()) {
				if (EngineBody.isUnreadable(name) || EngineBody.isUnreadable(value)) {
					return "Control characters are not allowed";
				}
				Pattern wanted = NUMBERS.get(name);
				if (wanted != null && !wanted.matcher(value).matches()) {
					return name + " must be a number";
				}
			}
		}
		return null;
	}

	private void inCallersLanguage(HttpServletRequest request, Answer answer) throws ServletException, IOException {
		LocaleContext before = LocaleContextHolder.getLocaleContext();
		LocaleContextHolder.setLocale(this.locales.resolveLocale(request));
		try {
			answer.give();
		}
		finally {
			LocaleContextHolder.setLocaleContext(before);
		}
	}

	private static boolean isJson(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE);
	}

	/**
	 * In the form of the engine's own errors, which Tasklist shows and Modeler
	 * understands.
	 */
	static void refuse(HttpServletResponse response, int status, String message) throws IOException {
		write(response, status, Map.of("type", REFUSED, "message", message));
	}

	/** The same, with what is wrong with each field. */
	static void refuse(HttpServletResponse response, int status, String message,
			List<Map<String, @Nullable Object>> details) throws IOException {
		write(response, status, Map.of("type", REFUSED, "message", message, "details", details));
	}

	private static void write(HttpServletResponse response, int status, Object body) throws IOException {
		response.setStatus(status);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setCharacterEncoding("UTF-8");
		JSON.writeValue(response.getOutputStream(), body);
	}

	/** Whatever is to be answered. */
	private interface Answer {

		void give() throws ServletException, IOException;

	}

	/** Replaces an error's status by the one that the failure noted. */
	private static final class DeservedStatus extends HttpServletResponseWrapper {

		private final HttpServletRequest request;

		DeservedStatus(HttpServletRequest request, HttpServletResponse response) {
			super(response);
			this.request = request;
		}

		@Override
		public void setStatus(int status) {
			Integer deserved = (status >= HttpServletResponse.SC_BAD_REQUEST) ? FailureStatus.of(this.request) : null;
			super.setStatus((deserved != null) ? deserved : status);
		}

	}

}
