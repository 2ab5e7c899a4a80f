package io.nagare.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PushCipherTests {

	private static final String BROWSER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

	/** The example of RFC 8291, section 5. */
	@Test
	void encryptsAsTheStandardDoes() throws GeneralSecurityException, JOSEException {
		byte[] point = decoded(
				"BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
		ECKey ours = new ECKey.Builder(Curve.P_256, Base64URL.encode(java.util.Arrays.copyOfRange(point, 1, 33)),
				Base64URL.encode(java.util.Arrays.copyOfRange(point, 33, 65)))
			.d(new Base64URL("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
			.build();
		byte[] sealed = PushCipher.encrypt("When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8),
				PushCipher.decoded(BROWSER), decoded("BTBZMqHH6r4Tts7J_aSIgg"),
				new KeyPair(ours.toECPublicKey(), ours.toECPrivateKey()), decoded("DGv6ra1nlYgDCS1FRnbzlw"));
		assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
			.isEqualTo("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6"
					+ "TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
	}

	@Test
	void writesKeysAsItReadsThem() {
		assertThat(PushCipher.encoded(PushCipher.decoded(BROWSER))).isEqualTo(BROWSER);
	}

	@Test
	void takesNoKeyThatIsNone() {
		for (String bad : new String[] { "", "BCVx", "!", "A" + BROWSER.substring(1),
				BROWSER.substring(0, 80) + "AAAAAAA" }) {
			assertThatIllegalArgumentException().as(bad).isThrownBy(() -> PushCipher.decoded(bad));
		}
	}

	private static byte[] decoded(String text) {
		return Base64.getUrlDecoder().decode(text);
	}

}
