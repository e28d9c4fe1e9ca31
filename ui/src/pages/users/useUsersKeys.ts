import { useEffect, useRef } from "react";

interface Actions {
  focusSearch: () => void;
  selectAllMatching: () => void;
  open: (userId: string) => void;
  /** Closes the details; absent while they are closed. */
  close: (() => void) | null;
}

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable=true]";

/** The page's keys: `/` for the search, Ctrl or ⌘ with A for all that match, Enter, Escape. */
export function useUsersKeys(actions: Actions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || !(target instanceof Element)) return;
      // A dialog, a menu or a popover has the keyboard to itself while it is open.
      if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null) return;
      const { focusSearch, selectAllMatching, open, close } = latest.current;
      const command = event.ctrlKey || event.metaKey;

      if (event.key === "Escape" && close !== null && !hasOpenMenu(target)) {
        event.preventDefault();
        close();
      } else if (target.closest(TYPING) !== null) {
        return;
      } else if (event.key === "/" && !command && !event.altKey) {
        event.preventDefault();
        focusSearch();
      } else if (event.key.toLowerCase() === "a" && command && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        // In the details and the help, text is there to be selected and copied.
        const text = target.closest("[data-own-text]");
        if (text === null) selectAllMatching();
        else window.getSelection()?.selectAllChildren(text);
      } else if (event.key === "Enter" && !command) {
        const id = rowUser(target);
        if (id === null) return;
        event.preventDefault();
        open(id);
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

function hasOpenMenu(target: Element): boolean {
  return target.closest('[aria-haspopup][aria-expanded="true"]') !== null;
}

/** The user of the row in which a cell has the focus, rather than a control in a cell. */
function rowUser(target: Element): string | null {
  if (!target.matches("td, th[scope=row], tr, input[type=checkbox]")) return null;
  const row = target.closest("tr");
  return row?.querySelector("[data-user-id]")?.getAttribute("data-user-id") ?? null;
}
