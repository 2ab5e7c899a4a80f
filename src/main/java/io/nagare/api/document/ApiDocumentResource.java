package io.nagare.api.document;

import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;

import org.springframework.beans.factory.ObjectFactory;

/**
 * Writes the document once: it is the same for everybody, and strangers may ask for it.
 * The library would write it for each request, and make it anew for each language that a
 * caller thinks of.
 */
class ApiDocumentResource extends OpenApiWebMvcResource {

	private volatile byte @Nullable [] json;

	private volatile byte @Nullable [] yaml;

	ApiDocumentResource(ObjectFactory<OpenAPIService> builder, AbstractRequestService requests,
			GenericResponseService responses, OperationService operations, SpringDocConfigProperties properties,
			SpringDocProviders providers, SpringDocCustomizers customizers) {
		super(builder, requests, responses, operations, properties, providers, customizers);
	}

	@Override
	public byte[] openapiJson(HttpServletRequest request, String address, Locale locale)
			throws JsonProcessingException {
		byte[] written = this.json;
		if (written == null) {
			synchronized (this) {
				written = super.openapiJson(request, address, Locale.ENGLISH);
				this.json = written;
			}
		}
		return written;
	}

	@Override
	public byte[] openapiYaml(HttpServletRequest request, String address, Locale locale)
			throws JsonProcessingException {
		byte[] written = this.yaml;
		if (written == null) {
			synchronized (this) {
				written = super.openapiYaml(request, address, Locale.ENGLISH);
				this.yaml = written;
			}
		}
		return written;
	}

}
