-- A text without what people do not tell apart: width, case, hiragana from katakana, small vowels from large ones, old
-- forms of characters from new ones. The same as the index of searches makes of it.
CREATE FUNCTION folded(content text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(lower(normalize(content, NFKC)),
    'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖァィゥェォヵヶヮ‐‑‒–—−〜髙﨑嵜德邊邉濵濱齋齊澤櫻廣國眞惠榮實壽澁瀧龍嶋嶌渕桒鷗頰瀨顯圓將晉萬禮靜淸繩曾彌冨峯籔鄕賴鬪學會縣號藝醫鐵擧驒髮晚槪卽',
    'アアイイウウエエオオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワワヰヱヲンヴカケアイウエオカケワ------~高崎崎徳辺辺浜浜斎斉沢桜広国真恵栄実寿渋滝竜島島淵桑鴎頬瀬顕円将晋万礼静清縄曽弥富峰薮郷頼闘学会県号芸医鉄挙騨髪晩概即');
