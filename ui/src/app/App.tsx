import { useCallback } from "react";
import { useAnswer } from "../hooks/useAnswer";
import { useClient } from "../ipc/ClientContext";
import type { Start } from "../ipc/generated/Start";
import { useLook } from "./look";
import { Pages } from "./Pages";
import { PreferencesContext } from "./PreferencesContext";
import { StartContext } from "./StartContext";
import { usePreferences } from "./usePreferences";
import { Waiting } from "./Waiting";

/** The window: what it needs is asked for once, then the pages are shown. */
export function App() {
  const client = useClient();
  const { value: start, problem, again } = useAnswer(useCallback(() => client.start(), [client]));
  return start === null ? (
    <Waiting problem={problem} onTryAgain={again} />
  ) : (
    <Started start={start} />
  );
}

function Started({ start }: { start: Start }) {
  const preferences = usePreferences(start.preferences);
  useLook(preferences.preferences.theme, preferences.preferences.density);
  return (
    <StartContext value={start}>
      <PreferencesContext value={preferences}>
        <Pages />
      </PreferencesContext>
    </StartContext>
  );
}
