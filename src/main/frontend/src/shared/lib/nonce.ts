/** The only styles that the content security policy takes are those with the page's own nonce. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
