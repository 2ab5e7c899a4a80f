// Signing in happens on the product's own page and not in Tasklist, whose form the server refuses. When a session ends
// while Tasklist is open, loading the page anew leads there and back.

import { words } from './nagare-language.js';
const text = words('サインイン画面へ', 'Go to the sign-in page');

// One attempt in this time: whoever is sent back here at once finds a button instead of a page that never rests.
const PAUSE_MILLIS = 30000;
const ATTEMPT = 'nagare-sign-in';

/** Without the part after "#", which would keep the browser from loading anything. */
const leave = () => window.location.replace(document.baseURI.split('#')[0]);

export default {
  id: 'nagare-sign-in',
  pluginPoint: 'tasklist.login',
  priority: 1000,
  render(node) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-lg btn-primary btn-block';
    button.textContent = text;
    button.addEventListener('click', leave);
    node.append(button);

    const last = Number(sessionStorage.getItem(ATTEMPT));
    if (Date.now() - last > PAUSE_MILLIS) {
      sessionStorage.setItem(ATTEMPT, String(Date.now()));
      leave();
    }
  }
};
