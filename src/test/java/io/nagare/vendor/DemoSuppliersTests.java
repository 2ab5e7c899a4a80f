package io.nagare.vendor;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What somebody finds who tries the product. */
@NagareTest
class DemoSuppliersTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AutowireCapableBeanFactory beans;

	@Autowired
	private DemoItems items;

	@Test
	void areThereOnceWithAContractThatEndsSoon() {
		this.items.seed();
		DemoSuppliers demo = this.beans.createBean(DemoSuppliers.class);
		demo.run(new DefaultApplicationArguments());
		demo.run(new DefaultApplicationArguments());
		Api agent = Api.at(this.port).as("agent1");
		assertThat(each(agent.get("/suppliers").data(), "name")).containsOnlyOnce("あかつき回線サービス", "ひので業務システム");
		assertThat(each(agent.get("/contracts?state=ending").data(), "number")).contains("AK-2024-017");
		assertThat(agent.get("/contracts?q=HS-0042").data().path(0).path("items")).hasSize(3);
	}

}
