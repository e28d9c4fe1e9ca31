import { applyDensity, applyMode, Density, Mode } from "@cloudscape-design/global-styles";
import { useEffect } from "react";
import type { Density as DensityChoice } from "../ipc/generated/Density";
import type { Theme } from "../ipc/generated/Theme";

const DARK = "(prefers-color-scheme: dark)";

/** Makes the window light or dark. */
export function showTheme(theme: Theme): void {
  const dark = theme === "dark" || (theme === "system" && window.matchMedia(DARK).matches);
  applyMode(dark ? Mode.Dark : Mode.Light);
  document.documentElement.classList.toggle("theme-dark", dark);
  document.documentElement.classList.toggle("theme-light", !dark);
}

/** Keeps the window looking as the person chose, also when the system's own choice changes. */
export function useLook(theme: Theme, density: DensityChoice): void {
  useEffect(() => {
    showTheme(theme);
    if (theme !== "system") return;
    const system = window.matchMedia(DARK);
    const follow = () => showTheme("system");
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, [theme]);

  useEffect(() => {
    applyDensity(density === "compact" ? Density.Compact : Density.Comfortable);
  }, [density]);
}
