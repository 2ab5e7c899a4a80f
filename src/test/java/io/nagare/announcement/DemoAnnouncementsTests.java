package io.nagare.announcement;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What somebody finds who tries the product. */
@NagareTest
class DemoAnnouncementsTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AutowireCapableBeanFactory beans;

	@Test
	void tellOfWorkToComeAndOfWhatIsWorthKnowingOnce() {
		DemoAnnouncements demo = this.beans.createBean(DemoAnnouncements.class);
		demo.run(new DefaultApplicationArguments());
		demo.run(new DefaultApplicationArguments());
		Api manager = Api.at(this.port).as("manager");
		assertThat(titles(manager, "coming")).containsOnlyOnce("ファイル共有の停止");
		assertThat(titles(manager, "current")).containsOnlyOnce("サービスデスクの年末年始の受付");
		List.of("coming", "current")
			.forEach((state) -> manager.get("/announcements?limit=100&state=" + state).data().forEach((one) -> {
				if (!one.path("is_automatic").asBoolean()) {
					manager.post("/announcements/" + one.path("id").asText() + "/withdraw");
				}
			}));
	}

	private static List<String> titles(Api manager, String state) {
		return each(manager.get("/announcements?limit=100&state=" + state).data(), "title_ja");
	}

}
