package io.nagare.ticket.web;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;

import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketTypes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor;

/**
 * Reads the body of a request as the fields of the type of tickets that the path names,
 * as {@code @RequestBody} reads a class known beforehand.
 */
class FieldsResolver extends RequestResponseBodyMethodProcessor {

	private final TicketTypes types;

	FieldsResolver(List<HttpMessageConverter<?>> converters, TicketTypes types) {
		super(converters);
		this.types = types;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == TicketFields.class;
	}

	@Override
	protected @Nullable Object readWithMessageConverters(NativeWebRequest request, MethodParameter parameter, Type type)
			throws IOException, HttpMediaTypeNotSupportedException {
		HttpServletRequest asked = request.getNativeRequest(HttpServletRequest.class);
		if (asked == null) {
			throw Refusal.notFound();
		}
		return super.readWithMessageConverters(request, parameter,
				TypeCondition.typeOf(asked, this.types).orElseThrow(Refusal::notFound).fields());
	}

	@Override
	protected boolean checkRequired(MethodParameter parameter) {
		return true;
	}

}
