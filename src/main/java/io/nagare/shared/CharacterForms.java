package io.nagare.shared;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/** Characters of Japanese, and those that are written in several ways. */
public final class CharacterForms {

	/** Dashes, and forms of characters that stand in names and older texts. */
	private static final String OTHERS = "\u2010\u2011\u2012\u2013\u2014\u2212〜"
			+ "髙﨑嵜德邊邉濵濱齋齊澤櫻廣國眞惠榮實壽澁瀧龍嶋嶌渕桒鷗頰瀨顯圓將晉萬禮靜淸繩曾彌冨峯籔鄕賴鬪學會縣號藝醫鐵擧驒髮晚槪卽俠俱吞摑焰禱簞繫繡萊蔣蟬蠟醬顚緣橫溫渴寬虛薰揭擊黃黑緖涉狀巢增"
			+ "徵步每綠淚曆歷鍊郞錄關豐栁檜槇條來鹽舘體氣傳佛價圖處發變總聲臺藏證讀賣轉鐡鄰靑硏祿淨瑤遙堯凜嶽莊藪龜齡豫與亞惡壓圍爲隱營衞驛應歐奧假繪壞懷樂卷陷勸觀歸犧戲舊峽狹勳徑溪經輕鷄儉劍圈檢"
			+ "權獻險嚴效恆鑛碎濟劑雜參慘棧蠶殘絲齒兒辭舍寫釋收從獸縱肅敍奬燒稱乘剩疊孃讓釀觸囑愼盡粹醉穗隨髓樞數攝竊專戰淺潛纖踐錢禪雙壯搜插爭裝騷屬續墮對滯帶擇擔單膽團彈斷遲晝蟲鑄廳聽敕鎭遞點燈"
			+ "黨當鬭獨屆腦霸廢拜麥拔蠻祕甁拂竝寶沒滿默譯藥餘譽搖樣謠覽獵壘靈勵戀爐勞樓灣";

	private static final String USUAL = "------~"
			+ "高崎崎徳辺辺浜浜斎斉沢桜広国真恵栄実寿渋滝竜島島淵桑鴎頬瀬顕円将晋万礼静清縄曽弥富峰薮郷頼闘学会県号芸医鉄挙騨髪晩概即侠倶呑掴焔祷箪繋繍莱蒋蝉蝋醤顛縁横温渇寛虚薫掲撃黄黒緒渉状巣増"
			+ "徴歩毎緑涙暦歴錬郎録関豊柳桧槙条来塩館体気伝仏価図処発変総声台蔵証読売転鉄隣青研禄浄瑶遥尭凛岳荘薮亀齢予与亜悪圧囲為隠営衛駅応欧奥仮絵壊懐楽巻陥勧観帰犠戯旧峡狭勲径渓経軽鶏倹剣圏検"
			+ "権献険厳効恒鉱砕済剤雑参惨桟蚕残糸歯児辞舎写釈収従獣縦粛叙奨焼称乗剰畳嬢譲醸触嘱慎尽粋酔穂随髄枢数摂窃専戦浅潜繊践銭禅双壮捜挿争装騒属続堕対滞帯択担単胆団弾断遅昼虫鋳庁聴勅鎮逓点灯"
			+ "党当闘独届脳覇廃拝麦抜蛮秘瓶払並宝没満黙訳薬余誉揺様謡覧猟塁霊励恋炉労楼湾";

	/** What stands for characters outside of the plane that most texts are written in. */
	private static final Map<String, String> RARE = Map.of("\uD842\uDFB7", "吉", "\uD842\uDF9F", "叱");

	/**
	 * What nobody sees: joins, breaks, what formats a text, and which form of a character
	 * is meant. Named one by one, and not as a category of the Java that runs, as the
	 * database's {@code folded} takes away the same.
	 */
	private static final Pattern UNSEEN = Pattern
		.compile("[\\u00AD\\u0600-\\u0605\\u061C\\u06DD\\u070F\\u0890-\\u0891\\u08E2"
				+ "\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFE00-\\uFE0F\\uFEFF\\uFFF9-\\uFFFB"
				+ "\\x{110BD}\\x{110CD}\\x{13430}-\\x{1343F}\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}"
				+ "\\x{E0001}\\x{E0020}-\\x{E007F}\\x{E0100}-\\x{E01EF}]");

	private static final String SMALL = "ァィゥェォヵヶヮ";

	private static final String LARGE = "アイウエオカケワ";

	private static final String VOICELESS = "カキクケコサシスセソタチツテトハヒフヘホ";

	private static final Pattern JAPANESE = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");

	/** The usual form of each character, by its code. */
	private static final char[] FORMS = forms();

	private CharacterForms() {
	}

	private static char[] forms() {
		char[] forms = new char[Character.MAX_VALUE + 1];
		for (int each = 0; each < forms.length; each++) {
			forms[each] = (char) each;
		}
		for (int i = 0; i < OTHERS.length(); i++) {
			forms[OTHERS.charAt(i)] = USUAL.charAt(i);
		}
		return forms;
	}

	/** Whether some of the text is written in kana or ideographs. */
	public static boolean hasJapanese(String text) {
		return JAPANESE.matcher(text).find();
	}

	/** The usual form of a character: 高 for 髙, a hyphen for any dash; others stay. */
	public static char usual(char each) {
		return FORMS[each];
	}

	/**
	 * The form in which all that looks alike is alike (NFKC), without what nobody sees.
	 */
	public static String normal(String text) {
		return plain(Normalizer.normalize(text, Normalizer.Form.NFKC));
	}

	/** The text without what nobody sees, and with the usual form of what is rare. */
	private static String plain(String text) {
		String seen = UNSEEN.matcher(text).replaceAll("");
		for (Map.Entry<String, String> rare : RARE.entrySet()) {
			seen = seen.replace(rare.getKey(), rare.getValue());
		}
		return seen;
	}

	/** A small vowel of katakana as a large one; others stay. */
	public static char large(char each) {
		int known = SMALL.indexOf(each);
		return (known >= 0) ? LARGE.charAt(known) : each;
	}

	/** The voiced one of a katakana; others stay. */
	public static char voiced(char each) {
		return (VOICELESS.indexOf(each) >= 0) ? (char) (each + 1) : each;
	}

}
