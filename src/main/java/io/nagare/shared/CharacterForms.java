package io.nagare.shared;

import java.util.regex.Pattern;

/** Characters of Japanese, and those that are written in several ways. */
public final class CharacterForms {

	/** Dashes, and forms of characters that stand in names and older texts. */
	private static final String OTHERS = "\u2010\u2011\u2012\u2013\u2014\u2212〜"
			+ "髙﨑嵜德邊邉濵濱齋齊澤櫻廣國眞惠榮實壽澁瀧龍嶋嶌渕桒鷗頰瀨顯圓將晉萬禮靜淸繩曾彌冨峯籔鄕賴鬪學會縣號藝醫鐵擧驒髮晚槪卽";

	private static final String USUAL = "------~" + "高崎崎徳辺辺浜浜斎斉沢桜広国真恵栄実寿渋滝竜島島淵桑鴎頬瀬顕円将晋万礼静清縄曽弥富峰薮郷頼闘学会県号芸医鉄挙騨髪晩概即";

	private static final String SMALL = "ァィゥェォヵヶヮ";

	private static final String LARGE = "アイウエオカケワ";

	private static final String VOICELESS = "カキクケコサシスセソタチツテトハヒフヘホ";

	private static final Pattern JAPANESE = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");

	private CharacterForms() {
	}

	/** Whether some of the text is written in kana or ideographs. */
	public static boolean hasJapanese(String text) {
		return JAPANESE.matcher(text).find();
	}

	/** The usual form of a character: 高 for 髙, a hyphen for any dash; others stay. */
	public static char usual(char each) {
		int known = OTHERS.indexOf(each);
		return (known >= 0) ? USUAL.charAt(known) : each;
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
