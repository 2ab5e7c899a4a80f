package io.nagare.directory;

import java.util.Optional;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Binds the tenant of an event for whoever listens to it after the commit, before the
 * listener's own transaction begins. What happened to a platform administrator concerns
 * no tenant, so nobody hears of it.
 */
@Configuration(proxyBeanMethods = false)
class EventTenant {

	/** Outside of the transaction, inside of what hands the call to another thread. */
	private static final int ORDER = 0;

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor eventTenantAdvisor(ObjectProvider<Tenants> tenants) {
		DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
				new AnnotationMatchingPointcut(null, TransactionalEventListener.class, true),
				(MethodInterceptor) (listener) -> hear(listener, tenants));
		advisor.setOrder(ORDER);
		return advisor;
	}

	private static @Nullable Object hear(MethodInvocation listener, ObjectProvider<Tenants> tenants) throws Throwable {
		Optional<TenantId> tenant = tenantOf(listener.getArguments()[0], tenants);
		return tenant.isPresent() ? Tenancy.call(tenant.get(), listener::proceed) : null;
	}

	private static Optional<TenantId> tenantOf(Object event, ObjectProvider<Tenants> tenants) {
		if (event instanceof TenantEvent ofTenant) {
			return Optional.of(ofTenant.tenant());
		}
		if (event instanceof User.Event ofUser) {
			return Optional.ofNullable(ofUser.tenant()).flatMap((tenant) -> tenants.getObject().byId(tenant));
		}
		throw new IllegalStateException(event.getClass().getName() + " names no tenant");
	}

}
