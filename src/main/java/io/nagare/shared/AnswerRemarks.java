package io.nagare.shared;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/** What an answer of the API says of itself, beside what was asked for. */
public final class AnswerRemarks {

	private static final String REMARKS = AnswerRemarks.class.getName();

	private AnswerRemarks() {
	}

	/**
	 * Says it in the answer to the request of this thread; nothing where there is none.
	 */
	public static void add(String name, Object value) {
		RequestChannel.request().ifPresent((request) -> {
			Map<String, Object> remarks = new LinkedHashMap<>(of(request));
			remarks.put(name, value);
			request.setAttribute(REMARKS, remarks);
		});
	}

	/** What is said in the answer to the request. */
	@SuppressWarnings("unchecked") // nobody else knows the name
	public static Map<String, Object> of(HttpServletRequest request) {
		return (request.getAttribute(REMARKS) instanceof Map<?, ?> remarks) ? (Map<String, Object>) remarks : Map.of();
	}

}
