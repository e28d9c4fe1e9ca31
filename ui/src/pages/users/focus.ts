/** Puts the keyboard on Refresh, which is there in every state of the page. */
export function focusRefresh(): void {
  document.querySelector<HTMLElement>("[data-refresh]")?.focus();
}

/** Puts the keyboard into the search box. */
export function focusSearch(): void {
  document.querySelector<HTMLElement>("[data-search] input")?.focus();
}

/** Puts the keyboard on a user's login, if the user is on the page. Says whether it could. */
export function focusLogin(id: string): boolean {
  const login = document.querySelector<HTMLElement>(`[data-user-id="${CSS.escape(id)}"]`);
  login?.focus();
  return login !== null;
}
