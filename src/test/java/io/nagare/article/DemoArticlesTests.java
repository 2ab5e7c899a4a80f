package io.nagare.article;

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
class DemoArticlesTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AutowireCapableBeanFactory beans;

	@Test
	void showEveryStatusThatIsNotOver() {
		DemoArticles demo = this.beans.createBean(DemoArticles.class);
		demo.run(new DefaultApplicationArguments());
		Api agent = Api.at(this.port).as("agent1");
		List<String> drafts = each(agent.get("/articles?status=draft&limit=100").data(), "title");
		assertThat(drafts).contains("新しい勤怠システムの使い方");
		assertThat(each(agent.get("/articles?status=review&limit=100").data(), "title")).contains("会議室の予約を取り消す");
		List<String> read = each(Api.at(this.port).as("reporter1").get("/articles?limit=100").data(), "title");
		assertThat(read).contains("VPNにつながらないとき", "パスワードを忘れたとき", "プリンターの紙詰まりを直す")
			.doesNotContain("無線LANのチャネルを変更する手順", "会議室の予約を取り消す");
		// once only
		demo.run(new DefaultApplicationArguments());
		assertThat(each(agent.get("/articles?status=draft&limit=100").data(), "title")).isEqualTo(drafts);
	}

}
