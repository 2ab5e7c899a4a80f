-- As before, without all that nobody sees, of which some stayed: marks of direction, tags, and the rarer signs that choose a form of a
-- character. The same as the index of searches takes away.
CREATE OR REPLACE FUNCTION folded(content text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(lower(regexp_replace(normalize(content, NFKC),
    '[\u00AD\u0600-\u0605\u061C\u06DD\u070F\u0890-\u0891\u08E2\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB\U000110BD\U000110CD\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0001\U000E0020-\U000E007F\U000E0100-\U000E01EF]', '', 'g')),
    'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖァィゥェォヵヶヮ‐‑‒–—−〜髙﨑嵜德邊邉濵濱齋齊澤櫻廣國眞惠榮實壽澁瀧龍嶋嶌渕桒鷗頰瀨顯圓將晉萬禮靜淸繩曾彌冨峯籔鄕賴鬪學會縣號藝醫鐵擧驒髮晚槪卽'
    '俠俱吞摑焰禱簞繫繡萊蔣蟬蠟醬顚緣橫溫渴寬虛薰揭擊黃黑緖涉狀巢增徵步每綠淚曆歷鍊郞錄關豐栁檜槇條來鹽舘體氣傳佛價圖處發變總聲臺藏證讀賣轉鐡鄰靑硏祿淨瑤遙堯凜嶽莊藪龜齡豫與亞惡壓圍爲隱營衞驛應歐奧假繪壞懷樂卷陷勸觀歸犧戲舊峽狹勳徑溪經輕鷄儉劍圈檢權獻險嚴效恆鑛碎濟劑雜參慘棧蠶殘絲齒兒辭舍寫釋收從獸縱肅敍奬燒稱乘剩疊孃讓釀觸囑愼盡粹醉穗隨髓樞數攝竊專戰淺潛纖踐錢禪雙壯搜插爭裝騷屬續墮對滯帶擇擔單膽團彈斷遲晝蟲鑄廳聽敕鎭遞點燈黨當鬭獨屆腦霸廢拜麥拔蠻祕甁拂竝寶沒滿默譯藥餘譽搖樣謠覽獵壘靈勵戀爐勞樓灣𠮷𠮟',
    'アアイイウウエエオオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワワヰヱヲンヴカケアイウエオカケワ------~高崎崎徳辺辺浜浜斎斉沢桜広国真恵栄実寿渋滝竜島島淵桑鴎頬瀬顕円将晋万礼静清縄曽弥富峰薮郷頼闘学会県号芸医鉄挙騨髪晩概即'
    '侠倶呑掴焔祷箪繋繍莱蒋蝉蝋醤顛縁横温渇寛虚薫掲撃黄黒緒渉状巣増徴歩毎緑涙暦歴錬郎録関豊柳桧槙条来塩館体気伝仏価図処発変総声台蔵証読売転鉄隣青研禄浄瑶遥尭凛岳荘薮亀齢予与亜悪圧囲為隠営衛駅応欧奥仮絵壊懐楽巻陥勧観帰犠戯旧峡狭勲径渓経軽鶏倹剣圏検権献険厳効恒鉱砕済剤雑参惨桟蚕残糸歯児辞舎写釈収従獣縦粛叙奨焼称乗剰畳嬢譲醸触嘱慎尽粋酔穂随髄枢数摂窃専戦浅潜繊践銭禅双壮捜挿争装騒属続堕対滞帯択担単胆団弾断遅昼虫鋳庁聴勅鎮逓点灯党当闘独届脳覇廃拝麦抜蛮秘瓶払並宝没満黙訳薬余誉揺様謡覧猟塁霊励恋炉労楼湾吉叱');
-- Names of people are kept folded.
UPDATE users SET username = username WHERE name_key <> replace(folded(concat(last_name, first_name, last_name)), ' ', '');
