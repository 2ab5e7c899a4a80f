package io.nagare.workplace.handover;

import java.util.UUID;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.nagare.directory.DemoPeople;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.PageQuery;

/** A shift of the demo's network team that was handed over. */
@Component
@Profile("demo")
@Order(85)
class DemoHandovers implements ApplicationRunner {

	private final DemoPeople people;

	private final Directory directory;

	private final ShiftHandoverService handovers;

	DemoHandovers(DemoPeople people, Directory directory, ShiftHandoverService handovers) {
		this.people = people;
		this.directory = directory;
		this.handovers = handovers;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.people.as("manager", () -> {
			UUID network = this.directory.teamByName("Network").orElseThrow().id();
			if (this.handovers.page(network, PageQuery.of(1, 1)).items().isEmpty()) {
				User next = this.directory.userByUsername("network1").orElseThrow();
				this.handovers.handOver(network, new NewHandover(next.id(),
						"夜間は静かでした。拠点間VPNの帯域は引き続き監視してください。 / A quiet night. Keep an eye on the bandwidth of the VPN between sites.",
						null));
			}
			return true;
		});
	}

}
