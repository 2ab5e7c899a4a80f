package io.nagare.article;

import java.util.Map;
import java.util.UUID;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.nagare.directory.DemoPeople;
import io.nagare.shared.IfMatch;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.action.TicketActions;

/**
 * Some articles, written and approved by the demo's people through the same actions that
 * users have.
 */
@Component
@Profile("demo")
@Order(45)
class DemoArticles implements ApplicationRunner {

	private static final String VPN = "VPNにつながらないとき";

	private final DemoPeople people;

	private final ArticleTextRepository texts;

	private final TicketService service;

	private final TicketActions actions;

	DemoArticles(DemoPeople people, ArticleTextRepository texts, TicketService service, TicketActions actions) {
		this.people = people;
		this.texts = texts;
		this.service = service;
		this.actions = actions;
	}

	/** Only once: what its people made of the demo stays as it is. */
	@Override
	public void run(ApplicationArguments args) {
		if (!this.people.as("manager", () -> this.texts.existsByTitleJa(VPN))) {
			seed();
		}
	}

	private void seed() {
		publish(write("everybody", VPN, """
				## 確認すること

				1. インターネットにつながっていることを、ほかのサイトで確認する
				2. VPNクライアントを終了し、もう一度起動する
				3. パスワードの有効期限が切れていないことを確認する

				直らない場合は、表示されたエラー番号を添えて[サービスデスクに報告](/new)してください。""", "When the VPN does not connect", """
				## What to check

				1. Open another site to see whether you are online
				2. Quit the VPN client and start it again
				3. Check that your password has not expired

				If that doesn’t help, [tell the service desk](/new) the error number that you see."""));
		publish(write("everybody", "パスワードを忘れたとき", """
				サインイン画面の「パスワードを忘れた場合」から、登録済みのメールアドレスに再設定の案内を送れます。

				> 届かない場合は、迷惑メールのフォルダーを確認してください。""", "When you forgot your password", """
				Choose “Forgot your password?” where you sign in. A link is sent to your registered address.

				> If nothing arrives, look into your folder of unwanted mail."""));
		publish(write("everybody", "プリンターの紙詰まりを直す", """
				1. 電源を入れたまま、前面カバーを開ける
				2. 詰まった紙を、**両手でゆっくり**引き抜く
				3. カバーを閉じ、試し印刷をする""", "How to clear a paper jam", """
				1. Leave the printer on and open the front cover
				2. Pull out the paper **slowly, with both hands**
				3. Close the cover and print a test page"""));
		publish(write("agents", "無線LANのチャネルを変更する手順", """
				管理画面の「無線」で、隣の階と重ならないチャネルを選びます。変更は昼休みに行ってください。""", "How to change a wireless channel", """
				Choose a channel under “Wireless” that the next floor does not use. Do it in the lunch break."""));
		perform("agent2", write("everybody", "会議室の予約を取り消す", "予約一覧で予約を開き、「取り消し」を選びます。", "How to cancel a meeting room",
				"Open the booking in your list and choose “Cancel”."), "submit", Map.of());
		write("everybody", "新しい勤怠システムの使い方", "（執筆中）", "How to use the new attendance system", "(being written)");
	}

	private UUID write(String audience, String titleJa, String bodyJa, String titleEn, String bodyEn) {
		return this.people.as("agent2",
				() -> this.service.report(Article.KIND,
						Map.of(ArticleFields.AUDIENCE, audience, ArticleFields.TITLE_JA, titleJa, ArticleFields.BODY_JA,
								bodyJa, ArticleFields.TITLE_EN, titleEn, ArticleFields.BODY_EN, bodyEn)));
	}

	private void publish(UUID article) {
		perform("agent2", article, "submit", Map.of());
		perform("agent1", article, "approve", Map.of());
	}

	private void perform(String username, UUID article, String action, Map<String, Object> fields) {
		this.people.as(username, () -> {
			this.actions.perform(article, action, fields, IfMatch.ANY);
			return true;
		});
	}

}
