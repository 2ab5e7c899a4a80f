package io.nagare.workflow.internal.door;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;

import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;

/**
 * Stands right before the engine's REST API, behind the filters of Camunda's web
 * applications and their tokens against forgery, and has the product perform what is done
 * to tickets, by people or by programs.
 */
final class TaskCallFilter implements Filter {

	private static final String CALL = TaskCallFilter.class.getName();

	private final TaskCallHandler calls;

	private final ExternalTaskCallHandler programs;

	private final EngineDialect dialect;

	private final RefusalWords words;

	TaskCallFilter(TaskCallHandler calls, ExternalTaskCallHandler programs, EngineDialect dialect, RefusalWords words) {
		this.calls = calls;
		this.programs = programs;
		this.dialect = dialect;
		this.words = words;
	}

	/** Whether the product performs the call. */
	static boolean handles(String method, String call) {
		return TaskCallHandler.handles(method, call) || ExternalTaskCallHandler.handles(method, call);
	}

	/**
	 * Marks the request as one that this filter answers. The engine's API would not take
	 * it any more, wherever this filter stands.
	 */
	static HttpServletRequest keep(HttpServletRequest request, String call) {
		request.setAttribute(CALL, call);
		return new HttpServletRequestWrapper(request) {

			@Override
			public String getMethod() {
				return "PERFORM";
			}

		};
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request.getAttribute(CALL) instanceof String call) {
			perform(call, (HttpServletRequest) request, (HttpServletResponse) response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void perform(String call, HttpServletRequest request, HttpServletResponse response) throws IOException {
		// once: Camunda's own filters before this one hand out the same stream each time
		byte[] body = request.getInputStream().readAllBytes();
		JsonNode said = (body.length > 0) ? EngineBody.read(new ByteArrayInputStream(body)) : null;
		Object answer;
		try {
			answer = ExternalTaskCallHandler.handles("POST", call) ? this.programs.perform(call, said)
					: this.calls.perform(call, said, request);
		}
		catch (RestException ex) {
			EngineApiFilter.refuse(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(ex.getMessage()));
			return;
		}
		catch (RuntimeException ex) {
			Refusal refusal = FailureTranslator.refusalIn(ex);
			if (refusal == null) {
				throw ex;
			}
			EngineApiFilter.refuse(response, refusal.kind().status(),
					this.words.text(refusal, LocaleContextHolder.getLocale()), details(refusal));
			return;
		}
		if (answer == null) {
			response.setStatus(HttpServletResponse.SC_NO_CONTENT);
		}
		else {
			// and no charset, by which Camunda's JavaScript client would not know it for
			// JSON
			response.setContentType(MediaType.APPLICATION_JSON_VALUE);
			this.dialect.write(answer, response.getOutputStream());
		}
	}

	/** So that a page can say at each field what is wrong with it. */
	private List<Map<String, @Nullable Object>> details(Refusal refusal) {
		return refusal.details().stream().map((detail) -> {
			Map<String, @Nullable Object> said = new LinkedHashMap<>();
			said.put("field", detail.field());
			said.put("message", this.words.sentence(detail, LocaleContextHolder.getLocale()));
			return said;
		}).toList();
	}

}
