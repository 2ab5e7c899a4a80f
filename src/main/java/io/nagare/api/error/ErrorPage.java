package io.nagare.api.error;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Brings what fails outside the controllers, in filters and other servlets, to
 * {@link ErrorAdvice}.
 */
@Hidden
@RestController
class ErrorPage implements ErrorController {

	/** Throws what the servlet container caught. */
	@RequestMapping("${server.error.path:${error.path:/error}}")
	void rethrow(HttpServletRequest request) throws Exception {
		if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception ex) {
			throw ex;
		}
		throw new ResponseStatusException(
				(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)
						? HttpStatusCode.valueOf(status) : HttpStatus.NOT_FOUND);
	}

}
