package io.nagare.signin;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DemoPeople;

import java.io.IOException;
import java.util.List;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketKind;
import io.nagare.shared.TicketKinds;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

/** Servlets where the engine's would be: they tell who came through the door. */
@TestConfiguration(proxyBeanMethods = false)
public class EngineStandIns {

	@Bean
	ServletRegistrationBean<WhoAmI> engineStandIn(CurrentCaller currentCaller) {
		return new ServletRegistrationBean<>(new WhoAmI(currentCaller), "/engine-rest/*", "/camunda/*", "/forgotten/*");
	}

	@Bean
	CommandLineRunner demoPeopleAreThere(DemoPeople people) {
		return (args) -> people.seed();
	}

	/** What permissions are about, unless a test brings kinds of its own. */
	@Bean
	@Fallback
	TicketKinds ticketKinds() {
		return (tenant) -> List.of(new Kind("incident", "incidents", true), new Kind("problem", "problems", false),
				new Kind("change", "changes", false));
	}

	@Bean
	@Lazy
	Client client(@Value("${local.server.port}") int port) {
		return new Client(port);
	}

	private record Kind(String kind, String path, boolean isReportedByAll) implements TicketKind {
	}

	static final class WhoAmI extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final transient CurrentCaller currentCaller;

		WhoAmI(CurrentCaller currentCaller) {
			this.currentCaller = currentCaller;
		}

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			String tenant = Tenancy.isPlatform() ? "everything"
					: Tenancy.current().map(TenantId::slug).orElse("nothing");
			response.setContentType("text/plain");
			response.getWriter()
				.print(this.currentCaller.find().map(Caller::username).orElse("nobody") + " sees " + tenant);
		}

	}

}
