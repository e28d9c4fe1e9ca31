import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

interface Props {
  /** Puts the keyboard somewhere else; without it, on what surrounds this and can take it. */
  to?: () => void;
  children: ReactNode;
}

/**
 * Hands the keyboard on when what is inside goes away while it has it: a button that vanishes
 * when it is pressed would else leave the keyboard nowhere.
 */
export function HandsOnFocus({ to, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(to);
  useEffect(() => {
    latest.current = to;
  });
  useLayoutEffect(() => {
    const inside = box.current;
    const around = inside?.parentElement?.closest<HTMLElement>('[tabindex="-1"]');
    return () => {
      if (inside === null || !inside.contains(document.activeElement)) return;
      // Only when all is drawn is there something new to put the keyboard on.
      queueMicrotask(() => (latest.current === undefined ? around?.focus() : latest.current()));
    };
  }, []);
  return <div ref={box}>{children}</div>;
}
