package io.nagare.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The categories that demo tenants start with. Rules match the names, so the English
 * stands in the description.
 */
@Component
@Profile({ "demo", "test" })
class DemoCategories {

	private static final List<Entry> TREE = List.of(
			new Entry("ハードウェア", "Hardware", new Entry("パソコン", "Personal computers"), new Entry("プリンター", "Printers"),
					new Entry("モバイル端末", "Mobile devices"), new Entry("サーバー", "Servers")),
			new Entry("ソフトウェア", "Software", new Entry("OS", "Operating systems"),
					new Entry("オフィスソフト", "Office software"), new Entry("業務アプリケーション", "Business applications")),
			new Entry("ネットワーク", "Network", new Entry("VPN", "VPN"), new Entry("無線LAN", "Wireless LAN"),
					new Entry("有線LAN", "Wired LAN"), new Entry("インターネット接続", "Internet access")),
			new Entry("メール", "E-mail", new Entry("送受信", "Sending and receiving"), new Entry("迷惑メール", "Unwanted mail"),
					new Entry("メーリングリスト", "Mailing lists")),
			new Entry("アカウント", "Accounts", new Entry("パスワード", "Passwords"), new Entry("権限", "Permissions"),
					new Entry("入退社・異動", "Joiners, leavers and movers")),
			new Entry("セキュリティ", "Security", new Entry("マルウェア", "Malware"), new Entry("フィッシング", "Phishing"),
					new Entry("情報漏えい", "Leaks of information")));

	private final CategoryRepository categories;

	DemoCategories(CategoryRepository categories) {
		this.categories = categories;
	}

	/** Creates what is missing, within the bound tenant. */
	void seed() {
		List<Category> known = new ArrayList<>(this.categories.findAll());
		TREE.forEach((entry) -> seed(entry, null, known));
	}

	private void seed(Entry entry, @Nullable UUID parent, List<Category> known) {
		Predicate<Category> same = (category) -> category.name().equals(entry.name())
				&& category.parent().equals(Optional.ofNullable(parent));
		Category category = known.stream()
			.filter(same)
			.findFirst()
			.orElseGet(() -> this.categories.save(new Category(entry.name(), entry.english(), parent)));
		entry.children().forEach((child) -> seed(child, category.id(), known));
	}

	private record Entry(String name, String english, List<Entry> children) {

		Entry(String name, String english, Entry... children) {
			this(name, english, List.of(children));
		}

	}

}
