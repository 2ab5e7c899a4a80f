package io.nagare.api.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Globals;

import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.WebUtils;

/**
 * Refuses parameters, path variables and file names with {@link AllowedCharacters} that
 * no text may hold.
 */
public class CharacterInterceptor implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		List<Detail> wrong = new ArrayList<>();
		request.getParameterMap().forEach((name, values) -> check(name, Stream.of(values), wrong));
		if (request.getAttribute(Globals.PARAMETER_PARSE_FAILED_ATTR) != null) {
			// Tomcat goes on without the parameter
			wrong.add(Detail.of(null, "unreadable"));
		}
		if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
			variables.forEach((name, value) -> check(name.toString(), Stream.of(value.toString()), wrong));
		}
		MultipartRequest multipart = WebUtils.getNativeRequest(request, MultipartRequest.class);
		if (multipart != null) {
			multipart.getMultiFileMap()
				.forEach((name, files) -> check(name,
						files.stream().flatMap((file) -> Stream.ofNullable(file.getOriginalFilename())), wrong));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return true;
	}

	private static void check(String name, Stream<String> values, List<Detail> wrong) {
		boolean validName = AllowedCharacters.areValid(name);
		if (!validName || !values.allMatch(AllowedCharacters::areValid)) {
			wrong.add(Detail.of(validName ? name : null, "invalid_character"));
		}
	}

}
