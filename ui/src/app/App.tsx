import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Spinner from "@cloudscape-design/components/spinner";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../components/ProblemAlert";
import { useAnswer } from "../hooks/useAnswer";
import { useClient } from "../ipc/ClientContext";
import type { Start } from "../ipc/generated/Start";
import { UsersPage } from "../pages/users/UsersPage";
import { useLook } from "./look";
import { PreferencesContext } from "./PreferencesContext";
import { ResetPractice } from "./ResetPractice";
import { StartContext } from "./StartContext";
import { usePreferences } from "./usePreferences";

/** The window: what it needs is asked for once, then the page is shown. */
export function App() {
  const { t } = useTranslation();
  const client = useClient();
  const { value: start, problem, again } = useAnswer(useCallback(() => client.start(), [client]));
  const [resetting, setResetting] = useState(false);

  if (start !== null) return <Started start={start} />;
  return (
    <main>
      <Box padding="xxl">
        {problem === null ? (
          <Box textAlign="center">
            <Spinner size="large" />
            <span className="visually-hidden">{t("app.starting")}</span>
          </Box>
        ) : (
          <ProblemAlert problem={problem} title={t("app.startFailed")} onTryAgain={again}>
            {problem.code === "practiceBroken" && (
              <Button onClick={() => setResetting(true)}>{t("practice.reset")}</Button>
            )}
          </ProblemAlert>
        )}
      </Box>
      {resetting && <ResetPractice onClose={() => setResetting(false)} onDone={again} />}
    </main>
  );
}

function Started({ start }: { start: Start }) {
  const preferences = usePreferences(start.preferences);
  useLook(preferences.preferences.theme, preferences.preferences.density);
  return (
    <StartContext value={start}>
      <PreferencesContext value={preferences}>
        <UsersPage />
      </PreferencesContext>
    </StartContext>
  );
}
