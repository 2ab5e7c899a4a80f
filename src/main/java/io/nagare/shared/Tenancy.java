package io.nagare.shared;

import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Whose data the current thread may touch. It is bound <em>before</em> a transaction
 * begins, because Hibernate and PostgreSQL's row-level security read it there. A thread
 * without a binding sees no tenant's rows.
 */
public final class Tenancy {

	private static final ThreadLocal<@Nullable Scope> SCOPE = new ThreadLocal<>();

	private static final Scope PLATFORM = new Scope(null);

	private Tenancy() {
	}

	/** The bound tenant; empty when nothing, or the whole platform, is bound. */
	public static Optional<TenantId> current() {
		Scope scope = SCOPE.get();
		return (scope != null) ? Optional.ofNullable(scope.tenant()) : Optional.empty();
	}

	/**
	 * The bound tenant.
	 * @throws IllegalStateException where none is bound: a defect of the caller
	 */
	public static TenantId require() {
		return current().orElseThrow(() -> new IllegalStateException("No tenant is bound to this thread"));
	}

	/**
	 * Whether the thread acts for the platform itself and may see every tenant: sign-in,
	 * health checks, start-up.
	 */
	public static boolean isPlatform() {
		Scope scope = SCOPE.get();
		return scope != null && scope.tenant() == null;
	}

	/** Does the work as the given tenant and restores the former binding. */
	public static <T extends @Nullable Object> T as(TenantId tenant, Supplier<T> work) {
		return within(new Scope(tenant), work::get);
	}

	/** Does the work as the given tenant and restores the former binding. */
	public static void as(TenantId tenant, Runnable work) {
		within(new Scope(tenant), () -> {
			work.run();
			return Boolean.TRUE;
		});
	}

	/** Does the work for the platform, across all tenants. */
	public static <T extends @Nullable Object> T asPlatform(Supplier<T> work) {
		return within(PLATFORM, work::get);
	}

	/** Does the work for the platform, across all tenants. */
	public static void asPlatform(Runnable work) {
		within(PLATFORM, () -> {
			work.run();
			return Boolean.TRUE;
		});
	}

	/** Does work that may throw as the given tenant and restores the former binding. */
	public static <T extends @Nullable Object, X extends Throwable> T call(TenantId tenant, Work<T, X> work) throws X {
		return within(new Scope(tenant), work);
	}

	private static <T extends @Nullable Object, X extends Throwable> T within(Scope scope, Work<T, X> work) throws X {
		Scope former = SCOPE.get();
		SCOPE.set(scope);
		LogContext.put(LogContext.TENANT, scope.name());
		try {
			return work.run();
		}
		finally {
			if (former != null) {
				SCOPE.set(former);
			}
			else {
				SCOPE.remove();
			}
			LogContext.put(LogContext.TENANT, (former != null) ? former.name() : null);
		}
	}

	/** Work that may throw. */
	@FunctionalInterface
	public interface Work<T extends @Nullable Object, X extends Throwable> {

		T run() throws X;

	}

	private record Scope(@Nullable TenantId tenant) {

		private String name() {
			return (this.tenant != null) ? this.tenant.slug() : "platform";
		}

	}

}
