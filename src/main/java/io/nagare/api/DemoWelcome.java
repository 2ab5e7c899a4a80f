package io.nagare.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever starts the demo which addresses to open and whom to sign in as. */
@Component
@Profile("demo")
class DemoWelcome {

	private static final Logger log = LoggerFactory.getLogger(DemoWelcome.class);

	private final Environment environment;

	DemoWelcome(Environment environment) {
		this.environment = environment;
	}

	@EventListener
	void on(ApplicationReadyEvent ready) {
		String home = "http://127.0.0.1:" + this.environment.getProperty("local.server.port", "8080");
		log.info("""

				流れ Nagare – デモの準備ができました / the demo is ready
				  タスク / Tasklist      {}/camunda/app/tasklist/default/
				  運用 / Cockpit         {}/camunda/app/cockpit/default/
				  API                    {}/swagger-ui.html
				  ユーザー / users       agent1, agent2, network1, manager, changemanager, cab1, owner, admin, platform
				  パスワード / password  demo
				Ready: {}/, sign in as agent1 / demo
				""", home, home, home, home);
	}

}
