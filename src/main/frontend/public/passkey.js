/*
 * Sign-in by a passkey, for the pages around the sign-in. The button shows itself where the
 * browser can do it.
 */
(() => {
  const part = document.getElementById('passkey');
  if (!part || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    return;
  }
  const button = part.querySelector('button');
  const [wrong, failed] = part.querySelectorAll('[role=alert]');
  const post = (path, body) =>
    fetch(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-CSRF-TOKEN': document.querySelector('input[name=_csrf]').value,
      },
      body: body && JSON.stringify(body),
    }).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))));
  button.addEventListener('click', async () => {
    wrong.hidden = failed.hidden = true;
    button.disabled = true;
    try {
      const options = await post(part.dataset.options);
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
      const credential = await navigator.credentials.get({ publicKey });
      const { redirectUrl } = await post(part.dataset.answer, credential.toJSON());
      location.replace(redirectUrl);
    } catch (error) {
      if (error.message === '403') {
        // somebody signed in at another page since, and what this one would send is no longer taken
        location.reload();
        return;
      }
      wrong.hidden = error.message !== '401';
      // who closed the device's question knows that he did
      failed.hidden = !wrong.hidden || error.name === 'NotAllowedError' || error.name === 'AbortError';
      button.disabled = false;
    }
  });
  part.hidden = false;
})();
