package io.nagare.api.error;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.nagare.api.input.InputType;
import io.nagare.database.DatabaseFailures;
import io.nagare.shared.DiskFull;
import io.nagare.shared.Refusal.Detail;
import io.nagare.shared.Refusal.Kind;
import io.nagare.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import org.apache.tomcat.util.http.fileupload.impl.FileSizeLimitExceededException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Understands what frameworks throw as the {@link Refusal} that they mean. */
final class ExceptionTranslator {

	/** After which to ask again where the disk is full, or the database overburdened. */
	private static final long SECONDS_WITHOUT_MEANS = 5;

	private ExceptionTranslator() {
	}

	/**
	 * The refusal that an exception is, wraps or means.
	 * @return empty for a defect, and for statuses that the contract has no word for
	 */
	static Optional<Refusal> in(Throwable ex, HttpServletRequest request) {
		return Optional.ofNullable(cause(ex, Refusal.class).orElseGet(() -> meantBy(ex, request)));
	}

	/** Whether the disk is full, or the database is at its end: both may pass. */
	static boolean lacksMeans(Throwable ex) {
		return DatabaseFailures.isOfMeans(ex) || DiskFull.isCauseOf(ex);
	}

	private static @Nullable Refusal meantBy(Throwable ex, HttpServletRequest request) {
		if (DatabaseFailures.isOfConnection(ex)) {
			return Refusal.unavailable(1);
		}
		if (lacksMeans(ex)) {
			return Refusal.unavailable(SECONDS_WITHOUT_MEANS);
		}
		if (ex instanceof HttpMessageNotReadableException unreadable) {
			return JsonErrors.in(unreadable);
		}
		if (ex instanceof BindException invalid) {
			return Refusal.invalid(ConstraintViolations.in(invalid));
		}
		if (ex instanceof HandlerMethodValidationException invalid && !invalid.isForReturnValue()) {
			return Refusal.invalid(ConstraintViolations.in(invalid));
		}
		if (ex instanceof ConstraintViolationException invalid) {
			return Refusal.invalid(ConstraintViolations.in(invalid));
		}
		if (ex instanceof MethodArgumentTypeMismatchException mismatch) {
			return Refusal.invalid(List.of(InputType.mismatch(mismatch.getName(), mismatch.getRequiredType())));
		}
		if (ex instanceof MissingServletRequestParameterException missing) {
			return Refusal.invalid(missing.getParameterName(), "required");
		}
		if (ex instanceof MissingServletRequestPartException missing) {
			return Refusal.invalid(missing.getRequestPartName(), "required");
		}
		if (ex instanceof MissingRequestHeaderException missing) {
			return Refusal.invalid(missing.getHeaderName(), "required");
		}
		if (ex instanceof MultipartException multipart) {
			return badUpload(multipart);
		}
		if (ex instanceof RequestRejectedException) {
			// Spring Security's guard reads names and values of parameters as they are
			// asked for
			return Refusal.invalid(List.of(Detail.of(null, "invalid_character")));
		}
		if (ex instanceof ConcurrencyFailureException) {
			return Refusal.conflict(null, "concurrent_change");
		}
		if (ex instanceof DataIntegrityViolationException violation) {
			return violated(violation);
		}
		if (ex instanceof AuthenticationException) {
			return new Refusal(Kind.UNAUTHENTICATED, List.of());
		}
		if (ex instanceof AccessDeniedException) {
			return new Refusal((request.getUserPrincipal() != null) ? Kind.FORBIDDEN : Kind.UNAUTHENTICATED, List.of());
		}
		return (ex instanceof ErrorResponse response) ? ofStatus(response.getStatusCode().value()) : null;
	}

	private static Refusal badUpload(MultipartException ex) {
		Optional<FileSizeLimitExceededException> tooLarge = cause(ex, FileSizeLimitExceededException.class);
		if (tooLarge.isPresent()) {
			return Refusal.tooLarge(tooLarge.get().getFieldName(), tooLarge.get().getPermittedSize());
		}
		return (ex instanceof ErrorResponse response && response.getStatusCode().value() == Kind.TOO_LARGE.status())
				? new Refusal(Kind.TOO_LARGE, List.of()) : Refusal.invalid(List.of(Detail.of(null, "unreadable")));
	}

	/**
	 * PostgreSQL's error codes: class 23 are constraints, of which those that depend on
	 * other rows are a conflict; class 22 are values outside what a column can hold.
	 */
	private static @Nullable Refusal violated(DataIntegrityViolationException ex) {
		String state = (NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException sql
				&& sql.getSQLState() != null) ? sql.getSQLState() : "";
		return switch (state) {
			case "23505", "23P01" -> Refusal.conflict(null, "already_exists");
			case "23503" -> Refusal.conflict(null, "in_use");
			default -> state.startsWith("22") ? Refusal.invalid(List.of(Detail.of(null, "invalid"))) : null;
		};
	}

	private static @Nullable Refusal ofStatus(int status) {
		return (status == Kind.CONFLICT.status()) ? new Refusal(Kind.CONFLICT, List.of())
				: Arrays.stream(Kind.values())
					.filter((kind) -> kind.status() == status)
					.findFirst()
					.map((kind) -> new Refusal(kind, List.of()))
					.orElse(null);
	}

	static <T extends Throwable> Optional<T> cause(Throwable ex, Class<T> type) {
		return Stream.<Throwable>iterate(ex, (at) -> at != null, Throwable::getCause)
			.filter(type::isInstance)
			.map(type::cast)
			.findFirst();
	}

}
