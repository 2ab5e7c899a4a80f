/** Leads whoever sent a form to the first field that is wrong, else to what was refused: either may be out of sight. */
export function showWrong(form: HTMLElement): void {
  const field = form.querySelector<HTMLElement>('[aria-invalid=true]:not([aria-hidden=true])');
  if (field) {
    field.focus();
  } else {
    form.querySelector('[data-refused]')?.scrollIntoView({ block: 'center' });
  }
}
